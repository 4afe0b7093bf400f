"""Taking part: people by way and group, protected as one table."""

import itertools

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from helpers.instruments import instrument_of
from helpers.participation import Participation, overview_tables
from helpers.run import Run
from helpers.tables import Suppressed
from tests.helpers.folders import PARAMETERS

STRICT = {"id": "strict", "threshold": 9, "minimum_base_percent": 10, "extremes_minimum_base": 20}
WORDS = {"id": "words", "bands": [{"word": "some", "from": 1, "to": 99}], "minimum_base": 10}


@pytest.fixture(scope="module")
def form():
    return instrument_of(yaml.safe_load((PARAMETERS / "instruments" / "participation.yaml").read_text()))


def participation(form, tmp_path, numbers, **extra):
    context = {
        "programme": {"id": "getting-involved"}, "area": {"slug": "fife", "name": "Fife"}, "synthetic": True,
        "stage": "participation", "instruments": {}, "disclosure": {"default": STRICT}, "proportion_words": WORDS,
        "areas": [{"slug": "fife", "name": "Fife"}],
    }  # fmt: skip
    places = itertools.product(form.column("way").options, form.column("group").options)
    rows = [
        {"way": way.value, "group": group.value, "people": number}
        | {name: extra.get(name, {}).get(way.value, 0) for name in ("anonymous", "with_volunteer", "supported")}
        for (way, group), number in zip(places, numbers, strict=True)
    ]
    return Participation(Run(tmp_path, context), form, pd.DataFrame(rows) if rows else None)


def test_people_are_counted_by_way_and_by_group(form, tmp_path):
    values = participation(form, tmp_path, [20] * 20).values()
    assert values["participation.people"].text == "400"
    assert values["participation.young_people"].text == "100"
    assert values["participation.by_one_to_one_by_phone"].text == "80"


def test_the_share_that_stayed_anonymous_has_everybody_as_its_base(form, tmp_path):
    values = participation(form, tmp_path, [20] * 20, anonymous={"survey": 15}).values()
    assert values["participation.anonymous"].says == "some (15%, 60 of 400)"


def test_small_numbers_and_what_gives_them_away_are_held_back(form, tmp_path):
    taking_part = participation(form, tmp_path, [*[20] * 19, 3])
    table = taking_part.counts_table()
    held = [(row[0], column.label) for row in table.rows for column, cell in zip(table.columns, row, strict=True)
            if isinstance(cell, Suppressed)]  # fmt: skip
    assert ("Group meeting", "Parents and carers") in held
    assert len(held) >= 4
    assert "Not shown" in " ".join(table.notes)


@given(st.lists(st.integers(0, 60), min_size=20, max_size=20))
def test_no_row_or_column_lacks_exactly_one_number(form, tmp_path_factory, numbers):
    table = participation(form, tmp_path_factory.mktemp("run"), numbers).counts_table()
    for line in (*(row[1:] for row in table.rows), *zip(*(row[1:] for row in table.rows), strict=True)):
        assert sum(isinstance(cell, Suppressed) for cell in line) != 1


def test_values_and_table_tell_the_same(form, tmp_path):
    taking_part = participation(form, tmp_path, [*[12] * 10, *[2] * 10])
    values, last = taking_part.values(), taking_part.counts_table().rows[-1]
    for group, cell in zip(form.column("group").options, last[1:-1], strict=True):
        value = values[f"participation.{group.value.replace(' ', '_')}"]
        assert (value.status == "suppressed") == isinstance(cell, Suppressed)


def test_the_figure_draws_what_the_table_shows(form, tmp_path):
    figure = participation(form, tmp_path, [20] * 20).ways_figure()
    assert [row[1] for row in figure.data.rows] == [80] * 5 + [400]
    assert "80" in figure.alt


def test_without_evidence_everything_is_missing_with_a_reason(form, tmp_path):
    run = Run(tmp_path, participation(form, tmp_path, [1] * 20).run.context)
    run.context["instruments"]["participation"] = {
        "id": "participation", "title": "Taking part", "kind": "participation", "columns": []
    }  # fmt: skip
    absent = Participation(run, form, None)
    assert {value.status for value in absent.values().values()} == {"missing"}
    assert absent.counts_table().status == absent.ways_figure().status == "missing"


def test_areas_are_added_up_without_what_they_hold_back(form, tmp_path):
    large, small = (participation(form, tmp_path, numbers) for numbers in ([20] * 20, [1] * 20))
    tables = {
        slug: {"participation.by_way_and_group": each.counts_table().as_dict()}
        for slug, each in (("fife", large), ("orkney-islands", small))
    }
    found = overview_tables(large.run, tables)["national.participation"]
    assert found.rows[0] == ("Survey", 80, 1, 1)
    assert overview_tables(large.run, {}) == {}
