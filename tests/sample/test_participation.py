"""The sample's people who took part."""

import pytest

from workbench.definitions import load_definitions
from workbench.project import find_project
from workbench.sample.answers import draw_for
from workbench.sample.latent import CHILDREN, sample_sizes
from workbench.sample.participation import participation_rows


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(find_project())


def rows_of(definitions, instrument, area):
    form, sizes = definitions.instruments[instrument], vars(sample_sizes(area, 7))
    ids = [column.id for column in form.columns]
    draw = draw_for("x", 7, area, instrument, {})
    return [dict(zip(ids, row, strict=True)) for row in participation_rows(form, draw, area, sizes)], sizes


def test_people_of_each_group_add_up(definitions):
    rows, sizes = rows_of(definitions, "participation", "fife")
    assert sum(row["people"] for row in rows if row["group"] != "Parents and carers") == sizes["children"]
    assert sum(row["people"] for row in rows if row["group"] == "Parents and carers") == sizes["parents"]


def test_nobody_chose_more_often_than_there_are_people(definitions):
    rows, _ = rows_of(definitions, "participation", "orkney-islands")
    assert all(0 <= row[choice] <= row["people"] for row in rows for choice in ("anonymous", "with_volunteer"))


def test_the_sample_of_2012_to_2017_reproduces_the_published_totals(definitions):
    published = {each.measure: each.value for each in definitions.published["children-2012-17"]}
    met = {"Children and young people": 0, "Parents and carers": 0}
    for area in CHILDREN:
        for row in rows_of(definitions, "children_2012_participation", area)[0]:
            met[row["group"]] += row["people"]
    assert met == {
        "Children and young people": published["children_met"], "Parents and carers": published["parents_met"]
    }  # fmt: skip
    sizes = [sample_sizes(area, 7) for area in CHILDREN]
    assert sum(size.records for size in sizes) > published["records_read"]
    assert sum(size.staff for size in sizes) > published["staff_responses"]
    assert len(CHILDREN) == published["inspections"]
