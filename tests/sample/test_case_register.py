"""Sample registers: what was published stands in them exactly, and the helpers count it out again."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest

from helpers.case_register import read_register
from helpers.time_limits import TimeLimits
from tests.helpers import test_case_register as register_tests
from tests.helpers.folders import PARAMETERS
from workbench.definitions import load_definitions
from workbench.definitions.areas import NATIONAL
from workbench.sample.files import area_files

SIR, LEARNING = "serious-incident-reviews", "learning-reviews"


def cases(programme: str) -> list[dict[str, str | None]]:
    """Return the sample's register as intake would store it: values, slugs and blanks."""
    definitions = load_definitions(PARAMETERS, only=[programme])
    one = definitions.programme(programme)
    (instrument,) = (definitions.instruments[name] for name in one.instruments)
    nation = definitions.area(NATIONAL, one)
    (content,) = area_files(definitions, one, nation, one.sample.seed).values()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    found = []
    for row in rows:
        stored: dict[str, str | None] = {}
        for column in instrument.columns:
            cell = row[column.header]
            values = {option.label: option.value for option in column.options}
            if column.type == "area":
                cell = definitions.match_area(cell, one).slug
            stored[column.id] = values.get(cell, cell) or None
        found.append(stored)
    return found


@pytest.fixture(scope="module")
def incidents():
    return cases(SIR)


@pytest.mark.parametrize(
    ("period", "first", "last", "notified", "met", "authorities"),
    [("2018-21", "2018-01-01", "2021-12-31", 317, 300, 26), ("2022-24", "2022-01-01", "2024-03-31", 133, 126, 18)],
)
def test_the_sample_has_the_published_figures(incidents, period, first, last, notified, met, authorities):
    own = [case for case in incidents if first <= case["notified"] <= last]
    assert len(own) == notified
    assert sum(case["criteria_met"] == "yes" for case in own) == met
    assert len({case["authority"] for case in own}) == authorities


def test_no_case_lies_outside_the_published_periods(incidents):
    assert len(incidents) == 317 + 133
    assert all(case["incident"] <= case["notified"] for case in incidents)


def test_the_helpers_count_the_published_figures_out_again(incidents, tmp_path, monkeypatch):
    areas = [{"slug": area.slug, "name": area.name} for area in load_definitions(PARAMETERS, only=[SIR]).areas.values()]
    monkeypatch.setattr(register_tests, "AREAS", areas)
    run = register_tests.run_with(tmp_path, incidents)
    register = read_register(run)
    values = {name: value.numbers.get("value") for name, value in register.values().items()}
    with (PARAMETERS / "published" / f"{SIR}.csv").open(encoding="utf-8") as file:
        published = {row["measure"]: int(row["value"]) for row in csv.DictReader(file) if row["measure"][:4] == "sir."}
    assert len(published) == 6
    assert {name: values[name] for name in published} == published
    assert values["sir.p2018_2021.units_none"] == 6
    assert values["sir.p2022_2024.units_none"] == 14
    shares = TimeLimits(register).values()
    assert 60 < shares["sir.notified_in_time"].numbers["percent"] < 95
    assert 50 < shares["sir.submitted_in_time"].numbers["percent"] < 90


def test_only_a_learning_review_gets_observations():
    found = cases(LEARNING)
    by_decision = Counter((case["decision"], case["observations_sent"] is not None) for case in found)
    assert by_decision["alternative", True] == by_decision["not_proceed", True] == 0
    assert by_decision["proceed", True] > 0
    assert all((case["reason"] is not None) == (case["decision"] == "not_proceed") for case in found)
    assert all(case["committee"].startswith(case["guidance"]) for case in found)


def test_the_same_seed_gives_the_same_register(incidents):
    assert cases(SIR) == incidents
