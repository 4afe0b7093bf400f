"""Lenses: what was tagged once is shown a second time, with the same numbers and the same gaps."""

import json

import pytest

from helpers.engagement import read_engagement
from helpers.national import read_overview
from helpers.questionnaires import read_questionnaires
from helpers.records import read_records


def test_every_question_with_a_tag_stands_in_its_lens_with_the_same_share(run_of):
    asked = read_questionnaires(run_of("03_surveys", "dundee-city"))
    shares = {answer.question.label: answer.share for survey in asked.surveys for answer in survey.answers}
    tables = asked.lens_tables()
    assert {"children.lens_promise", "children.lens_uncrc"} <= set(tables)
    for table in tables.values():
        for _, question, percent, base in table.rows:
            share = shares[question]
            assert (percent, base) == (share.percent, share.base) if share.shown else percent.reason == share.reason


def test_what_is_held_back_by_question_is_held_back_in_the_lens(run_of):
    reading = read_records(run_of("04_record_reading", "orkney-islands"))
    for table in reading.lens_tables().values():
        assert any("Not shown" in note for note in table.notes)
        assert all(not isinstance(cell, int) for row in table.rows for cell in row[2:])


def test_a_finding_is_tagged_once_and_shown_in_both(run_of):
    heard = read_engagement(run_of("05_engagement", "midlothian"))
    by_indicator = [row[0] for table in heard.quality_indicator_tables().values() for row in table.rows]
    by_foundation = [row[1] for row in heard.lens_tables()["engagement.lens_promise"].rows]
    assert len(by_foundation) == len(set(by_foundation))
    assert set(by_foundation) <= set(by_indicator)
    tagged = [row["statement"] for row in heard.rows if row["foundation"]]
    assert sorted(by_foundation) == sorted(tagged)


def test_foundations_stand_in_the_order_of_the_lens(run_of):
    run = run_of("05_engagement", "midlothian")
    order = [item["title"] for item in run.programme["lenses"][0]["items"]]
    found = [row[0] for row in read_engagement(run).lens_tables()["engagement.lens_promise"].rows]
    assert found == sorted(found, key=order.index)


@pytest.fixture
def overview(run_of, tmp_path):
    columns = [{"id": "foundation"}, {"id": "finding"}, {"id": "direction"}]
    rows = [["Voice", "a", "Strength"], ["Voice", "b", "Mixed"], ["Family", "c", "Area for improvement"]]
    collected = {}
    for slug in ("orkney-islands", "midlothian"):
        path = tmp_path / f"{slug}.json"
        table = {"columns": columns, "rows": rows if slug == "midlothian" else rows[:1]}
        path.write_text(json.dumps({"values": {}, "tables": {"engagement.lens_promise": table}}))
        collected[slug] = {"05_engagement": path}
    return read_overview(run_of("national_overview", None, collected=collected))


def test_the_overview_counts_findings_by_foundation(overview):
    rows = {row[0]: row[1:] for row in overview.lens_tables()["national.lens_promise"].rows}
    assert rows["Voice"] == (2, 2, 0, 1)
    assert rows["Family"] == (1, 0, 1, 0)
    assert rows["Scaffolding"] == (0, 0, 0, 0)


def test_totals_that_no_area_records_are_left_out(overview):
    assert set(overview.values()) == {
        "national.areas", *(f"national.qi_{key}.evaluated" for key in ("2_1", "5_3", "9_2"))
    }  # fmt: skip
    assert [column.id for column in overview.coverage_table().columns] == ["area", "silent"]


def test_without_a_scale_nothing_is_said_of_grades(overview):
    overview.run.context["scale"] = None
    assert overview.grade_tables() == overview.grade_figures() == {}
    assert set(overview.values()) == {"national.areas"}
