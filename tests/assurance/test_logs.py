"""Roles, and the logs for reviewers: what stands in them, and what does not."""

import csv
from pathlib import Path

import pytest

from helpers.values import count, suppressed
from tests.assurance.recorded import record
from workbench.assurance.assumptions_log import assumption_rows
from workbench.assurance.data_log import HEADER, data_rows
from workbench.assurance.logs import Log, page, write_logs
from workbench.assurance.roles import Assurance, Roles, read_assurance
from workbench.assurance.sense_checks.ground import Ground
from workbench.definitions import load_definitions
from workbench.definitions.sense_check_files import load_sense_checks
from workbench.errors import InputFaults
from workbench.files import write_text
from workbench.project import Project

ROOT = Path(__file__).parents[2]
HERE = Project(root=ROOT, evidence=ROOT / "evidence", build=ROOT / "build")
PROGRAMME = "compulsory-supervision-orders"
DEFINITIONS = load_definitions(ROOT / "parameters")


def project_of(folder, text=""):
    project = Project(root=folder, evidence=folder / "evidence", build=folder / "build")
    if text:
        write_text(project.reports / "p" / "assurance.yaml", text)
    return project


def test_roles_that_are_not_recorded_say_so(tmp_path):
    assert read_assurance(project_of(tmp_path), "p").roles.missing == ("commissioner", "analyst", "assurer", "approver")
    found = read_assurance(project_of(tmp_path, "roles: {analyst: Strategic inspector}\n"), "p").roles
    assert found.as_dict()["analyst"] == "Strategic inspector"
    assert found.as_dict()["approver"] == "not recorded"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("roles: {analyst: Zebedee Quillfeather}\n", "looks like a person's name"),
        ("roles: {analyst: Inspector, assurer: inspector}\n", "the assurer is the analyst"),
        ("roles: {approvr: Chief inspector}\n", "Did you mean approver?"),
    ],
)
def test_a_person_or_one_post_for_both_is_a_fault(tmp_path, text, told):
    with pytest.raises(InputFaults) as raised:
        read_assurance(project_of(tmp_path, text), "p")
    assert told in str(raised.value.faults[0])


@pytest.mark.parametrize("name", sorted(DEFINITIONS.programmes))
def test_every_programme_has_its_assumptions(name):
    programme = DEFINITIONS.programme(name)
    rows = list(assumption_rows(DEFINITIONS, programme, read_assurance(HERE, name), load_sense_checks(HERE, name)))
    assert {row.kind for row in rows} <= {"assumption", "limitation", "threshold", "wording", "gap", "disagreement"}
    assert all(row.text and row.about for row in rows)
    # Whatever stands in the parameters as not read in its source stands here as well.
    unread = [id for id in programme.instruments if not DEFINITIONS.instruments[id].verified]
    assert len([row for row in rows if row.where.startswith("parameters/instruments/")]) == len(unread)
    assert any(row.about.startswith("Disclosure profile") for row in rows)


def test_people_come_first_in_the_assumptions_log():
    programme = DEFINITIONS.programme(PROGRAMME)
    rows = list(assumption_rows(DEFINITIONS, programme, read_assurance(HERE, PROGRAMME), ()))
    assert [row.kind for row in rows[:2]] == ["assumption", "limitation"]
    assert rows[0].role == "Strategic inspector"
    assert any(row.kind == "disagreement" and row.about == "Number of inspections" for row in rows)


def data_of(tmp_path, value):
    project = project_of(tmp_path)
    programme = DEFINITIONS.programme(PROGRAMME).model_copy(update={"areas": ("fife",)})
    entry = (
        '{"table": "staff_survey", "area": "fife", "file": "fife/fife_staff_survey.xlsx", "rows": 40, "read": 42, '
        '"sha256": "ab", "stored_sha256": "cd", "synthetic": true, "as_of": "2026-03-31", "versions": [{}, {}]}'
    )
    write_text(project.store / PROGRAMME / "catalogue.json", f'{{"schema": 1, "files": [{entry}]}}')
    record(project, PROGRAMME, "fife", "03_surveys", {"staff.responses": value})
    rows = [dict(zip(HEADER, row.cells, strict=True)) for row in data_rows(Ground(project, DEFINITIONS, programme))]
    return {row["data set"]: row for row in rows}


def test_the_data_log_has_what_is_there_and_what_is_not(tmp_path):
    rows = data_of(tmp_path, count(40, "Staff", table="staff_survey"))
    staff = rows["Staff survey"]
    assert (staff["rows"], staff["rows refused"], staff["version"], staff["synthetic"]) == ("40", "2", "2", "yes")
    assert staff["complete"] == "all but the rows refused"
    assert rows["Record reading"]["complete"] == "no file was taken in"
    assert len(rows) == 7


def test_rows_are_not_told_where_the_count_is_held_back(tmp_path):
    staff = data_of(tmp_path, suppressed("count", "Staff", "small", table="staff_survey"))["Staff survey"]
    assert (staff["rows"], staff["rows refused"], staff["complete"]) == ("not shown", "not shown", "not shown")
    assert "40" not in " ".join(staff.values())


def test_logs_are_written_as_csv_and_as_one_page(tmp_path):
    rows = [("a", "=1+1", ""), ("b", "Fife & <Moray>", "")]
    log = Log("sense-checks", "Sense checks", "1 passed.", ("check", "place", "key"), rows)
    recorded = Assurance(roles=Roles(analyst="Strategic inspector"))
    for _ in range(2):
        write_logs(tmp_path, "A programme", True, recorded, [log])
    with (tmp_path / "sense-checks.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["check", "place", "key"], ["a", "'=1+1", ""], ["b", "Fife & <Moray>", ""]]
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert text == page("A programme", True, recorded, [log])
    assert "Synthetic evidence" in text
    assert "Fife &amp; &lt;Moray&gt;" in text
    # On the page a column that nothing fills is left out.
    assert ">Place<" in text and ">Key<" not in text
    assert "not recorded" in text
