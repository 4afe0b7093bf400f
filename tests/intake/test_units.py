"""Evidence of other units than council areas, and of the whole nation."""

import csv
import io
from datetime import UTC, datetime

import pytest

from workbench.concerns.concerns import raise_concern
from workbench.definitions.areas import NATIONAL
from workbench.intake.expected import expected_tables
from workbench.intake.taking_in import take_in
from workbench.intake.validation import read_table
from workbench.store import EvidenceStore

PRISONS = "prison-inspections"


@pytest.fixture
def prisons(definitions):
    return definitions.programme(PRISONS)


@pytest.fixture
def put(project, definitions, prisons):
    """Return a function that writes one finding into a folder of the programme's raw evidence."""
    table = expected_tables(definitions, PRISONS)["hmips_findings"]
    answers = {
        "identifier": "F1", "integer": "4", "text": "People are seen within two days.", "date": "2024-03-01"
    }  # fmt: skip

    def write(folder, name):
        cells = [column.options[0][1] if column.options else answers[column.kind] for column in table.columns]
        text = io.StringIO(newline="")
        csv.writer(text).writerows([[column.header for column in table.columns], cells])
        path = project.raw / PRISONS / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.getvalue())

    return write


def test_a_folder_is_called_by_any_name_of_the_unit(project, definitions, prisons, put):
    put("sample-prison-a", "sample-prison-a_findings.csv")
    put("Sample prison B", "findings.csv")
    summary = take_in(project, definitions, prisons, jobs=1)
    assert [outcome.state for outcome in summary.outcomes] == ["taken in", "taken in"], summary
    assert {one.area for one in EvidenceStore(project).files(PRISONS)} == {"sample-prison-a", "sample-prison-b"}


def test_a_council_area_is_no_prison_and_the_message_says_so(project, definitions, prisons, put):
    put("fife", "fife_findings.csv")
    put("sample-prison-a", "sample-prison-b_findings.csv")
    (project.raw / PRISONS / "findings.csv").write_text("lost")
    found = {name: fault.message for name, (fault,) in (
        (outcome.file, outcome.faults) for outcome in take_in(project, definitions, prisons, jobs=1).outcomes
    )}  # fmt: skip
    assert found["fife"].startswith("this programme has no such prison")
    assert "one folder for each prison" in found["findings.csv"]
    assert "lies in the folder of Sample prison A" in found["sample-prison-a/sample-prison-b_findings.csv"]


def test_evidence_of_the_nation_says_in_each_row_whose_it_is(tmp_path, definitions):
    table = expected_tables(definitions, "compulsory-supervision-orders")["information_return"]
    measure = next(column for column in table.columns if column.id == "measure").options[0][1]
    filled = {"area": "", "measure": measure, "group": "All", "count": "12"}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.header for column in table.columns])
    for area in ("Fife", "Orkney Islands"):
        writer.writerow([{**filled, "area": area}.get(column.id, "") for column in table.columns])
    path = tmp_path / "return.csv"
    path.write_text(text.getvalue())

    def match(name):
        found = definitions.match_area(name)
        return found.slug if found else None

    unkeyed = type(table)(**{**vars(table), "key": ()})
    assert read_table(path, unkeyed, NATIONAL, match, "r").values["area"] == ["fife", "orkney-islands"]
    (fault,) = read_table(path, unkeyed, "fife", match, "r").faults
    assert "names another area" in fault.message


def test_a_concern_may_be_about_any_unit_or_about_none_of_them(project, definitions, prisons):
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    for area in ("sample-prison-a", NATIONAL):
        concern = raise_concern(
            project, prisons, area, raised_by="Inspector", to="Inspection lead", at=at, definitions=definitions
        )
        assert concern.area == area
