"""Groups of respondents: whoever did not say is a group of their own, and what is small takes another with it."""

import pandas as pd
import pytest

from helpers.disclosure import Profile
from helpers.instruments import Column, Option
from helpers.proportion_words import Words
from helpers.surveys.answers import protected_answers
from helpers.surveys.groups import group_cells, groups_of
from helpers.tables import Suppressed

SERVICE = Column("service", "Service", "choice", (Option("health", "Health", ""), Option("police", "Police", "")))
ASKED = Column("safe", "Safe", "scale", (Option("yes", "Yes", "positive"), Option("no", "No", "negative")))


@pytest.fixture
def groups():
    """Return 30 who work for health, 20 for the police, and 12 who did not say."""
    return groups_of(pd.Series(["health"] * 30 + ["police"] * 20 + [None] * 12), SERVICE, Profile())


def cells_of(groups, given):
    """Return the cells of one question's answers."""
    answer = protected_answers(ASKED, given, Words("none", ()), Profile(), "survey")
    return group_cells(answer, given, groups, Profile())


def test_who_did_not_say_is_a_group_of_its_own(groups):
    assert groups.names == ("health", "police", "")
    assert groups.heads == ["Health (30)", "Police (20)", "Not stated (12)"]


def test_shares_stand_in_the_order_of_the_groups(groups):
    given = ["yes"] * 15 + ["no"] * 15 + ["yes"] * 10 + ["no"] * 10 + ["yes"] * 6 + ["no"] * 6
    assert cells_of(groups, given) == (50, 50, 50, 50)


def test_a_share_of_very_few_takes_another_group_with_it(groups):
    given = ["yes"] * 28 + ["no"] * 2 + ["yes"] * 10 + ["no"] * 10 + ["yes"] * 6 + ["no"] * 6
    everybody, *cells = cells_of(groups, given)
    assert everybody == 71
    assert isinstance(cells[0], Suppressed)
    assert sum(isinstance(cell, Suppressed) for cell in cells) == 2


def test_a_question_that_is_not_shown_is_shown_of_no_group(groups):
    assert all(isinstance(cell, Suppressed) for cell in cells_of(groups, ["yes"] * 61 + ["no"]))
