import pytest

from benchmarks.pairs import Cost, Pairs, in_turns, interleave


def test_the_ratio_is_the_median_of_pairs_not_the_ratio_of_medians():
    # A machine that grew ten times as slow in the last round: each pair still says two.
    pairs = Pairs((Cost(1), Cost(1), Cost(10)), (Cost(2), Cost(2), Cost(20)))
    assert pairs.ratio == 2
    assert pairs.inverse == 0.5
    assert pairs.our_seconds == 1


def test_turns_change_who_goes_first():
    order = []
    interleave(lambda: order.append("ours"), lambda: order.append("theirs"), rounds=3)
    assert order == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]


def test_three_ways_are_measured_as_often_each():
    costs = in_turns([lambda: Cost(1), lambda: Cost(2), lambda: Cost(3)], rounds=4)
    assert costs == [(Cost(1),) * 4, (Cost(2),) * 4, (Cost(3),) * 4]


def test_processor_seconds_are_compared_only_where_both_were_measured():
    assert Pairs((Cost(1, 1.0),), (Cost(2, 4.0),)).cpu_ratio == 4
    assert Pairs((Cost(1, 1.0),), (Cost(2),)).cpu_ratio is None


def test_costs_add_up_and_scale():
    assert Cost(1, 2) + Cost(3, 4) == Cost(4, 6)
    assert Cost(2, 4).scaled(0.5) == Cost(1, 2)
    assert Cost(1).seconds == pytest.approx(1)
