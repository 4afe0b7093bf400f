"""Every chart is valid Vega-Lite and draws only what it is given."""

import warnings

import altair as alt
import pytest

from helpers import charts

PALETTE = charts.palette_of({})
GRADES = ((6, "Excellent"), (5, "Very good"), (4, "Good"), (3, "Adequate"), (2, "Weak"), (1, "Unsatisfactory"))
ROWS = [
    charts.AnswerRow("A", 10, 20, 70),
    charts.AnswerRow("B", positive=60, rest=40),
    charts.AnswerRow("C", hidden="No"),
]
DRAWINGS = {
    "answers": charts.answers_chart(ROWS, ("No", "Partly", "Yes"), PALETTE),
    "items": charts.items_chart([charts.ItemRow("A", 50, 40, 60), charts.ItemRow("B", hidden="No")], PALETTE),
    "balance": charts.balance_chart([charts.BalanceRow("A", 3, 4, 1)], PALETTE),
    "compared": charts.compared_chart([charts.ComparedRow("A", "b", 2, 1, None, (1, 2, 3))], ("a", "b", "c"), PALETTE),
    "trend": charts.trend_chart([charts.Series("P", "a", ((2020, 1), (2021, 2)))], ("a", "b"), PALETTE,
                                {2020: "2020", 2021: "2021"}),
    "matrix": charts.matrix_chart([charts.Tile("r", "c", ("x",), "k")], ["r"], ["c"], {"k": "#ffffff"}, PALETTE),
    "distribution": charts.distribution_chart({"QI": (0, 1, 2, 0, 0, 0)}, GRADES, PALETTE),
    "stacked": charts.stacked_chart({"QI": (0, 1, 2, 0, 0, 0), "Other": (3, 0, 0, 0, 0, 0)}, GRADES, PALETTE),
    "tiles": charts.tiles_chart({"S1": (1, 1), "S2": (2, 3)}, {"S1": "Fife", "S2": "Clackmannanshire"},
                                {"S1": "Good"}, GRADES, PALETTE),
    "message": charts.message("Nothing to show.", PALETTE),
}  # fmt: skip


def test_every_name_is_loaded_when_asked_for():
    assert all(getattr(charts, name) is not None for name in charts.__all__)
    assert set(charts.__all__) <= set(dir(charts))
    with pytest.raises(AttributeError, match="no attribute 'pie_chart'"):
        charts.pie_chart  # noqa: B018


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_chart_fits_the_schema(name):
    spec = DRAWINGS[name].spec
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        alt.Chart.from_dict(spec).to_dict(validate=True)


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_chart_fits_the_width_of_a_printed_page(name):
    assert DRAWINGS[name].width <= 610
    assert DRAWINGS[name].height > 0


@pytest.mark.parametrize("name", ["answers", "items", "compared", "trend"])
def test_an_empty_chart_says_so(name):
    more = {"answers": (("a", "b", "c"),), "items": (), "compared": (("a", "b", "c"),), "trend": (("a",),)}[name]
    last = ({},) if name == "trend" else ()
    drawing = getattr(charts, f"{name}_chart")([], *more, PALETTE, *last)
    assert "There are no" in str(drawing.spec)


def test_a_hidden_row_brings_no_number_into_the_chart():
    drawing = charts.answers_chart([charts.AnswerRow("C", hidden="Not shown")], ("No", "Partly", "Yes"), PALETTE)
    assert "percent" not in str(drawing.spec)
