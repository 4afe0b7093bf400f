"""The views without a browser: what is picked, clicked and brushed, and what each of them then shows."""

import json
import re

import pytest

from helpers.errors import HelperError
from helpers.explorer.opening import open_explorer
from helpers.explorer.programme import NAME
from helpers.explorer.views.view import WIDGET
from tests.helpers.explorer.desks import told
from tests.helpers.folders import PROGRAMME

VIEWS = ("matrix", "surveys", "records", "statistics", "earlier")


def _brush(view, areas, *, points=False):
    """Choose areas in the chart as the browser tells of it."""
    places = [view.brush._order.index(area) for area in areas]
    value = {"vlPoint": {"or": [{"place": place} for place in places]}} if points else {"place": places}
    view.brush.chart._vl_selections = {"brush": {"value": value if areas else {}, "store": []}}


def test_one_picker_drives_every_view(explorer):
    views = [getattr(explorer, name) for name in VIEWS]
    before = [view.box and view.status.text for view in views]
    explorer.picker.area.value = "midlothian"
    after = [view.status.text for view in views]
    assert all(text.startswith(("Dundee City", "1 other")) or "Dundee" in text or text for text in before)
    assert all("Midlothian" in text for text in after) and before != after
    explorer.picker.indicator.value = "5.3"
    assert "5.3" in explorer.matrix.status.text and explorer.choice.picked.indicator == "5.3"
    assert all(view.box.children[0] is explorer.picker.box for view in views), "the same picker stands above each"


def test_a_cell_of_the_matrix_opens_what_stands_behind_it(explorer):
    view = explorer.matrix
    assert view.box is not None
    view.buttons.clicked = ["9.2", "engagement", 1]
    assert (explorer.picker.indicator.value, explorer.picker.strand.value) == ("9.2", "engagement")
    assert view.rows.rows.columns[1] == "Finding" and view.rows.rows.rows
    chosen = [
        (row["id"], cell["strand"]) for row in view.buttons.told["rows"] for cell in row["cells"] if cell["chosen"]
    ]
    assert chosen == [("9.2", "engagement")]
    labels = [cell["label"] for row in view.buttons.told["rows"] for cell in row["cells"]]
    assert all(re.match(r"\d\.\d .+, .+: (Strength|To improve|Mixed|Silent)", label) for label in labels)


@pytest.fixture
def otherwise(explorer):
    """Open the explorer with something said otherwise of its programme; what was said before comes back."""
    path = explorer.desks / PROGRAMME / NAME
    before = path.read_text()

    def opened(area, **said):
        path.write_text(json.dumps(told() | said))
        return open_explorer(PROGRAMME, area, path.parent / "orkney-islands")

    yield opened
    path.write_text(before)


def test_a_programme_without_a_rule_says_so_and_calls_no_strand_silent(otherwise):
    view = otherwise("dundee-city", signals=None).matrix
    assert view.box is not None
    cells = {cell["strand"]: cell["lines"] for row in view.buttons.told["rows"] for cell in row["cells"]}
    assert "Silent" not in str(cells) and re.fullmatch(r"\d+ to look at", cells["engagement"][0]), cells
    assert "does not say by what rule" in view._note.html and "silent" not in view.status.text
    assert view.plain(view.explorer.choice.picked) == ()


def test_the_whole_nation_is_explored_where_something_was_taken_in_for_it(otherwise, explorer):
    assert otherwise("national").choice.picked.area == next(iter(explorer.programme.areas)), "the first of its areas"
    nation = {"slug": "national", "code": "S92000003", "name": "Scotland as a whole"}
    found = otherwise("national", areas=[nation], covers={"national": ["scotland"]}, family_of={}, families={})
    for name in VIEWS:
        view = getattr(found, name)
        assert view.box is not None and "Scotland as a whole" in view.status.text, view.status.text
        assert not view.status.problem
    figures = found.statistics.rows.rows.rows
    assert figures and {row[0] for row in figures} == {"Scotland as a whole"}
    with pytest.raises(HelperError, match=r"Nothing of .* was taken in yet"):
        otherwise("national", areas=[])


@pytest.mark.parametrize("name", ["surveys", "records"])
def test_brushing_areas_filters_the_table(explorer, name):
    view = getattr(explorer, name)
    assert view.box is not None
    assert {row[0] for row in view.rows.rows.rows} == {"Dundee City"}
    _brush(view, ["midlothian", "orkney-islands"])
    assert {row[0] for row in view.rows.rows.rows} == {"Midlothian", "Orkney Islands"}
    assert set(view.brush.areas.value) == {"midlothian", "orkney-islands"}, "the list says the same"
    _brush(view, [])
    assert {row[0] for row in view.rows.rows.rows} == {"Dundee City"}
    view.brush.areas.value = ("midlothian",)
    assert {row[0] for row in view.rows.rows.rows} == {"Midlothian"}, "the list alone does as well"
    view.brush.clear.click()
    assert {row[0] for row in view.rows.rows.rows} == {"Dundee City"}
    explorer.choice.pick(area="orkney-islands")
    assert {row[0] for row in view.rows.rows.rows} == {"Orkney Islands"}


@pytest.mark.parametrize("drawn_as", ["Columns", "Tiles", "Map"])
def test_statistics_are_brushed_as_columns_tiles_and_on_the_map(explorer, drawn_as):
    view = explorer.statistics
    assert view.box is not None
    view.indicator.value = "population"
    view.drawn_as.value = drawn_as
    assert view.brush.chart.said.startswith("Population, 2022. Highest:")
    _brush(view, ["midlothian"], points=drawn_as != "Columns")
    assert {row[0] for row in view.rows.rows.rows} == {"Midlothian"}
    view.indicator.value = "lgbf_placements"
    assert {row[0] for row in view.rows.rows.rows} == {"Dundee City"}
    assert "Dundee City from" in view.trend.said


def test_questions_of_the_quality_indicator_come_first_and_groups_say_what_a_report_holds_back(explorer):
    view = explorer.surveys
    assert view.box is not None
    view.instrument.value = "staff_survey"
    explorer.choice.pick(indicator="9.2")
    assert "9.2" in view.item.options[0][0] and view.item.value == view.item.options[0][1], "one that bears on it"
    view.item.value = view.item.options[-1][1]
    assert view.item.value == view.item.options[-1][1], "any other can be chosen"
    view.group.value = next(value for _, value in view.group.options if value)
    assert "By “" in view.facts.html and "<details>" in view.facts.html
    explorer.choice.pick(area="orkney-islands")
    assert "not shown:" in view.facts.html and " of " in view.facts.html
    assert "orkney-islands_" in view.facts.html and "SHA-256 abab" in view.facts.html
    view.instrument.value = "parents_survey"
    assert "parents_survey.xlsx" in view.facts.html


def test_every_chart_has_a_text_and_every_list_a_label(explorer):
    for name in ("surveys", "records", "statistics"):
        view = getattr(explorer, name)
        assert view.box is not None
        assert len(view.brush.chart.said) > 40
        assert view.brush.areas.description
    assert all(each.description for each in explorer.picker.box.children)


def test_charts_fit_the_schema(explorer):
    import altair

    view = explorer.statistics
    assert view.box is not None
    for drawn_as in ("Columns", "Tiles", "Map"):
        view.drawn_as.value = drawn_as
        chart = view.brush.chart
        altair.Chart.from_dict({**chart.spec, "datasets": chart.rows, "description": chart.said})


def test_what_a_notebook_keeps_of_a_view_tells_nothing_of_the_evidence(explorer):
    for name in VIEWS:
        kept = getattr(explorer, name)._repr_mimebundle_()
        assert set(kept) == {WIDGET, "text/plain"} and kept[WIDGET]["model_id"]
        assert kept["text/plain"].endswith("Run the notebook to see it.")
    assert set(explorer._repr_mimebundle_()) == {WIDGET, "text/plain"}


def test_with_nobody_in_front_the_views_are_what_a_report_may_show(desk, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    explorer = open_explorer(PROGRAMME, "orkney-islands", desk)
    kept = {name: getattr(explorer, name)._repr_mimebundle_() for name in VIEWS}
    assert all(
        set(bundle) == {"text/html", "text/plain"} and "<table>" in bundle["text/html"] for bundle in kept.values()
    )
    assert "not shown" in kept["surveys"]["text/html"], "three parents are too few for a report"
    assert "(2 of 3)" not in kept["surveys"]["text/html"]
    assert "Statement" not in json.dumps(kept), "no finding's words"


def test_another_programme_is_picked_with_the_same_area(explorer, desk):
    other = told(("dundee-city", "midlothian"))
    other["programme"] = other["programme"] | {"id": "throughcare", "short_title": "Throughcare", "strands": []}
    other["quality_indicators"] = []
    folder = desk.parents[1] / "throughcare"
    folder.mkdir()
    try:
        (folder / NAME).write_text(json.dumps(other))
        views = [getattr(explorer, name) for name in VIEWS]
        assert all(view.box for view in views)
        explorer.picker.programme.value = "throughcare"
        assert explorer.choice.picked.area == "dundee-city" and explorer.choice.picked.indicator == ""
        assert explorer.picker.indicator.disabled and explorer.matrix.buttons.told == {}
        assert "no quality indicators" in explorer.matrix.status.text
        assert "no evidence was taken in" in explorer.surveys.status.text and explorer.surveys.brush.chart.spec is None
        explorer.picker.programme.value = PROGRAMME
        assert explorer.matrix.buttons.told["rows"]
    finally:
        (folder / NAME).unlink()
        folder.rmdir()


def test_what_goes_wrong_is_said_and_the_rest_goes_on(explorer, desk):
    view = explorer.surveys
    assert view.box is not None
    path = desk.parents[2] / "store" / PROGRAMME / "staff_survey" / "midlothian.parquet"
    kept = path.read_bytes()
    try:
        path.write_bytes(b"no parquet")
        view.instrument.value = "staff_survey"
        explorer.choice.pick(area="midlothian")
        assert view.status.problem and "take it in again" in view.status.text
    finally:
        path.write_bytes(kept)
    explorer.choice.pick(area="orkney-islands")
    assert not view.status.problem


def test_a_wrong_area_and_a_missing_programme_say_what_to_do(desk):
    with pytest.raises(HelperError, match="Did you mean midlothian"):
        open_explorer(PROGRAMME, "midlothain", desk)
    with pytest.raises(HelperError, match="Lay the desk out again: `workbench lab throughcare`"):
        open_explorer("throughcare", "", desk)


def test_an_explorer_that_is_opened_again_leaves_no_widgets_behind(explorer, desk):
    boxes = [getattr(explorer, name).box for name in VIEWS]
    assert all(box.comm is not None for box in boxes)
    again = open_explorer(PROGRAMME, "midlothian", desk)
    assert all(box.comm is None for box in boxes) and explorer.picker.area.comm is None
    assert again.matrix.box.comm is not None


def test_only_what_changed_is_sent_again(explorer):
    view = explorer.surveys
    assert view.box is not None
    frame, rows = view.brush.chart.spec, view.brush.chart.rows
    explorer.choice.pick(area="midlothian")
    assert view.brush.chart.spec is frame, "the drawing stays, its rows are others"
    assert view.brush.chart.rows != rows and "Midlothian" in view.brush.chart.said
    kept = explorer.programme.store.kept
    counted = dict(kept._found)
    explorer.choice.pick(area="dundee-city")
    assert all(kept._found[question] is answer for question, answer in counted.items()), "nothing was counted again"


def test_what_is_counted_is_counted_again_when_a_file_is_another(explorer, desk):
    import os

    view = explorer.surveys
    assert view.box is not None
    before = view.status.text
    folder = desk.parents[2] / "store" / PROGRAMME / view.instrument.value
    path, other = folder / "dundee-city.parquet", folder / "midlothian.parquet"
    kept = path.read_bytes()
    try:
        path.write_bytes(other.read_bytes())
        view.refresh(explorer.choice.picked)
        assert view.status.text != before
    finally:
        path.write_bytes(kept)
        os.utime(path)
    view.refresh(explorer.choice.picked)
    assert view.status.text == before


def test_what_is_said_is_read_out_of_the_view_in_sight_alone(explorer):
    for name in VIEWS:
        assert getattr(explorer, name).box is not None and not getattr(explorer, name).in_sight
    explorer.surveys.status.seen = True
    assert explorer.surveys.in_sight


def test_statistics_say_how_shades_are_read_and_nothing_beside_a_figure_that_is_withheld(explorer):
    view = explorer.statistics
    assert view.box is not None
    view.indicator.value = "population"
    assert view.key.html == ""
    view.drawn_as.value = "Map"
    assert "The darker, the higher: from" in view.key.html
    view.drawn_as.value = "Columns"
    view.indicator.value = "looked_after"
    explorer.choice.pick(area="orkney-islands")
    withheld = [row for row in view.rows.rows.rows if row[5] == "withheld by the source"]
    assert withheld and all(row[2:5] == ("–", "", "") for row in withheld)
    assert "Base:" not in view.facts.html and "Withheld by the source" in view.facts.html


def test_other_inspections_are_told_one_by_one(explorer):
    view = explorer.earlier
    assert view.box is not None
    explorer.choice.pick(area="orkney-islands")
    assert view.status.text == "1 other inspection of Orkney Islands."
    assert view.facts.html.count("<table>") == 1 and "Side by side only: the editions differ" in view.facts.html
    assert '<th scope="row">Leadership</th><td>Unsatisfactory</td><td>published February 2020</td>' in view.facts.html
