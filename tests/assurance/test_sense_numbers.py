"""Each kind of check of recorded numbers, on numbers that are right and on one that is not."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.disclosure import Profile
from helpers.proportions import Words, proportion
from helpers.values import count, measure, suppressed
from tests.assurance.recorded import record, table
from workbench.assurance.sense_checks.ground import Ground
from workbench.assurance.sense_checks.judging import KINDS, holding_back, outcomes_on
from workbench.assurance.sense_checks.numbers import _share_fault
from workbench.definitions import load_definitions
from workbench.definitions.lined_yaml import parse
from workbench.definitions.sense_check_files import Declared
from workbench.definitions.sense_checks import SenseCheck
from workbench.project import Project

ROOT = Path(__file__).parents[2]
PROGRAMME = "compulsory-supervision-orders"
DEFINITIONS = load_definitions(ROOT / "parameters", only=[PROGRAMME])
THE_WORDS = DEFINITIONS.proportion_words["education-scotland"]
WORDS = Words("w", tuple((band.word, band.from_, band.to) for band in THE_WORDS.bands))


@pytest.fixture
def project(tmp_path):
    return Project(root=tmp_path, evidence=tmp_path / "evidence", build=tmp_path / "build")


def found(project, *, general=True, **fields):
    """Return the outcomes of one check by place."""
    check = SenseCheck(**({"name": "a-check", "says": "It holds.", "severity": "fail"} | fields))
    document, _ = parse("checks: [{name: a-check}]", "parameters/sense-checks/x.yaml")
    ground = Ground(project, DEFINITIONS, DEFINITIONS.programme(PROGRAMME))
    return {
        each.place: each for each in outcomes_on(ground, [Declared(check, document, 0, "workbench", False, general)])
    }


def of(project, place, stage="04_record_reading", tables=None, figures=None, **numbers):
    values = {name.replace("__", "."): n if hasattr(n, "as_dict") else count(n, name) for name, n in numbers.items()}
    record(project, PROGRAMME, place, stage, values, tables, figures)


def test_every_kind_that_can_be_declared_is_judged():
    from workbench.definitions.sense_checks import KINDS as DECLARED

    assert set(KINDS) == set(DECLARED)


def test_a_number_outside_its_range_is_named_with_its_ends(project):
    of(project, "fife", records__read=94)
    of(project, "moray", records__read=3)
    outcomes = found(project, kind="range", value="records.read", least=10, most=200)
    assert outcomes["fife"].state == "pass"
    assert outcomes["fife"].numbers == {"records.read": 94}
    assert str(outcomes["moray"]) == "failed: a-check, moray: records.read is 3 (from 10 to 200 was asked for)"


def test_what_is_held_back_is_not_checked_and_nothing_of_it_is_told(project):
    of(project, "fife", records__read=suppressed("count", "Records read", "numbers from 1 to 9 are not shown"))
    outcome = found(project, kind="range", value="records.read", least=10)["fife"]
    assert (outcome.state, dict(outcome.numbers)) == ("not checked", {})


def test_more_records_than_children_is_found(project):
    of(project, "fife", records__read=94, context__cso_at_home=120)
    of(project, "moray", records__read=94, context__cso_at_home=12)
    outcomes = found(project, kind="at_most", value="records.read", of="context.cso_at_home")
    assert outcomes["fife"].state == "pass"
    assert outcomes["moray"].says == "records.read is 94, context.cso_at_home only 12"
    shares = found(project, kind="share", value="records.read", of="context.cso_at_home", least=20, most=100)
    assert shares["fife"].numbers == {"records.read in per cent of context.cso_at_home": 78.3}
    assert shares["moray"].state == "fail"


def test_a_part_larger_than_its_whole_is_found_by_what_the_instrument_says(project):
    of(project, "fife", context__cso_at_home=120, context__cso_all=150, context__on_register=30)
    of(project, "moray", context__cso_at_home=120, context__cso_all=15)
    outcomes = found(project, kind="parts", instruments=["return"])
    assert [outcomes[place].state for place in ("fife", "moray")] == ["pass", "fail"]


def test_areas_that_do_not_add_up_are_found_and_those_held_back_are_in_neither(project):
    of(project, "fife", records__read=94)
    of(project, "moray", records__read=suppressed("count", "Records read", "small"))
    of(project, "angus", records__read=40)
    of(project, "national", "national_overview", national__records=134)
    check = {"kind": "adds_up", "value": "records.read", "of": "national.records"}
    assert found(project, **check)["national"].state == "pass"
    of(project, "national", "national_overview", national__records=135)
    outcome = found(project, **check)["national"]
    assert outcome.says == "national.records is 135, records.read of all areas 134"
    assert holding_back([outcome]) == (outcome,)


def test_readers_who_disagree_are_to_be_reviewed(project):
    held = {"suppressed": "x"}
    both = ("Chronology", 24, 71, 0.56), ("Plan", 24, 45, 0.1), ("Views", held, held, held)
    rows = table("item pairs same kappa", *both)
    kappa = measure(0.4, "Agreement", "0.40")
    of(project, "fife", tables={"records.agreement_by_item": rows}, records__agreement=kappa)
    check = {"kind": "agreement", "instruments": ["record_reading"], "severity": "review"}
    outcome = found(project, value="{short}.agreement", least=0.6, **check)["fife"]
    assert str(outcome) == "to review: a-check, fife: records.agreement is 0.4 (at least 0.6 was asked for)"
    outcome = found(project, table="{short}.agreement_by_item", column="same", least=50, **check)["fife"]
    assert outcome.numbers == {"Plan": 45}
    assert "Plan is 45 (at least 50 was asked for)" in outcome.says
    rows["columns"][2]["kind"] = "percent"
    of(project, "fife", tables={"records.agreement_by_item": rows}, records__agreement=kappa)
    outcome = found(project, table="{short}.agreement_by_item", column="same", least=50, **check)["fife"]
    assert "Plan is 45% (at least 50% was asked for)" in outcome.says


def test_the_latest_jump_of_each_series_is_looked_at_and_no_earlier_one(project):
    data = table(
        "indicator area",
        ("Attendance, 2019-20", 10), ("Attendance, 2020-21", 92), ("Attendance, 2021-22", 91),
        ("Placements, 2020-21", 20.5), ("Placements, 2021-22", 61.0),
    )  # fmt: skip
    of(project, "fife", "01_scoping", figures={"context.trend": {"data": data}})
    check = {"kind": "jump", "figure": "context.trend", "column": "area"}
    outcome = found(project, most=30, unit="points", **check)["fife"]
    assert outcome.numbers == {"Placements, 2021-22": 40.5}
    assert found(project, most=200, unit="percent", **check)["fife"].state == "pass"


@given(st.integers(10, 3000), st.data())
def test_every_share_that_helpers_make_agrees_with_its_words(base, data):
    one = proportion("x", data.draw(st.integers(0, base)), base, words=WORDS, profile=Profile())
    if one.shown:
        assert _share_fault(one.value().as_dict(), THE_WORDS, 1) == ""


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"percent": 83}, "says 83% for 77 of 94"),
        ({"count": 95}, "is 95 of 94"),
        ({"low": 83}, "says 82%, outside its likely range of 83% to 87%"),
        ({"text": "81%"}, "reads most (82%, 77 of 94), is 82%, 77 of 94"),
        ({"says": "most (82%, 77 of 49)"}, "reads most (82%, 77 of 49), is 82%, 77 of 94"),
        ({"word": "almost all"}, "is called almost all, 82% is most"),
    ],
)
def test_a_share_that_is_not_what_it_says_is_found(changed, told):
    right = proportion("x", 77, 94, words=WORDS, profile=Profile()).value().as_dict()
    right |= {"low": 77, "high": 87}
    assert _share_fault(right, THE_WORDS, 1) == ""
    assert _share_fault(right | changed, THE_WORDS, 1) == told


def test_a_name_that_nothing_recorded_has_is_told_with_its_line_and_the_nearest_one(project):
    check = SenseCheck(name="a-check", says="It holds.", severity="fail", kind="range", value="records.raed", least=1)
    document, _ = parse("checks:\n  - name: a-check\n    value: records.raed\n", "parameters/sense-checks/x.yaml")
    definitions = DEFINITIONS
    programme = definitions.programme(PROGRAMME).model_copy(update={"areas": ("fife",)})
    for stage in programme.stages:
        place = "national" if stage.scope == "national" else "fife"
        of(project, place, stage.id, **({"records__read": 94} if stage.id == "04_record_reading" else {}))
    ground = Ground(project, definitions, programme)
    declared = Declared(check, document, 0, "workbench", False, False)
    (outcome,) = outcomes_on(ground, [declared])
    assert outcome.state == "fail"
    assert "parameters/sense-checks/x.yaml, line 3" in outcome.says
    assert "no recorded value is called 'records.raed'. Did you mean records.read?" in outcome.says
    # A check of every programme names what some do not have.
    assert outcomes_on(ground, [replace(declared, general=True)]) == ()
