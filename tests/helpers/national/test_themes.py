"""Themes that recur over areas: added up, each with the number of areas."""

from helpers.national.themes import themes_figure, themes_table


def test_themes_are_added_up_over_areas(overview):
    assert themes_table(overview).rows == (("Poverty", 3, 3, 6, 0),)


def test_the_figure_says_which_way_the_findings_point(overview):
    assert themes_figure(overview).alt.startswith(
        "1 themes. Most on the side of strengths: Poverty (3 strengths, 6 areas for improvement)."
    )
