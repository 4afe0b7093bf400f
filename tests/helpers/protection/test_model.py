"""Models: cells and relations that contradict each other are refused, each with what to look at."""

import pytest

from helpers.errors import HelperError
from helpers.protection import Cell, Model, linked, total_of

ALL = total_of(["a", "b"], "all")


def test_linked_tables_must_agree():
    one = Model((Cell("a", 3), Cell("all", 3)), (total_of(["a"], "all"),))
    with pytest.raises(HelperError, match="'a' is 3 in one table and 4"):
        linked(one, Model((Cell("a", 4),)))


def test_a_cell_of_two_tables_is_as_guarded_as_either_asks():
    one = Model((Cell("a", 3, unsafe=True), Cell("all", 8)), ())
    two = Model((Cell("a", 3, cost=6, high=4), Cell("all", 8, fixed=True, high=9)), ())
    both = linked(one, two)
    assert both.cells == (Cell("a", 3, unsafe=True, cost=6, high=4), Cell("all", 8, fixed=True, high=9))


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ((Cell("a", 3), Cell("a", 3)), "given twice"),
        ((Cell("a", -1),), "holds -1, which is outside its limits"),
        ((Cell("a", 3, high=2),), "holds 3, which is outside its limits"),
        ((Cell("a", 3, unsafe=True, fixed=True),), "cannot be unsafe and stay published"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(cells, message):
    with pytest.raises(HelperError, match=message):
        Model(cells)


def test_a_relation_has_to_hold_for_the_true_counts():
    with pytest.raises(HelperError, match="does not hold for the true counts: a, b, all give -1"):
        Model((Cell("a", 3), Cell("b", 4), Cell("all", 8)), (ALL,))
    with pytest.raises(HelperError, match="names the cell 'b', which is not there"):
        Model((Cell("a", 3), Cell("all", 3)), (ALL,))
