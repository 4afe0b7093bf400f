"""The national overview counts, and never averages or adds what an area holds back."""

import json

import pytest

from helpers.national import read_overview

GRADES = {"orkney-islands": "Good", "midlothian": "Weak", "dundee-city": "Good"}


@pytest.fixture
def overview(run_of, tmp_path):
    collected = {}
    for number, (slug, grade) in enumerate(GRADES.items()):
        read = (
            {"status": "suppressed", "reason": "small"}
            if slug == "orkney-islands"
            else {"status": "shown", "value": 40 + number}
        )
        themes = {"rows": [["Poverty", 1, 2, 0, 3]]}
        stages = {
            "04_record_reading": {"values": {"records.read": read}, "tables": {}},
            "05_engagement": {"values": {}, "tables": {"engagement.themes": themes}},
            "06_evaluation": {"values": {"evaluation.qi_2_1.grade": {"status": "shown", "text": grade}}, "tables": {}},
        }
        collected[slug] = {}
        for stage, content in stages.items():
            collected[slug][stage] = tmp_path / f"{slug}-{stage}.json"
            collected[slug][stage].write_text(json.dumps(content))
    return read_overview(run_of("national_overview", None, collected=collected))


def test_grades_are_counted(overview):
    row = overview.grades_table().rows[0]
    labels = [column.label for column in overview.grades_table().columns]
    assert (row[labels.index("Good")], row[labels.index("Weak")], row[labels.index("Not evaluated")]) == (2, 1, 29)


def test_what_an_area_holds_back_stays_out_of_the_total(overview):
    total = overview.values()["national.records"]
    assert total.numbers["value"] == 41 + 42
    assert "left out (1 of 3)" in total.label


def test_every_area_stands_in_the_table_with_its_grade_in_words(overview):
    rows = {row[0]: row[1] for row in overview.area_table().rows}
    assert len(rows) == 32
    assert rows["Midlothian"] == "Weak"
    assert rows["Fife"] == "Not evaluated"


def test_themes_are_added_up_over_areas(overview):
    assert overview.themes_table().rows == (("Poverty", 3, 3, 6, 0),)


def test_maps_and_tiles_name_every_grade(overview):
    for figure in (*overview.map_figures().values(), *overview.tile_figures().values()):
        assert len(figure.data.rows) == 32
        assert figure.alt.startswith(figure.title[:3])
    tiles = json.dumps(overview.tile_figures()["national.tiles.qi_2_1"].spec)
    assert "Orkney" in tiles
    assert "Weak" in tiles


def test_no_value_is_a_mean():
    import inspect

    import helpers.evaluation
    import helpers.national

    source = inspect.getsource(helpers.national) + inspect.getsource(helpers.evaluation)
    assert "mean(" not in source
    assert "median" not in source
