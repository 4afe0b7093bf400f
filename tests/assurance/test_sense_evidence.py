"""Checks of what came in, on a catalogue and a store of its own."""

import json
from pathlib import Path

import pytest

from helpers.values import count, suppressed
from tests.assurance.recorded import record
from workbench.assurance.sense_checks.evidence import as_taken_in, complete, rows, twice
from workbench.assurance.sense_checks.ground import Ground
from workbench.definitions import load_definitions
from workbench.definitions.sense_checks import SenseCheck
from workbench.files import sha256
from workbench.project import Project

ROOT = Path(__file__).parents[2]
PROGRAMME = "compulsory-supervision-orders"
DEFINITIONS = load_definitions(ROOT / "parameters", only=[PROGRAMME])
AREAS = ("fife", "moray")


@pytest.fixture
def ground(tmp_path):
    project = Project(root=tmp_path, evidence=tmp_path / "evidence", build=tmp_path / "build")
    programme = DEFINITIONS.programme(PROGRAMME).model_copy(update={"areas": AREAS})
    entries = []
    for area in AREAS:
        raw = project.raw / PROGRAMME / area / f"{area}_staff.csv"
        stored = project.store / PROGRAMME / "staff_survey" / f"{area}.parquet"
        for path in (raw, stored):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{path.suffix} of {area}")
        entries.append(
            {
                "table": "staff_survey",
                "area": area,
                "file": f"{area}/{raw.name}",
                "rows": 40,
                "read": 40,
                "sha256": sha256(raw),
                "stored_sha256": sha256(stored),
                "synthetic": True,
                "as_of": "2026-03-31",
            }
        )
    catalogue(project, entries)
    return Ground(project, DEFINITIONS, programme)


def catalogue(project, entries):
    path = project.store / PROGRAMME / "catalogue.json"
    path.write_text(json.dumps({"schema": 1, "files": entries}))


def check(kind, **fields):
    return SenseCheck(name="a", says="A.", severity="fail", kind=kind, **fields)


def test_evidence_that_was_taken_in_is_as_it_was(ground):
    assert [(each.place, each.holds) for each in as_taken_in(check("as_taken_in"), ground)] == [
        ("fife", True),
        ("moray", True),
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("raw/{p}/fife/fife_staff.csv", "fife/fife_staff.csv was changed since it was taken in; run: workbench intake"),
        ("store/{p}/staff_survey/fife.parquet", "staff_survey was changed in the store since it was taken in"),
    ],
)
def test_a_changed_byte_is_found_in_the_area_it_is_of(ground, name, told):
    path = ground.project.evidence / name.format(p=PROGRAMME)
    path.write_text(path.read_text() + ".")
    fife, moray = as_taken_in(check("as_taken_in"), ground)
    assert (fife.holds, moray.holds) == (False, True)
    assert told in fife.says


def test_raw_files_may_be_kept_elsewhere_and_a_stored_one_may_not(ground):
    (ground.project.raw / PROGRAMME / "fife" / "fife_staff.csv").unlink()
    assert all(each.holds for each in as_taken_in(check("as_taken_in"), ground))
    (ground.project.store / PROGRAMME / "staff_survey" / "moray.parquet").unlink()
    assert "is gone from the store" in list(as_taken_in(check("as_taken_in"), ground))[1].says


def test_one_file_sent_by_two_areas_is_found(ground):
    assert next(twice(check("twice"), ground)).holds
    entries = [dict(each) for each in ground.catalogue]
    catalogue(ground.project, [entries[0], entries[1] | {"sha256": entries[0]["sha256"]}])
    again = Ground(ground.project, DEFINITIONS, ground.programme)
    assert next(twice(check("twice"), again)).says == "the same file: staff_survey of fife and moray"


def test_what_no_area_sent_and_no_stage_made_is_told(ground):
    (evidence,) = complete(check("complete", what="evidence"), ground)
    assert evidence.numbers == {"files asked for": 14, "files taken in": 2}
    assert "children_survey of fife" in evidence.says
    record(ground.project, PROGRAMME, "fife", "03_surveys", {})
    record(ground.project, PROGRAMME, "angus", "03_surveys", {})
    (results,) = complete(check("complete", what="results"), ground)
    assert not results.holds
    assert results.numbers == {"areas": 2, "areas with every stage": 0}
    assert results.says.endswith("results of no area of the programme: angus")


def test_rows_that_are_not_counted_are_found_and_their_number_is_told_nowhere(ground):
    def responses(number):
        return {"staff.responses": count(number, "Staff", table="staff_survey")}

    record(ground.project, PROGRAMME, "fife", "03_surveys", responses(40))
    record(ground.project, PROGRAMME, "moray", "03_surveys", responses(38))
    fife, moray = rows(check("rows"), ground)
    assert (fife.holds, moray.holds) == (True, False)
    assert moray.numbers == {"staff.responses": 38}
    assert "40" not in moray.says
    held = {"staff.responses": suppressed("count", "Staff", "small", table="staff_survey")}
    record(ground.project, PROGRAMME, "moray", "03_surveys", held)
    again = Ground(ground.project, DEFINITIONS, ground.programme)
    assert [each.holds for each in rows(check("rows"), again)] == [True, None]
