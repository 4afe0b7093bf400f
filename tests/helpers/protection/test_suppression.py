import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.errors import HelperError
from helpers.protection import (
    Cell,
    Demand,
    Margins,
    Model,
    Puzzle,
    Range,
    Relation,
    attack,
    linked,
    percent_of,
    protect,
    total_of,
    two_way,
)

DEMAND = Demand(4)
SMALL_COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 7, 9, 12, 20, 45])


def known(model, hidden):
    """The puzzle a reader has when these cells are hidden."""
    return Puzzle({c.id: Range() if c.id in hidden else Range(c.value, c.value) for c in model.cells}, model.relations)


def safe(model, hidden, demand=DEMAND):
    unsafe = [cell.id for cell in model.cells if cell.unsafe]
    intervals = attack(known(model, hidden), unsafe)
    return all(i.high is None or demand.met(i.low, i.high) for i in intervals.values())


def cost(model, hidden):
    return sum(cell.cost for cell in model.cells if cell.id in hidden and not cell.unsafe)


def test_nothing_unsafe_hides_nothing_and_loads_no_solver(monkeypatch):
    import scipy.optimize

    monkeypatch.setattr(scipy.optimize, "milp", None)
    assert not protect(two_way([[20, 30], [5, 0]], DEMAND, Margins()), DEMAND).hidden


def test_bridge_between_two_blocks_is_seen():
    # Every line hides two cells or more, and yet the cell in the middle is the only link between two blocks.
    table = [[9, 9, 2, 50], [8, 8, 50, 50], [50, 50, 8, 9], [50, 50, 7, 9]]
    model = two_way(table, DEMAND, Margins())
    plain = {"r0c0", "r0c1", "r0c2", "r1c0", "r1c1", "r2c2", "r2c3", "r3c2", "r3c3"}
    assert str(attack(known(model, plain), ["r0c2"])["r0c2"]) == "2"
    assert safe(model, protect(model, DEMAND).hidden)


def test_a_zero_opposite_does_not_protect():
    model = two_way([[2, 7], [6, 0]], DEMAND, Margins())
    hidden = protect(model, DEMAND).hidden
    assert safe(model, hidden)


def test_fixed_cells_stay_and_what_cannot_be_protected_is_said():
    cells = (Cell("a", 3, unsafe=True), Cell("b", 30, fixed=True), Cell("all", 33, fixed=True))
    protection = protect(Model(cells, (total_of(["a", "b"], "all"),)), DEMAND)
    assert protection.exposed == {"a"}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.lists(SMALL_COUNTS, min_size=3, max_size=3), min_size=2, max_size=3))
def test_two_way_tables_are_safe_and_nothing_cheaper_is(table):
    model = two_way(table, DEMAND, Margins())
    protection = protect(model, DEMAND)
    assert protection.proven
    assert not protection.exposed
    assert safe(model, protection.hidden)
    # Showing any one or two of the cells hidden beside the unsafe ones gives something away.
    for number in (1, 2):
        for shown in itertools.combinations(sorted(protection.secondary), number):
            assert not safe(model, protection.hidden - set(shown))


@pytest.mark.parametrize("seed", range(4))
def test_the_choice_is_the_cheapest_of_all(seed):
    rng = np.random.default_rng(seed)
    model = two_way(rng.poisson(7, size=(3, 3)).tolist(), DEMAND, Margins(total=False))
    protection = protect(model, DEMAND)
    if not protection.secondary:
        return
    free = [cell for cell in model.cells if not cell.unsafe]
    best = cost(model, protection.hidden)
    # Every cheaper choice of cells, tried one after the other.
    for number in range(len(protection.secondary)):
        for extra in itertools.combinations(free, number):
            hidden = protection.primary | {cell.id for cell in extra}
            if cost(model, hidden) < best - 1e-9:
                assert not safe(model, hidden)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(SMALL_COUNTS, SMALL_COUNTS), min_size=2, max_size=4),
    st.integers(0, 10),
)
def test_two_breakdowns_of_one_question_protect_each_other(rows, shift):
    yes, no = (sum(row[i] for row in rows) for i in (0, 1))
    other = [(max(yes - shift, 0), min(no, shift)), (min(yes, shift), max(no - shift, 0))]
    names = {"c0": "yes", "c1": "no", "all": "all"}

    def table(numbers, prefix):
        model = two_way(numbers, DEMAND, Margins())
        cells = tuple(Cell(names.get(c.id, prefix + c.id), c.value, c.unsafe, c.fixed, c.cost) for c in model.cells)
        relations = tuple(
            Relation({names.get(k, prefix + k): w for k, w in r.terms.items()}, r.low, r.high) for r in model.relations
        )
        return Model(cells, relations)

    model = linked(table(rows, "service "), table(other, "role "))
    assert safe(model, protect(model, DEMAND).hidden)


def test_a_published_percentage_is_taken_into_account():
    # 23 of 25 is published as 92 %, and with it that two are left: hiding "no" alone is not enough.
    cells = (Cell("yes", 23), Cell("no", 2, unsafe=True), Cell("all", 25, fixed=True))
    relations = (total_of(["yes", "no"], "all"),)
    assert protect(Model(cells, relations), DEMAND).secondary == {"yes"}
    with_percent = Model(cells, (*relations, *percent_of("yes", "all", 92)))
    assert protect(with_percent, DEMAND).exposed == {"no"}


def test_a_spent_budget_hides_more_and_stays_safe():
    table = [[3, 20, 15], [12, 2, 30], [25, 18, 1], [9, 40, 11]]
    model = two_way(table, DEMAND, Margins())
    protection = protect(model, DEMAND, rounds=0)
    assert not protection.proven
    assert safe(model, protection.hidden)


def test_the_same_table_gives_the_same_answer():
    model = two_way([[3, 20, 15], [12, 2, 30], [25, 18, 1]], DEMAND, Margins())
    assert protect(model, DEMAND) == protect(model, DEMAND)


def test_nobody_possible_hides_more():
    model = two_way([[12, 0], [3, 20]], DEMAND, Margins())
    strict = Demand(4, nobody_possible=True)
    hidden = protect(model, strict).hidden
    assert attack(known(model, hidden), ["r1c0"])["r1c0"].low == 0


@pytest.mark.parametrize(
    ("cells", "relations", "message"),
    [
        ((Cell("a", 3), Cell("a", 3)), (), "given twice"),
        ((Cell("a", -1),), (), "outside its limits"),
        ((Cell("a", 3, unsafe=True, fixed=True),), (), "cannot be unsafe and stay published"),
        ((Cell("a", 3),), (total_of(["a", "b"], "a"),), "'b'"),
        ((Cell("a", 3), Cell("b", 4)), (total_of(["a"], "b"),), "does not hold"),
    ],
)
def test_impossible_models_are_refused(cells, relations, message):
    with pytest.raises(HelperError, match=message):
        Model(cells, relations)
