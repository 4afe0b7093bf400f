"""A programme that an area takes part in: its edition, what comes next, and evaluations that are never mixed."""

import pytest

from tests.whole.involved import of
from workbench.definitions import MixedEditions
from workbench.errors import WorkbenchError
from workbench.whole.involvement import pooled_evaluations


def test_each_programme_stands_under_its_own_edition(orkney):
    now, before = of(orkney, "compulsory-supervision-orders"), of(orkney, "children-2012-17")
    assert "November 2022 edition" in now.edition
    assert now.edition.endswith("on the six-point scale")
    assert before.edition != now.edition


def test_evaluations_of_two_editions_are_never_one_list(orkney, definitions):
    now, before = of(orkney, "compulsory-supervision-orders"), of(orkney, "children-2012-17")
    assert len(pooled_evaluations(definitions, [now])) == len(now.evaluations) == 3
    with pytest.raises(MixedEditions, match="never put together"):
        pooled_evaluations(definitions, [now, before])
    with pytest.raises(WorkbenchError, match="No programme was named"):
        pooled_evaluations(definitions, [])


def test_what_comes_next_is_the_next_step_of_the_timetable(orkney):
    assert (
        of(orkney, "compulsory-supervision-orders").next == "Quality and consistency panel (expected by 15 May 2026)."
    )


def test_a_suspended_programme_says_what_resumed_it(orkney):
    said = of(orkney, "children-care-and-protection").next
    assert said.startswith("Suspended in 2020")
    assert said.endswith("Resumed as: Children at risk of harm.")
