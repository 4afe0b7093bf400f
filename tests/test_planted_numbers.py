"""A wrong number planted in evidence, helpers, stored outputs, sources and pages is found, by a check with a name.

In a stored output of a reference notebook it is found by ``same-outputs``: tests/checks/test_references.py.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.builds import copied, whole
from tests.miniature import PROGRAMME, ROOT, Miniature, make_miniature
from workbench.assurance.sense_checks import outcomes
from workbench.checks.everything import check_project
from workbench.checks.references import rerun_faults
from workbench.definitions import load_definitions
from workbench.project import Project

pytestmark = pytest.mark.slow

AREA = "clackmannanshire"
REGISTER = "serious-incident-reviews"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Miniature:
    miniature = copied(whole(tmp_path_factory)[1], tmp_path_factory.mktemp("planted-numbers") / "project")
    said = (miniature.root / "said.txt").read_text(encoding="utf-8")
    assert re.search(r"^Sense checks: \d+ passed", said, re.MULTILINE)
    assert " failed" not in said
    return miniature


def project_of(miniature: Miniature) -> Project:
    return Project(miniature.root, miniature.root / "evidence", miniature.root / "build")


def failed(miniature: Miniature, programme: str = PROGRAMME) -> dict[str, str]:
    """Return what each failed check says, by its name."""
    project = project_of(miniature)
    definitions = load_definitions(project, only=[programme])
    found = outcomes(project, definitions, definitions.programme(programme))
    return {each.check: each.says for each in found if each.state == "fail"}


@contextmanager
def changed(path: Path, content: bytes) -> Iterator[None]:
    """Put other content into a file for a while."""
    before = path.read_bytes()
    assert before != content
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)


def replaced(path: Path, pattern: str, number: str) -> bytes:
    """Return a file's text with the first number that a pattern means replaced by another."""
    text, count = re.subn(pattern, number, path.read_text(encoding="utf-8"), count=1)
    assert count == 1
    return text.encode()


def test_nothing_fails_where_nothing_is_planted(built):
    assert failed(built) == {}
    said = built.run("check", PROGRAMME, "--sense").stdout
    assert re.search(r"^numbers-on-pages: \d+ passed\n  Every traced number on a web page", said, re.MULTILINE)


def test_the_manifest_has_the_numbers_that_led_to_it_and_none_that_is_held_back(built):
    entry = json.loads((built.build / "manifest.json").read_text(encoding="utf-8"))["sense_checks"]
    assert entry["totals"]["pass"] > 10
    assert entry["totals"]["fail"] == 0
    held = {}
    for path in (built.build / "results" / AREA).glob("*/results.json"):
        values = json.loads(path.read_text(encoding="utf-8"))["values"]
        held |= {name: value for name, value in values.items() if value["status"] == "suppressed"}
    assert held
    told = {name for check in entry["checks"].values() for name in check["outcomes"].get(AREA, {}).get("numbers", {})}
    assert "records.read" in told
    assert not told & held.keys()
    assert (built.build / "assurance" / "index.html").is_file()


def test_the_logs_that_the_levels_of_pipelines_name_are_there(built):
    (row,) = re.findall(r"^\| Logs recorded by the pipeline .*$", (ROOT / "docs" / "rap.md").read_text(), re.MULTILINE)
    named = re.findall(r"`([\w.-]+/?)`", row)
    assert len(named) == 4
    assert [name for name in named if not (built.build / name).exists()] == []


def test_in_a_raw_file_that_was_taken_in(built):
    path = built.root / "evidence" / "raw" / PROGRAMME / AREA / f"{AREA}_children_survey.csv"
    with changed(path, path.read_bytes().replace(b"12 to 15", b"5 to 11", 1)):
        found = failed(built)
    assert list(found) == ["evidence-as-taken-in"]
    assert f"{AREA}/{AREA}_children_survey.csv was changed since it was taken in" in found["evidence-as-taken-in"]


def test_in_the_evidence_store(built, tmp_path):
    path = built.root / "evidence" / "store" / PROGRAMME / "information_return" / f"{AREA}.parquet"
    frame = pd.read_parquet(path)
    frame.loc[frame["measure"] == "cso_at_home", "count"] += 1
    frame.to_parquet(tmp_path / "planted.parquet")
    with changed(path, (tmp_path / "planted.parquet").read_bytes()):
        found = failed(built)
    assert list(found) == ["evidence-as-taken-in"]
    assert "information_return was changed in the store" in found["evidence-as-taken-in"]


def with_count(path: Path, measure: str, number: int) -> None:
    """Write another number of children into an area's return."""
    book = openpyxl.load_workbook(path)
    sheet = book["Return"]
    rows = list(sheet.iter_rows())
    heads = [cell.value for row in rows for cell in row if cell.value == "Number"]
    assert heads == ["Number"]
    column = next(cell.column for row in rows for cell in row if cell.value == "Number")
    hits = [
        row for row in rows if any(str(c.value).startswith(measure) for c in row) and any(c.value == "All" for c in row)
    ]
    assert len(hits) == 1
    sheet.cell(hits[0][0].row, column).value = number
    book.save(path)


# The first lines of what makes a count.
COUNT = '    return Value(\n        "count", label'
MEASURE = "Children on a compulsory supervision order living at home"


def test_in_evidence_before_it_is_taken_in(built, tmp_path):
    copy = copied(built, tmp_path / "copy")
    path = copy.root / "evidence" / "raw" / PROGRAMME / AREA / f"{AREA}_information_return.xlsx"
    with_count(path, MEASURE, -4)
    refused = copy.run("intake", PROGRAMME, check=False)
    assert refused.returncode != 0
    assert re.search(rf"{AREA}_information_return\.xlsx.*row \d+.*-4", refused.stdout + refused.stderr, re.DOTALL)
    # Possible, and fewer children than records were read of: intake cannot know, the sense checks can.
    with_count(path, MEASURE, 12)
    copy.run("intake", PROGRAMME)
    copy.run("build", PROGRAMME, "--area", AREA, "--stage", "01_scoping")
    found = failed(copy)
    assert re.fullmatch(r"records.read is \d+, context.cso_at_home only 12", found["records-within-the-return"])
    assert "where 12 was recorded" in found["numbers-on-pages"]


def test_in_a_helper(built, tmp_path, monkeypatch):
    source = tmp_path / "src"
    shutil.copytree(ROOT / "src" / "helpers", source / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
    shares = source / "helpers" / "proportion_words.py"
    shares.write_bytes(
        replaced(shares, r"\(200 \* count \+ base\) // \(2 \* base\)", "(200 * count + 3 * base) // (2 * base)")
    )
    counts = source / "helpers" / "values.py"
    counts.write_bytes(replaced(counts, re.escape(COUNT), f"    number += 1\n{COUNT}"))
    monkeypatch.setenv("PYTHONPATH", str(source))
    # Where notebooks are checked, the reference no longer comes out.
    faults = rerun_faults(ROOT / "tests" / "notebooks" / "reference" / "directory" / "directory.ipynb")
    assert faults
    assert all(fault.message.endswith("[same-outputs]") for fault in faults)
    # In a build that nobody checked notebooks before, its numbers give it away.
    copy = copied(built, tmp_path / "copy")
    copy.run("build", PROGRAMME, "--area", AREA, "--stage", "03_surveys", PYTHONPATH=str(source))
    found = failed(copy)
    assert re.search(r"\w+\.\w+ says \d+% for \d+ of \d+", found["numbers-agree-with-their-words"])
    assert "staff.responses" in found["every-row-is-counted"]
    assert {"areas-add-up", "numbers-on-pages", "numbers-in-sources"} <= found.keys()


def test_in_a_stored_output_of_a_notebook_that_was_built(built):
    path = built.build / "notebooks" / AREA / "04_record_reading.ipynb"
    with changed(path, replaced(path, r"records\.read: \d+", "records.read: 9999")):
        found = failed(built)
        plan = built.run("build", PROGRAMME, "--dry-run", "--explain").stdout
    assert found == {"made-as-built": f"changed since: notebooks/{AREA}/04_record_reading.ipynb"}
    assert re.search(rf"{AREA}/04_record_reading .*rule 9", plan)


def test_in_recorded_results(built):
    path = built.build / "results" / AREA / "04_record_reading" / "results.json"
    with changed(path, replaced(path, r'"percent": \d+', '"percent": 99')):
        found = failed(built)
    assert {"numbers-agree-with-their-words", "made-as-built"} <= found.keys()


def test_in_a_composed_source(built):
    path = built.build / "project" / "areas" / AREA / "_metadata.yml"
    with changed(path, replaced(path, r"\d+(?=\]\(/areas/clackmannanshire/trace\.qmd#v-records-read\))", "9999")):
        found = failed(built)
    assert list(found) == ["numbers-in-sources", "made-as-built"]
    assert re.match(rf"areas/{AREA}/_metadata.yml has '9999' where \d+ was recorded", found["numbers-in-sources"])


def test_in_authored_narrative(built):
    path = built.root / "reports" / PROGRAMME / "areas" / AREA / "_key-messages.qmd"
    beside = "{{< meta staff.information_shared.word >}} (99%) agreed"
    with changed(path, replaced(path, r"\{\{< meta staff\.information_shared\.says >\}\} agreed", beside)):
        checks = {each.name: each.faults for each in check_project(project_of(built), (PROGRAMME,))}
    (told,) = checks[f"words and numbers of {PROGRAMME}"]
    assert told.file.endswith(f"{AREA}/_key-messages.qmd")
    assert "99%" in str(told)


@pytest.mark.parametrize(
    "page", [f"areas/{AREA}/index.html", f"areas/{AREA}/childrens-version/index.html", "index.html"]
)
def test_in_a_rendered_page(built, page):
    path = built.build / "site" / page
    with changed(path, replaced(path, r'(class="traced"[^>]*>)[^<]*\d[^<]*(?=</a>)', r"\g<1>most (98%, 77 of 78)")):
        found = failed(built)
    assert list(found) == ["numbers-on-pages", "made-as-built"]
    assert page in found["numbers-on-pages"]
    assert "has 'most (98%, 77 of 78)' where" in found["numbers-on-pages"]


def test_on_paper(built):
    path = built.build / "site" / "areas" / AREA / "index.pdf"
    with changed(path, path.read_bytes() + b"\n% 9999\n"):
        found = failed(built)
    assert found == {"made-as-built": f"changed since: site/areas/{AREA}/index.pdf"}


def test_in_what_has_no_trace(built):
    """A picture, its description, a cell of a table and a spreadsheet: found by their bytes."""
    site = f"site/areas/{AREA}"
    page, picture = built.build / site / "index.html", built.build / site / "figures" / "staff-answers.svg"
    book = built.build / site / f"{AREA}-data-annex.xlsx"
    cell = replaced(page, r"(<td[^>]*>)\d+(?=</td>)", r"\g<1>9999")
    described = replaced(page, r'(?<=alt=")([^"\d]*)\d+', r"\g<1>9999")
    with changed(picture, replaced(picture, r">\d+%<", ">99%<")), changed(book, book.read_bytes() + b"9999"):
        for content in (cell, described):
            with changed(page, content):
                found = failed(built)
            names = sorted(each.relative_to(built.build).as_posix() for each in (book, page, picture))
            assert found == {"made-as-built": f"changed since: {', '.join(names)}"}


def test_in_published_statistics(built):
    path = built.root / "parameters" / "statistics" / "simd2020_by_council.csv"
    with changed(path, path.read_bytes().replace(b"1", b"2", 1)):
        checks = {each.name: each.faults for each in check_project(project_of(built), (PROGRAMME,))}
    (told,) = checks["published data"]
    assert told.file == f"parameters/statistics/{path.name}"


def test_in_a_register_whose_counts_are_published(tmp_path):
    """The back-test: with one notification less than 317, that is told; 300, 26 and the later period come out again."""
    miniature = make_miniature(tmp_path / "register", (AREA,))
    miniature.run("sample", REGISTER)
    (path,) = (miniature.root / "evidence" / "raw" / REGISTER / "national").glob("*.csv")
    header, *cases = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    dropped = next(case for case in cases if re.search(r",20(18|19|20)-.*,No,", case))
    path.write_text("".join([header, *(case for case in cases if case != dropped)]), encoding="utf-8-sig")
    miniature.run("intake", REGISTER)
    miniature.run("build", REGISTER, "--stage", "register")
    project = project_of(miniature)
    definitions = load_definitions(project, only=[REGISTER])
    found = outcomes(project, definitions, definitions.programme(REGISTER))
    (test,) = (each for each in found if each.check == "published-figures-come-out-again")
    assert test.state == "fail"
    assert test.says == "Notifications, January 2018 to December 2021: 316 here, 317 published"
    assert [value.split()[0] for value in test.numbers.values()] == ["316", "300", "26", "133", "126", "18"]
