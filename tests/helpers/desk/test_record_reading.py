"""From the list of cases to the number in the stage notebook, through the forms."""

import csv
import json
import random
import stat

import pytest

from helpers.desk.fields import asked
from helpers.desk.handing_over import hand_over
from helpers.desk.moderation import moderate
from helpers.desk.reading_folder import ReadingFolder
from helpers.desk.reading_form import handing_form, reading_form
from helpers.desk.readings import Readings
from helpers.desk.sample import Sample
from helpers.desk.sample_form import draw_form, replace_form
from helpers.desk.templates import template_of
from helpers.errors import HelperError
from tests.miniature import make_miniature

PROGRAMME, AREA = "compulsory-supervision-orders", "orkney-islands"
WHO = {"by": "Inspection lead", "on": "2026-03-09"}
DRAW = WHO | {"frame": "cases.csv", "case": "case", "strata": "service", "size": "16", "twice": "4", "seed": "11"}


@pytest.fixture
def readings(known):
    template = template_of(known)
    folder = ReadingFolder(known.desk, template.id)
    made = Readings(template, Sample(known, folder), folder)
    with (folder.prepare() / "cases.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["case", "service"])
        writer.writerows([f"SWIFT-{number:04d}", "North" if number % 3 else "South"] for number in range(60))
    return made


@pytest.fixture
def drawn(known, readings):
    draw_form(known, readings).press("draw", DRAW)
    assert len(readings.sample.records()) == 16
    return readings


def answers_for(readings, generator, number, reading):
    """Return random allowed answers to everything that is asked, a reader's own."""
    reader, kind = ("A", "Inspector") if reading == 1 else ("E", "Local record reader")
    given = {"reader": reader, "reader_type": kind}
    fields = readings.template.fields()
    for field in fields:
        if field.id not in given and field.id in asked(fields, given):
            # Mostly the first answer, never "not applicable": so many can be shown.
            weights = [6, 2, 2, 0] if len(field.choices) == 4 else [1] * len(field.choices)
            given[field.id] = generator.choices(field.choices, weights)[0].value
    return {"record": number, "reading": str(reading)} | given


def read_everything(form, readings):
    generator = random.Random(5)
    for one in readings.sample.records():
        for reading in readings.readings_of(one):
            answers = answers_for(readings, generator, one["record"], reading)
            form.values = {"record": one["record"], "reading": str(reading)}
            form.press("finish", answers)
            assert (form.errors, form.failed) == ({}, "")


def test_a_sample_is_drawn_once_and_its_case_numbers_stay_private(known, readings, project):
    form = draw_form(known, readings)
    form.press("draw", DRAW)
    assert form.said.startswith("16 of 60 cases are drawn.")
    assert "SWIFT" not in json.dumps(form.get_state(["blocks", "said", "fields"]))
    design = form.blocks[1]["rows"]
    assert design == [["North", "40", "11"], ["South", "20", "5"]]
    form.press("draw", DRAW | {"seed": "12"})
    assert "A sample was drawn on 2026-03-09 with the seed 11" in form.failed
    held = [path for path in project.evidence.rglob("*") if path.is_file() and b"SWIFT" in path.read_bytes()]
    assert {path.name for path in held} == {"cases.csv", "sample.json"}
    assert not project.reports.exists(), "nothing of it lies with the report sources"
    for path in (readings.folder.folder, *readings.folder.folder.glob("sample.json")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"frame": "../cases.csv"}, "There is no list"),
        ({"frame": "case.csv"}, "There is no list 'case.csv'"),
        ({"case": "cases"}, "cases.csv has no column 'cases'. It has: case, service. Did you mean case?"),
        ({"strata": "servce"}, "Did you mean service?"),
        ({"size": "61"}, "61 records cannot be drawn from 60 cases"),
    ],
)
def test_a_list_that_does_not_fit_is_refused(known, readings, answers, message):
    form = draw_form(known, readings)
    form.press("draw", DRAW | answers)
    assert message in form.failed
    assert readings.sample.read() is None


def test_refusals_and_replacements_are_logged(known, drawn):
    form = replace_form(known, drawn)
    stratum = drawn.sample.records()[0]["stratum"]
    form.press("replace", WHO | {"record": "R001", "reason": "The record could not be provided"})
    assert form.said == "R001 is replaced by R017."
    numbers = {one["record"]: one for one in drawn.sample.records()}
    assert "R001" not in numbers
    assert numbers["R017"]["stratum"] == stratum
    log = drawn.sample.read()["log"]
    assert [(one["record"], one["replaced_by"], one["by"]) for one in log] == [("R001", "R017", "Inspection lead")]
    form.press("replace", WHO | {"record": "R002", "reason": "Not wanted"})
    assert "Why: choose one of" in form.errors["reason"]
    drawn.save("R002", 1, {}, finished=False, seen=0)
    with pytest.raises(HelperError, match="A reading of R002 is begun"):
        drawn.sample.replace("R002", "The record could not be provided", "Inspection lead")
    for _ in range(15):
        south = next(one["record"] for one in drawn.sample.records() if one["stratum"] == "South")
        last = drawn.sample.replace(south, "The record could not be provided", "Inspection lead")
    assert last["replaced_by"], "fifteen cases were in reserve"
    south = next(one["record"] for one in drawn.sample.records() if one["stratum"] == "South")
    assert not drawn.sample.replace(south, "Outside the scope of the sample", "Inspection lead")["replaced_by"]


def test_a_half_filled_form_is_saved_and_taken_up_again(known, drawn):
    form = reading_form(known, drawn)
    form.press("save", {})
    assert "Choose the record and the reading first" in form.failed
    form.values = {"record": "R002", "reading": "1"}
    begun = {"record": "R002", "reading": "1", "reader": "A", "chronology": "no", "plan_quality": "4"}
    form.press("finish", begun)
    assert set(form.errors) == {"reader_type"}
    form.press("save", begun)
    assert form.said.startswith("R002 is saved as it is.")
    other = reading_form(known, drawn)
    other.values = {"record": "R002", "reading": "1"}
    assert other.values["chronology"] == "no"
    assert other.values["plan_quality"] == "4"
    # Choosing another record saves what stands in the form, and shows nothing of it there.
    other.values = {**other.values, "reviews_on_time": "yes"}
    other.values = {**other.values, "record": "R003"}
    assert other.values == {"record": "R003", "reading": "1"}
    assert drawn.of("R002", 1)["answers"]["reviews_on_time"] == "yes"
    form.press("save", begun)
    assert form.failed.startswith("Somebody else has saved this reading of R002 since you opened it.")


def test_skip_logic_is_the_instruments(known, drawn):
    form = reading_form(known, drawn)
    form.values = {"record": "R001", "reading": "1"}
    given = {"record": "R001", "reading": "1", "chronology": "not_applicable", "chronology_quality": "2"}
    form.press("save", given)
    assert "chronology_quality" not in drawn.of("R001", 1)["answers"]
    told = {field["id"]: field["when"] for field in form.fields}
    assert told["chronology_quality"] == [{"field": "chronology", "answers": ["yes", "partly", "no"]}]
    form.press("save", given | {"chronology": "yes", "chronology_quality": "7"})
    assert "choose one of 6 Excellent, 5 Very good" in form.errors["chronology_quality"]


def test_a_second_reader_sees_nothing_of_the_first(known, drawn):
    record = next(one["record"] for one in drawn.sample.records() if one["twice"])
    once = next(one["record"] for one in drawn.sample.records() if not one["twice"])
    drawn.save(record, 1, {"chronology": "no", "plan_quality": "1"}, finished=False, seen=0)
    form, handing = reading_form(known, drawn), handing_form(known, drawn)
    form.values = {"record": record, "reading": "1"}
    form.values = {**form.values, "reading": "2"}
    assert form.values == {"record": record, "reading": "2"}
    assert "Unsatisfactory" not in json.dumps(form.blocks + handing.blocks)
    # Told when it is chosen, before anything is written that could not be kept.
    form.values = {"record": once, "reading": "2"}
    assert form.values == {"record": once, "reading": "1"}, "the only one that it has"
    form.values = {**form.values, "reader": "A"}
    form.values = {**form.values, "reading": "2"}
    assert form.failed.startswith(f"{once} is read once")
    assert form.values == {"record": once, "reading": "1", "reader": "A"}
    with pytest.raises(HelperError, match=f"{once} is read once"):
        drawn.save(once, 2, {}, finished=False, seen=0)


def test_what_was_read_goes_through_intake_to_the_stage_notebooks_number(known, readings, project, tmp_path):
    drawn = readings
    draw_form(known, drawn).press("draw", DRAW | {"size": "40", "twice": "12"})
    read_everything(reading_form(known, drawn), drawn)
    path, count = hand_over(drawn, drawn.folder, known.place)
    assert (path.name, count) == ("orkney-islands_record_reading.xlsx", 52)
    first = path.read_bytes()
    assert hand_over(drawn, drawn.folder, known.place)[0].read_bytes() == first, "the same readings, the same bytes"

    found = moderate(drawn)
    assert found.records == 12
    assert found.overall.pairs > 20
    assert len(found.differences) == sum(each.pairs - each.same for each in found.by_item.values())

    miniature = make_miniature(tmp_path / "miniature", (AREA,))
    environment = {"WORKBENCH_EVIDENCE": str(project.evidence)}
    said = miniature.run("intake", PROGRAMME, **environment).stdout
    assert "52" in said
    miniature.run("build", PROGRAMME, "--area", AREA, "--stage", "04_record_reading", **environment)
    results = json.loads((miniature.build / "results" / AREA / "04_record_reading" / "results.json").read_text())
    values = results["values"]
    assert values["records.read"]["text"] == "40"
    chronology = [one["answers"]["chronology"] for one in drawn.finished() if one["reading"] == 1]
    share = values["records.chronology"]
    assert (share["count"], share["base"]) == (chronology.count("yes"), 40)
    assert share["says"].endswith(f"{chronology.count('yes')} of 40)")
    assert values["records.read_twice"]["text"] == "12"
    # The desk and the notebook measure the same agreement.
    assert values["records.agreement"]["text"] == f"{found.overall.kappa:.2f}"


def test_a_file_from_elsewhere_is_not_written_over(known, drawn, project):
    read_everything(reading_form(known, drawn), drawn)
    handing = handing_form(known, drawn)
    handing.press("hand", {})
    assert handing.said.endswith(f"Take them in with: workbench intake {PROGRAMME} --area {AREA}")
    assert "4 records read by two readers: the same answer in" in json.dumps(handing.blocks)
    path = project.raw / PROGRAMME / AREA / "orkney-islands_record_reading.xlsx"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"SWIFT" not in path.read_bytes()
    path.write_bytes(b"theirs")
    handing.press("hand", {})
    assert "did not come from this form" in handing.failed
    assert path.read_bytes() == b"theirs"
