"""Two-way tables: everything hidden looks alike, small totals are guarded, and what nobody publishes hides less."""

import subprocess
import sys

from helpers.disclosure import Profile
from helpers.protection import Margins, protect_two_way
from helpers.tables import Suppressed


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
