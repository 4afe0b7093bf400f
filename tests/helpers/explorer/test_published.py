"""Published statistics: over the years, across areas, with source and what the source withholds."""

from statistics import median

from helpers.explorer.charts.lines import LINES
from helpers.explorer.places import FAMILY, OWN
from helpers.explorer.published import (
    family_councils,
    family_median,
    figure_rows,
    indicators,
    lines_of,
    places_of,
    published,
)
from helpers.statistics import Profile


def test_what_bears_on_quality_indicators_comes_first(programme):
    known = list(indicators(programme))
    assert set(known[:2]) == {"lgbf_placements", "lgbf_attendance"} and "population" in known[2:]


def test_figures_are_those_of_the_report(programme):
    profile = Profile(programme.run_of("midlothian"))
    for name in indicators(programme):
        found, report = published(programme, name), profile.indicators[name]
        assert (found.title, found.unit, found.last) == (report.title, report.unit, report.period)
        assert found.figure("midlothian")["value"] == report.value
        assert family_median(found, family_councils(programme, "midlothian")) == report.family


def test_lines_over_the_years(programme):
    found = published(programme, "lgbf_placements")
    lines = lines_of(programme, "midlothian", found)
    assert tuple(lines) == LINES
    assert [year for year, _ in lines[OWN]] == [2019, 2020, 2021]
    councils = set(family_councils(programme, "midlothian"))
    values = [
        row["value"]
        for row in found.rows
        if row["area"] in councils and row["year"] == 2019 and row["value"] is not None
    ]
    assert lines[FAMILY][0] == (2019, median(values))
    assert OWN not in lines_of(programme, "orkney-islands", found)


def test_a_figure_that_the_source_withholds_says_so(programme):
    found = published(programme, "looked_after")
    assert [place.area for place in places_of(programme, "orkney-islands", found)].count("orkney-islands") == 0
    row = figure_rows(programme, ["orkney-islands"], found).rows[0]
    assert row[2] == "–" and row[5] == "withheld by the source"
    assert figure_rows(programme, ["midlothian"], found).rows[0][6] == "Nobody: figures made up for a test, 2021"


def test_without_statistics_there_are_none(programme, tmp_path):
    from helpers.explorer.programme import Programme
    from helpers.explorer.store import Store

    empty = Programme(programme.context, Store(tmp_path, programme.id))
    assert indicators(empty) == {} and published(empty, "population").rows == () and not empty.has_statistics
