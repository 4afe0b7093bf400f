"""The recorder refuses what a report could not use, and writes the same bytes for the same results."""

import pytest

from helpers import values
from helpers.errors import HelperError
from helpers.figures import LATER, Figure
from helpers.results import Results
from helpers.tables import Column, Suppressed, Table

TABLE = Table(
    "People",
    (Column("role", "Role"), Column("people", "People", "count")),
    (("Staff", 12), ("Children", Suppressed("small"))),
)
SPEC = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "data": {"values": [{"a": 1}]}, "mark": "point"}
FIGURE = Figure("People", SPEC, "12 staff.", TABLE, 10, 10)


@pytest.fixture
def results(run_of) -> Results:
    return Results(run_of("02_self_evaluation", "midlothian"))


def test_results_are_written_whole_and_the_same_twice(results, run_of):
    folder = results._run.folder / "results"
    results.value("people.staff", values.count(12, "Staff"))
    results.table("people", TABLE)
    results.figure("people.chart", FIGURE)
    results.save()
    first = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    results.save()
    assert set(first) == {"results.json", "held-back.json", "people.chart.vl.json"}
    assert first == {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_suppressed_cell_is_a_value_with_a_reason(results):
    results.table("people", TABLE)
    assert results.as_dict()["tables"]["people"]["rows"][1] == ["Children", {"suppressed": "small"}]


def test_a_figure_without_alt_text_is_refused():
    with pytest.raises(HelperError, match="no alt text"):
        Figure("People", SPEC, " ", TABLE, 10, 10)


def test_a_figure_without_data_is_refused():
    with pytest.raises(HelperError, match="no data table"):
        Figure("People", SPEC, "12 staff.", None, 10, 10)


def test_a_bare_chart_is_refused(results):
    with pytest.raises(HelperError, match="Wrap it"):
        results.figure("people.chart", SPEC)


def test_a_bare_number_is_refused(results):
    with pytest.raises(HelperError, match="is not a value"):
        results.value("people.staff", 12)


def test_a_table_with_a_short_row_is_refused():
    with pytest.raises(HelperError, match="has 1 cells for 2 columns"):
        Table("People", TABLE.columns, (("Staff",),))


def test_in_a_build_the_figure_only_names_itself(results, monkeypatch):
    monkeypatch.setenv("WORKBENCH_DRAW", "later")
    assert results.figure("people.chart", FIGURE)._repr_mimebundle_() == {
        LATER: {"name": "people.chart"}, "text/plain": "12 staff."}  # fmt: skip


def test_otherwise_it_draws_itself(results, monkeypatch):
    monkeypatch.delenv("WORKBENCH_DRAW", raising=False)
    bundle = results.figure("people.chart", FIGURE)._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<svg")
    assert "<desc>12 staff.</desc>" in bundle["image/svg+xml"]


def test_tables_in_the_notebook_have_captions_and_scopes():
    html = TABLE._repr_mimebundle_()["text/html"]
    assert "<caption>People</caption>" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 2
    assert " id=" not in html


def test_text_in_a_table_is_only_text():
    html = Table("<b>", (Column("a", "A"),), (("<script>alert(1)</script>",),)).html()
    assert "<script>" not in html
    assert "<b>" not in html
