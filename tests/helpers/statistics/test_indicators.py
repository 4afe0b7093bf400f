"""Indicators: the latest period, beside others that have a figure in it."""

import pytest

from helpers.statistics import read_profile
from helpers.statistics.indicators import indicators_of


def row(area, value, period="2021", status="published", **more):
    """Return a row of the published table."""
    about = {"indicator": "rate", "title": "Rate", "unit": "per 1,000 children", "group": "outcomes"}
    return {**about, "area": area, "value": value, "period": period, "year": None, "status": status, **more}


@pytest.fixture
def rate():
    """Return an indicator of Fife among four areas, two of them like it, of which one has no figure."""
    rows = [row("fife", 9, "2019"), row("fife", 12), row("angus", 20), row("moray", None, status="missing")]
    rows += [row("moray", 8, "2019"), row("falkirk", 14), row("scotland", 13.04)]
    return indicators_of(rows, "fife", frozenset({"angus", "moray"}))["rate"]


def test_only_the_latest_period_counts(rate):
    assert (rate.period, rate.value, rate.family) == ("2021", 12, 20)


def test_scotland_is_no_area_among_areas(rate):
    assert rate.everybody == (20, 14, 12)
    assert rate.says() == "12; Scotland 13; family group 20 per 1,000 children (2021)"
    assert rate.says(", ") == "12, Scotland 13, family group 20 per 1,000 children (2021)"


@pytest.mark.parametrize(("status", "said"), [("suppressed", "not published"), ("missing", "no figure")])
def test_a_figure_that_is_not_there_says_which_way(status, said):
    rate = indicators_of([row("fife", None, status=status)], "fife", frozenset())["rate"]
    assert rate.says() == f"{said} per 1,000 children (2021)"
    assert rate.withheld == (status == "suppressed")


def test_indicators_stand_in_the_order_of_their_groups():
    rows = [row("fife", 1, indicator=group, group=group) for group in ("lgbf", "new group", "population")]
    assert list(indicators_of(rows, "fife", frozenset())) == ["population", "lgbf", "new group"]


def test_the_latest_period_is_taken(run_of):
    assert read_profile(run_of("01_scoping", "midlothian")).indicators["lgbf_placements"].period == "2021"
