"""Programmes side by side under one lens: nothing is added up over them."""

import json

import pytest

from helpers.elsewhere import read_elsewhere
from helpers.promise import read_across
from helpers.run import Run

ITEMS = [{"id": "family", "title": "Family"}, {"id": "voice", "title": "Voice"}]
CONTEXT = {
    "programme": {"id": "the-promise", "lenses": [{"id": "promise", "title": "The foundations", "items": ITEMS}]},
    "synthetic": False, "stage": "promise", "instruments": {},
    "elsewhere": [
        {"id": "one", "title": "Programme one", "units": {"fife": "Fife", "moray": "Moray"}},
        {"id": "two", "title": "Programme two", "units": {}},
        {"id": "none", "title": "Not built", "units": {}},
    ],
}  # fmt: skip


def table(*rows, label="Strength"):
    columns = [{"id": "foundation"}, {"id": "finding"}, {"id": "direction"}]
    return {"columns": columns, "rows": [list(row) for row in rows], "synthetic": True}


@pytest.fixture
def across(tmp_path):
    contents = {
        ("one", "fife"): table(
            ("Voice", "a", "Strength"), ("Voice", "b", "Strength"), ("Voice", "c", "Strength"),
            ("Family", "d", "Area for improvement"),
        ),
        ("one", "moray"): table(("Voice", "e", "Strength")),
        ("one", "national"): table(("Voice", "not a finding", "Strength")),
        ("two", "fife"): table(("Voice", "f", "Going well"), ("Voice", "g", "A bit of both")),
    }  # fmt: skip
    for (programme, unit), content in contents.items():
        path = tmp_path / "inputs" / "programmes" / programme / unit / "05_engagement.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"values": {}, "tables": {"engagement.lens_promise": content}}))
    run = Run(tmp_path, CONTEXT)
    return read_across(run, read_elsewhere(run))


def test_each_programme_is_counted_by_itself(across):
    rows = {row[:2]: row[2:] for row in across.summary_table().rows}
    assert rows["Voice", "Programme one"] == (4, 0, 0)
    assert rows["Voice", "Programme two"] == (1, 0, 1)
    assert rows["Family", "Programme one"] == (0, 1, 0)


def test_the_nations_results_are_not_counted_again(across):
    assert not any("not a finding" in row for table in across.item_tables().values() for row in table.rows)


def test_a_programme_that_was_not_built_is_named_and_has_no_number(across):
    assert across.programmes_table().rows[2] == ("Not built", None, None, "not built yet")
    assert across.values()["promise.programmes"].numbers["value"] == 2


def test_findings_in_words_come_from_several_areas(across):
    rows = [row for row in across.item_tables()["promise.voice"].rows if row[3] == "Programme one"]
    assert {row[2] for row in rows} == {"Fife", "Moray"}
    assert len(rows) == 3
    assert "reports: 1." in across.item_tables()["promise.voice"].notes[0]


def test_synthetic_findings_make_the_page_synthetic(across):
    assert across.synthetic
    assert all(table.synthetic for table in across.item_tables().values())


def test_the_figure_says_every_number(across):
    assert "Voice, Programme one: 4 strengths, 0 areas for improvement." in across.balance_figure().alt
