"""The main job on a three-area miniature: from raw files to reports in three formats, as a user calls it."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.builds import whole
from tests.miniature import AREAS, PROGRAMME, ROOT, Miniature
from workbench.files import sha256

pytestmark = pytest.mark.slow

STAGES = ("01_scoping", "02_self_evaluation", "03_surveys", "04_record_reading", "05_engagement", "06_evaluation")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Miniature:
    return whole(tmp_path_factory)[0]


def _reports(miniature: Miniature) -> list[Path]:
    site = miniature.build / "site"
    return [site / "index", *(site / "areas" / area / "index" for area in AREAS)]


def test_every_report_is_made_in_every_format(built):
    for report in _reports(built):
        assert report.with_suffix(".html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert report.with_suffix(".pdf").read_bytes().startswith(b"%PDF-1.7")
        with zipfile.ZipFile(report.with_suffix(".docx")) as document:
            assert "word/document.xml" in document.namelist()


def test_every_page_says_that_its_evidence_is_synthetic(built):
    for report in _reports(built):
        assert "synthetic evidence" in report.with_suffix(".html").read_text(encoding="utf-8").lower()
        with zipfile.ZipFile(report.with_suffix(".docx")) as document:
            text = re.sub(r"<[^>]+>", "", document.read("word/document.xml").decode())
        assert "synthetic evidence" in text.lower()
        if shutil.which("pdftotext"):
            pages = subprocess.run(
                ["pdftotext", report.with_suffix(".pdf"), "-"], capture_output=True, text=True, check=True
            ).stdout.split("\f")[:-1]
            assert all("synthetic" in page.lower() for page in pages), report


def test_executed_notebooks_are_kept_without_a_trace_of_this_machine(built):
    for area in AREAS:
        for stage in STAGES:
            text = (built.build / "notebooks" / area / f"{stage}.ipynb").read_text(encoding="utf-8")
            notebook = json.loads(text)
            assert any(cell.get("outputs") for cell in notebook["cells"])
            assert str(built.root) not in text
            assert "papermill" not in notebook["metadata"]
    assert (built.build / "notebooks" / "national" / "national_overview.ipynb").is_file()


def test_a_published_number_is_the_number_recorded(built):
    for area in AREAS:
        recorded = json.loads((built.build / "results" / area / "04_record_reading" / "results.json").read_text())
        read = recorded["values"]["records.read"]["text"]
        page = re.sub(r"<[^>]+>", " ", (built.build / "site" / "areas" / area / "index.html").read_text())
        assert re.search(rf"(?<![\d,.]){re.escape(read)}(?![\d,.])", page)


def test_no_two_areas_share_a_figure(built):
    figures = {}
    for area in AREAS:
        for figure in (built.build / "site" / "areas" / area / "figures").glob("*.svg"):
            assert figure.read_bytes() not in figures, f"{area} shows {figures[figure.read_bytes()]}'s {figure.name}"
            figures[figure.read_bytes()] = area
    assert figures


def test_the_manifest_ties_outputs_to_their_hashes(built):
    manifest = json.loads((built.build / "manifest.json").read_text())
    for report in _reports(built):
        for suffix in (".html", ".pdf", ".docx"):
            path = report.with_suffix(suffix)
            assert manifest["reports"][path.relative_to(built.build).as_posix()] == sha256(path)
    for run in manifest["runs"].values():
        for name, digest in run["outputs"].items():
            assert digest == sha256(built.build / name)
    assert {name.split("/")[0] for name in manifest["inputs"]} >= {"evidence", "notebooks", "parameters", "reports"}


def test_a_second_build_runs_nothing_and_changes_no_byte(built):
    before = {path: path.read_bytes() for path in (built.build / "site").rglob("*") if path.is_file()}
    second = built.run("build", PROGRAMME, "--engine", "embedded")
    assert "done" not in re.sub(r"\b0 runs done", "", second.stdout)
    assert {path: path.read_bytes() for path in (built.build / "site").rglob("*") if path.is_file()} == before


def test_an_area_composed_for_the_web_alone_gets_its_pictures_when_another_is_made_for_word(built):
    # What a build of this area with --format html leaves.
    pictures = sorted((built.build / "project" / "areas" / "clackmannanshire").rglob("figures/*.png"))
    assert pictures
    before = [path.read_bytes() for path in pictures]
    for path in pictures:
        path.unlink()
    (built.build / "render-lock.json").unlink()
    built.run("build", PROGRAMME, "--area", "orkney-islands", "--engine", "embedded")
    assert [path.read_bytes() for path in pictures] == before


def test_one_stage_of_one_area_is_run_alone(built):
    result = built.run("build", PROGRAMME, "--area", "orkney-islands", "--stage", "03_surveys", "--fresh")
    finished = [line for line in result.stdout.splitlines() if re.search(r"\bdone\b.* s$", line)]
    assert len(finished) == 1
    assert "orkney-islands/03_surveys" in finished[0]


def test_a_misspelt_area_is_answered_with_the_nearest(built):
    result = built.run("build", PROGRAMME, "--area", "orkny", check=False)
    assert result.returncode == 2
    assert "Did you mean orkney-islands?" in result.stderr
    assert "Traceback" not in result.stderr


def test_check_finds_no_fault(built):
    assert "FAULTS" not in built.run("check").stdout


def test_a_value_that_does_not_exist_stops_with_file_line_and_nearest_name(built, tmp_path):
    narrative = built.root / "reports" / PROGRAMME / "areas" / "orkney-islands" / "_key-messages.qmd"
    original = narrative.read_text()
    try:
        narrative.write_text(original + "\nChronologies: {{< meta records.chronolgy.says >}}.\n")
        line = len(original.splitlines()) + 2
        for command in (("build", PROGRAMME, "--engine", "embedded"), ("check",)):
            result = built.run(*command, check=False)
            said = result.stdout + result.stderr
            assert result.returncode in (1, 2)
            assert f"orkney-islands/_key-messages.qmd, line {line}" in said
            assert "records.chronology.says" in said
            assert "Traceback" not in said
    finally:
        narrative.write_text(original)


def test_a_failed_area_names_its_half_run_notebook_and_stops_no_other(built, tmp_path):
    broken = tmp_path / "broken"
    shutil.copytree(built.root, broken)
    miniature = Miniature(broken)
    table = broken / "evidence" / "store" / PROGRAMME / "record_reading" / "orkney-islands.parquet"
    table.write_bytes(b"not a table")
    result = miniature.run("build", PROGRAMME, "--engine", "embedded", "--format", "html", check=False)
    assert result.returncode == 1
    assert "orkney-islands/04_record_reading" in result.stdout
    assert "failed/orkney-islands/04_record_reading.ipynb" in result.stdout
    assert (miniature.build / "failed" / "orkney-islands" / "04_record_reading.ipynb").is_file()
    assert (miniature.build / "site" / "areas" / "clackmannanshire" / "index.html").is_file()
    assert "Traceback" not in result.stderr


def test_the_sources_are_as_they_were(built):
    for folder in ("notebooks", "parameters", "reports"):
        for path in sorted((built.root / folder).rglob("*")):
            if path.is_file() and path.name != f"{PROGRAMME}.yaml":
                assert path.read_bytes() == (ROOT / path.relative_to(built.root)).read_bytes()


def test_the_command_runs_from_another_folder(built):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WORKBENCH_")}
    result = subprocess.run(
        [sys.executable, "-m", "workbench", "--project", str(built.root), "build", PROGRAMME, "--dry-run"],
        cwd="/", env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
