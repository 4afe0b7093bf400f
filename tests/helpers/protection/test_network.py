from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.protection import Cell, Demand, Margins, Model, Relation, total_of, two_way
from helpers.protection.linear import programme_of
from helpers.protection.network import network_of


def test_one_and_two_way_tables_are_networks_and_linked_ones_are_not():
    demand = Demand(4)
    for rows in (True, False):
        for columns in (True, False):
            for total in (True, False):
                assert network_of(two_way([[1, 2], [3, 4]], demand, Margins(rows, columns, total)))
    cells = tuple(Cell(name, 1) for name in "abc")
    three = Model(cells, (Relation({"a": 1, "b": -1}), Relation({"a": 1, "c": -1}), Relation({"a": 1}, 1, 1)))
    assert network_of(three) is None
    odd = Model(cells, (Relation({"a": 1, "b": -1}), Relation({"b": 1, "c": -1}), Relation({"a": 1, "c": 1}, 2, 2)))
    assert network_of(odd) is None
    assert network_of(Model(cells, (total_of(["a"], "b"), Relation({"c": 2}, 2, 2)))) is None


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=4),
    st.sets(st.integers(0, 19), min_size=1, max_size=9),
    st.integers(1, 8),
)
def test_the_network_moves_a_count_as_far_as_the_solver_does(table, picked, enough):
    model = two_way(table, Demand(4), Margins())
    network, programme = network_of(model), programme_of(model, 8)
    hidden = {place for place in picked if place < len(model.cells)} or {0}
    for cell in sorted(hidden)[:3]:
        for rising in (True, False):
            moved, cuts = network.move(hidden, cell, rising, enough)
            assert (
                moved
                == programme.move(hidden, cell, rising, enough)[0]
                == min(programme.whole(hidden, cell, rising), enough)
            )
            for weights, constant in cuts:
                # A cut holds for what is hidden now, and is too small: that is why it is one.
                assert moved <= constant + sum(w for place, w in weights.items() if place in hidden) < enough
