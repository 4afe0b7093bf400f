from types import SimpleNamespace

import pytest

from tests.plan.test_units import PROGRAMME
from workbench.errors import UnknownName, WorkbenchError
from workbench.plan.selection import Selection, select_units
from workbench.plan.units import programme_units

UNITS = programme_units(PROGRAMME, ["fife", "moray", "orkney-islands"])


def test_nothing_chosen_is_everything():
    assert select_units(Selection(), UNITS, PROGRAMME) == tuple(UNITS)
    assert Selection().everything
    assert not Selection(failed=True).everything


def test_area_and_stage_narrow_down():
    assert select_units(Selection(areas=("moray",), stages=("b",)), UNITS, PROGRAMME) == ("moray/b",)
    assert select_units(Selection(stages=("total",)), UNITS, PROGRAMME) == ("national/total",)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(areas=("orkny",)), "Did you mean orkney-islands?"),
        (Selection(stages=("totl",)), "Did you mean total?"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_nearest(selection, expected):
    with pytest.raises(UnknownName, match=expected.replace("?", r"\?")):
        select_units(selection, UNITS, PROGRAMME)


def test_a_national_stage_of_one_area_is_refused():
    with pytest.raises(WorkbenchError, match="Leave out --area"):
        select_units(Selection(areas=("fife",), stages=("total",)), UNITS, PROGRAMME)


def test_what_failed_comes_with_what_builds_on_it():
    chosen = select_units(Selection(failed=True), UNITS, PROGRAMME, failed=["moray/a", "gone/a"])
    assert chosen == ("moray/a", "moray/b", "national/total")


def test_nothing_failed_is_nothing_chosen():
    assert select_units(Selection(failed=True), UNITS, SimpleNamespace(**vars(PROGRAMME))) == ()
