"""Builds of the miniature with one change each: exactly those differences, with those reasons, and none without."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.miniature import PROGRAMME, ROOT, Miniature, make_miniature
from workbench.comparison.comparing import compare
from workbench.comparison.freshness import stale_note
from workbench.comparison.notebooks import printed_difference
from workbench.comparison.page import page_html
from workbench.comparison.saying import comparison_lines
from workbench.comparison.sides import Side
from workbench.project import Project

pytestmark = pytest.mark.slow

CLACKS, ORKNEY = "clackmannanshire", "orkney-islands"
BUILD = ("build", PROGRAMME, "--engine", "embedded", "--format", "html")


@dataclass
class Builds:
    """The same project built four times, with changes between; each build is kept."""

    project: Miniature
    kept: dict[str, Path]

    def compared(self, before: str, after: str):
        return compare(Side(before, self.kept[before]), Side(after, self.kept[after]))


@pytest.fixture(scope="module")
def builds(tmp_path_factory) -> Builds:
    folder = tmp_path_factory.mktemp("compared")
    project = make_miniature(folder / "project", (CLACKS, ORKNEY))
    shutil.copytree(ROOT / "src" / "helpers", project.root / "src" / "helpers", ignore=shutil.ignore_patterns("__pyc*"))
    project.run("sample", PROGRAMME)
    kept = {}

    def build(name: str) -> None:
        project.run(*BUILD)
        kept[name] = Path(shutil.copytree(project.build, folder / name))

    project.run("intake", PROGRAMME)
    build("first")
    change_evidence(project)
    project.run("intake", PROGRAMME)
    change_narrative_and_evaluation(project)
    build("written")
    change_parameter(project)
    change_helper(project)
    change_notebook(project)
    build("programmed")
    hold_back_more(project)
    build("held")
    return Builds(project, kept)


def change_evidence(project):
    """Ten answers of Clackmannanshire's staff change."""
    path = project.root / "evidence" / "raw" / PROGRAMME / CLACKS / f"{CLACKS}_staff_survey.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Responses"]
    head = next(index for index, row in enumerate(sheet.iter_rows(values_only=True), start=1) if "Response ID" in row)
    labels = [cell.value for cell in sheet[head]]
    column = next(index for index, label in enumerate(labels, start=1) if str(label).startswith("I feel supported"))
    wanted = [sheet.cell(row, column).value for row in range(head + 1, sheet.max_row + 1)]
    lowest = next(value for value in wanted if value and "disagree" in str(value).lower())
    changed = 0
    for row in range(head + 1, sheet.max_row + 1):
        if changed < 12 and sheet.cell(row, column).value not in (None, lowest):
            sheet.cell(row, column).value = lowest
            changed += 1
    book.save(path)


def change_narrative_and_evaluation(project):
    own = project.root / "reports" / PROGRAMME / "areas" / ORKNEY
    text = (own / "_key-messages.qmd").read_text()
    (own / "_key-messages.qmd").write_text(text.replace("Too many parents have", "The majority of parents have"))
    evaluations = (own / "evaluations.yaml").read_text()
    (own / "evaluations.yaml").write_text(evaluations.replace("grade: 3", "grade: 4", 1))


def change_parameter(project):
    path = project.root / "parameters" / "instruments" / "staff_survey.yaml"
    text = path.read_text()
    assert text.count("get the help they need soon enough") == 1
    path.write_text(text.replace("get the help they need soon enough", "get help early enough"))


def change_helper(project):
    path = project.root / "src" / "helpers" / "engagement.py"
    text = path.read_text()
    assert text.count("People who took part in sessions") == 1
    path.write_text(text.replace("People who took part in sessions", "People who joined a session"))


def change_notebook(project):
    path = project.root / "notebooks" / "04_record_reading.ipynb"
    notebook = json.loads(path.read_text())
    (cell,) = [
        cell
        for cell in notebook["cells"]
        if cell["source"] == "reading = records.read_records(run)\nresults.values(reading.values())"
    ]
    cell["source"] = (
        "from dataclasses import replace\n\nreading = records.read_records(run)\n"
        'results.values({name: replace(value, label=value.label.replace("Records read", "Case records read"))\n'
        "                for name, value in reading.values().items()})"
    )
    path.write_text(json.dumps(notebook))


def hold_back_more(project):
    path = project.root / "parameters" / "disclosure.yaml"
    path.write_text(path.read_text().replace("threshold: 4\n", "threshold: 14\n"))


def kinds_of(change):
    return {reason.kind for reason in change.reasons}


def test_evidence_narrative_and_evaluations_are_told_apart(builds):
    found = builds.compared("first", "written")
    by_place = found.by_place()
    staff = by_place[f"areas/{CLACKS}"]
    assert all(kinds_of(change) == {"evidence"} for change in staff), staff
    assert {reason.detail for change in staff for reason in change.reasons} == {f"staff_survey of {CLACKS}"}
    (supported,) = [
        each for each in staff if each.kind in ("number", "word") and each.title.startswith("I feel supported")
    ]
    assert re.match(r"[a-z ]+ \(\d+%, \d+ of \d+\)", supported.before)
    assert supported.before != supported.after
    assert any(where.page == f"areas/{CLACKS}/index.html" for where in supported.where) or supported.where

    own = by_place[f"areas/{ORKNEY}"]
    (grade,) = [change for change in own if change.kind == "grade"]
    assert (grade.before, grade.after, grade.marks) == ("Adequate", "Good", ("grade",))
    assert kinds_of(grade) == {"evaluation file"}
    texts = [change for change in own if change.kind == "text" and ("gone", "Too many") in change.words]
    assert len(texts) == 1
    assert texts[0].marks == ("word",)
    assert [str(reason) for reason in texts[0].reasons] == [
        f"narrative (reports/{PROGRAMME}/areas/{ORKNEY}/_key-messages.qmd)"
    ]
    assert {kind for change in own for kind in kinds_of(change)} == {"narrative", "evaluation file"}
    national = {kind for change in by_place.get("national", []) for kind in kinds_of(change)}
    assert national <= {"evidence", "evaluation file"}


def test_parameter_helper_and_notebook_are_told_apart(builds):
    found = builds.compared("written", "programmed")
    assert not any(change.marks for change in found.changes), found.standing_out
    for change in found.changes:
        text = f"{change.title} {change.before} {change.after} {change.parts} {change.words}"
        if "soon enough" in text:
            assert kinds_of(change) == {"parameter"}, change
        elif "joined a session" in text:
            assert [str(reason) for reason in change.reasons] == ["helper (helpers.engagement)"], change
        elif "Case records" in text:
            assert [str(reason) for reason in change.reasons] == ["notebook (04_record_reading.ipynb)"], change
        else:
            raise AssertionError(change)
    seen = {kind for change in found.changes for kind in kinds_of(change)}
    assert seen == {"parameter", "helper", "notebook"}
    notebooks = {(each.stage, each.summary) for each in found.notebooks}
    assert any(stage == "04_record_reading" and summary.startswith("cells: 1 changed") for stage, summary in notebooks)
    text = printed_difference(
        Side("a", builds.kept["written"]),
        Side("b", builds.kept["programmed"]),
        f"{CLACKS}/04_record_reading",
        held=False,
    )
    assert "+  from dataclasses import replace" in text
    assert "execution_count" not in text


def test_numbers_newly_held_back_stand_out_and_are_not_said(builds):
    found = builds.compared("programmed", "held")
    disclosure = [change for change in found.changes if change.kind == "disclosure"]
    assert disclosure
    assert all((change.before, change.after) == ("shown", "held back") for change in disclosure)
    assert {kind for change in found.changes for kind in kinds_of(change)} == {"parameter"}
    assert any(note.startswith("Disclosure control held back") for note in found.notes)
    said = "\n".join(comparison_lines(found, everything=True))
    page = page_html(found, ROOT / "reports").partition("</style>")[2]
    text = "\n".join([said, json.dumps(found.as_dict(), ensure_ascii=False), page])
    for area in (CLACKS, ORKNEY):
        for path in sorted((builds.kept["programmed"] / "results" / area).glob("*/results.json")):
            before = json.loads(path.read_text())["values"]
            after = json.loads((builds.kept["held"] / path.relative_to(builds.kept["programmed"])).read_text())[
                "values"
            ]
            for name, value in before.items():
                if value["status"] == "shown" and after[name]["status"] == "suppressed" and "base" in value:
                    assert value["says"] not in text, name
    assert "held back now: Clackmannanshire" in text or "held back now: Orkney Islands" in text


def test_a_present_build_that_is_older_than_its_inputs_is_said(builds):
    root = builds.project.root
    project = Project(root, root / "evidence", root / "build")
    assert stale_note(project, PROGRAMME) == ""
    text = root / "reports" / PROGRAMME / "areas" / ORKNEY / "_key-messages.qmd"
    before = text.read_bytes()
    text.write_bytes(before + b"\nOne sentence more.\n")
    try:
        assert f"{text.relative_to(root)} changed since" in stale_note(project, PROGRAMME)
    finally:
        text.write_bytes(before)


def test_a_clean_rebuild_elsewhere_in_another_locale_and_time_zone_differs_in_nothing(builds, tmp_path):
    project = builds.project
    (project.root / ".gitignore").write_text("build/\nevidence/\n")
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "t"],
    ):
        subprocess.run(["git", *arguments], cwd=project.root, check=True)
    # Nothing to take over: every notebook runs again in the clone.
    shutil.rmtree(project.root / "build")
    done = project.run(
        "compare", "HEAD", str(builds.kept["held"]), "--exit-code", check=False, LC_ALL="C", TZ="Asia/Kathmandu"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing that a reader sees differs." in done.stdout
    assert "temporary clone" in done.stderr
    assert re.search(r"^Notebooks: \d+ runs done", done.stderr, re.MULTILINE)
    assert "[ 1/" not in done.stderr
    assert len(done.stdout.splitlines()) == 1, done.stdout
