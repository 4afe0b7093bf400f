"""Breakdowns of the same people: what one shows gives nothing away that another hides."""

from helpers.disclosure import Profile
from helpers.protection import protect_breakdowns
from helpers.tables import Suppressed


def test_breakdowns_of_one_question_share_their_totals():
    by_service = [[20, 3], [15, 12], [30, 40]]
    by_role = [[2, 30], [63, 25]]
    one, two = protect_breakdowns([by_service, by_role], Profile())
    assert one.protection is two.protection
    assert not one.protection.exposed
    assert one.columns == two.columns
    assert isinstance(two.cells[0][0], Suppressed)
