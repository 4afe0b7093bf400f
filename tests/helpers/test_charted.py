"""Figures from drawings: the chart's size and the data's status go with them."""

from helpers.charted import charted, missing_figure, palette_for
from helpers.charts import CountRow, counts_chart
from helpers.tables import Column, Table, missing_table

COLUMNS = (Column("role", "Role"), Column("people", "People", "count"))


def test_a_figure_has_the_size_of_its_drawing(run_of):
    drawing = counts_chart([CountRow("Staff", 12)], palette_for(run_of("03_surveys", "midlothian")))
    figure = charted("People", drawing, "Staff: 12.", Table("People", COLUMNS, (("Staff", 12),)))
    assert (figure.width, figure.height, figure.status) == (drawing.width, drawing.height, "shown")


def test_a_figure_of_missing_data_is_missing(run_of):
    drawing = counts_chart([], palette_for(run_of("03_surveys", "midlothian")))
    figure = charted("People", drawing, "Nobody.", missing_table("People", COLUMNS, "No survey was taken in."))
    assert (figure.status, figure.reason) == ("missing", "No survey was taken in.")


def test_what_cannot_be_drawn_is_one_line_of_text(run_of):
    data = Table("People", COLUMNS, (("Staff", 12),))
    figure = missing_figure(run_of("03_surveys", "midlothian"), "People", "Too few people answered.", data)
    assert (figure.alt, figure.reason, figure.status) == (*("Too few people answered.",) * 2, "missing")
    assert "Too few people answered." in str(figure.spec)
    assert figure.data is data
