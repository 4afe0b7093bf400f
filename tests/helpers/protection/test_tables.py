import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.disclosure import Profile
from helpers.protection import (
    Cell,
    Margins,
    Model,
    Puzzle,
    Range,
    attack,
    demand_of,
    linked,
    protect_breakdowns,
    protect_one_way,
    protect_two_way,
    total_of,
)
from helpers.tables import Suppressed

COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 33])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(COUNTS, min_size=1, max_size=7), st.sampled_from([Profile(), Profile("strict", threshold=9)]))
def test_one_way_lists_leave_wide_intervals(counts, profile):
    shown = protect_one_way(counts, True, profile)
    demand, total = demand_of(profile), sum(counts)
    if demand.unsafe(total):
        assert all(isinstance(cell, Suppressed) for cell in shown)
        return
    ranges = {str(i): Range() if isinstance(c, Suppressed) else Range(c, c) for i, c in enumerate(shown)}
    puzzle = Puzzle(ranges | {"all": Range(total, total)}, (total_of(list(ranges), "all"),))
    for name, interval in attack(puzzle, [str(i) for i, n in enumerate(counts) if demand.unsafe(n)]).items():
        assert demand.met(interval.low, interval.high), (name, interval)
    assert all(cell == n for cell, n in zip(shown, counts, strict=True) if not isinstance(cell, Suppressed))


def test_no_total_means_no_secondary_suppression():
    assert [isinstance(cell, Suppressed) for cell in protect_one_way([60, 30, 3], False, Profile())] == [0, 0, 1]


def test_all_hidden_numbers_give_one_reason():
    table = protect_two_way([[20, 3], [15, 12], [30, 40]], Margins(), Profile())
    hidden = {cell.reason for row in table.cells for cell in row if isinstance(cell, Suppressed)}
    assert len(hidden) == 1


def test_small_totals_are_hidden_and_protected():
    table = protect_two_way([[20, 30], [1, 2]], Margins(), Profile())
    assert isinstance(table.rows[1], Suppressed)
    assert isinstance(table.rows[0], Suppressed)
    assert table.total == 53


def test_margins_that_are_not_published_hide_less():
    rows = [[20, 3], [15, 12], [30, 40]]
    alone = protect_two_way(rows, Margins(False, False, False), Profile())
    assert [[isinstance(c, Suppressed) for c in row] for row in alone.cells] == [[0, 1], [0, 0], [0, 0]]
    assert alone.rows == () and alone.total is None
    only_rows = protect_two_way(rows, Margins(True, False, False), Profile())
    assert sum(isinstance(c, Suppressed) for row in only_rows.cells for c in row) == 2


def test_rounded_counts_are_shown_rounded():
    assert protect_two_way([[21, 33]], Margins(), Profile(rounding=5)).cells == ((20, 35),)


def test_linked_tables_must_agree():
    one = Model((Cell("a", 3), Cell("all", 3)), (total_of(["a"], "all"),))
    with pytest.raises(ValueError, match="'a' is 3 in one table and 4"):
        linked(one, Model((Cell("a", 4),)))


def test_importing_costs_no_solver():
    code = (
        "import sys; from helpers.protection import protect_two_way, Margins\n"
        "from helpers.disclosure import Profile\n"
        "protect_two_way([[20, 30], [40, 50]], Margins(), Profile())\n"
        "assert not {'scipy', 'pandas'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_all_of_a_small_group_is_protected_though_it_is_no_small_number():
    # All 8 who gave no group agreed. Their percentage is withheld; the other groups' must not give it away.
    answers = [[52, 8], [90, 9], [79, 14], [8, 0]]
    plain = protect_two_way(answers, Margins(), Profile())
    assert not plain.protection.hidden
    table = protect_two_way(answers, Margins(), Profile(), withheld=frozenset({"r3c0", "r3c1"}))
    assert isinstance(table.cells[3][1], Suppressed)
    assert any(isinstance(row[1], Suppressed) for row in table.cells[:3])
    assert not table.protection.exposed


def test_breakdowns_of_one_question_share_their_totals():
    by_service = [[20, 3], [15, 12], [30, 40]]
    by_role = [[2, 30], [63, 25]]
    one, two = protect_breakdowns([by_service, by_role], Profile())
    assert one.protection is two.protection
    assert not one.protection.exposed
    assert one.columns == two.columns
    assert isinstance(two.cells[0][0], Suppressed)
