"""The area over the years: its line, Scotland's, and the median of the family group year by year."""

from helpers.statistics import read_profile


def test_the_ends_of_the_areas_line_are_told(run_of):
    figure = read_profile(run_of("01_scoping", "midlothian")).trend_figure()
    first, *_, last = (row[1] for row in figure.data.rows)
    assert figure.alt.endswith(f"Midlothian went from {first} in 2019 to {last} in 2021.")
    assert [row[0] for row in figure.data.rows] == [f"More than one placement (%), {y}" for y in (2019, 2020, 2021)]


def test_the_family_groups_line_is_the_one_of_the_profile(run_of):
    profile = read_profile(run_of("01_scoping", "midlothian"))
    latest = profile.trend_figure().data.rows[-1]
    assert latest[3] == round(profile.indicators["lgbf_placements"].family, 1)


def test_an_area_without_figures_has_no_lines(run_of):
    figure = read_profile(run_of("01_scoping", "orkney-islands")).trend_figure()
    assert figure.status == "missing"
    assert figure.alt == "No series over several years is published for Orkney Islands."
