import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.proportions import whole_percent
from helpers.protection import (
    ContradictionError,
    Puzzle,
    Range,
    Requirement,
    attack,
    percent_of,
    total_of,
    withstand,
)


@pytest.mark.parametrize("base", [1, 2, 7, 23, 60, 199, 200, 201])
def test_percentages_allow_just_the_counts_that_round_to_them(base):
    for percent in range(101):
        fitting = [c for c in range(base + 1) if whole_percent(c, base) == percent]
        allowed = []
        for count in range(base + 1):
            values = {"count": count, "base": base}
            sums = [
                (sum(w * values[k] for k, w in relation.terms.items()), relation)
                for relation in percent_of("count", "base", percent)
            ]
            if all((r.low is None or s >= r.low) and (r.high is None or s <= r.high) for s, r in sums):
                allowed.append(count)
        assert allowed == fitting


def test_a_percentage_and_the_size_of_a_group_pin_a_count():
    puzzle = Puzzle(
        {"yes": Range(), "no": Range(), "base": Range(10, 23)},
        (total_of(["yes", "no"], "base"), *percent_of("yes", "base", 90)),
    )
    assert str(attack(puzzle, ["no"])["no"]) == "from 1 to 2"


def test_whole_numbers_count_where_fractions_would_hide():
    # 2a + 2b = 10 and a - b is 1 or more: fractions leave a from 3 to 5 and b up to 2, and so do whole numbers; with an
    # odd difference published only one answer is left.
    from helpers.protection import Relation

    puzzle = Puzzle(
        {"a": Range(), "b": Range(), "c": Range()},
        (Relation({"a": 1, "b": 1, "c": 1}, 3, 3), Relation({"a": 2, "b": 4, "c": 6}, 8, 8)),
    )
    assert {name: str(i) for name, i in attack(puzzle, "abc").items()} == {"a": "2", "b": "1", "c": "0"}


def test_contradictions_are_said():
    puzzle = Puzzle({"a": Range(2, 2), "b": Range(2, 2), "all": Range(5, 5)}, (total_of(["a", "b"], "all"),))
    with pytest.raises(ContradictionError):
        attack(puzzle, ["a"])


def test_a_count_that_nothing_limits_has_no_highest_value():
    assert str(attack(Puzzle({"a": Range(3)}), ["a"])["a"]) == "3 or more"
    puzzle = Puzzle({"a": Range(), "b": Range(), "all": Range()}, (total_of(["a", "b"], "all"),))
    assert attack(puzzle, ["a"])["a"].high is None


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=4),
    st.sets(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=2, max_size=8),
    st.integers(1, 6),
    st.integers(0, 6),
)
def test_the_quick_way_finds_what_the_thorough_one_does(table, hidden, reach, width):
    ranges, relations = {}, []
    for i, row in enumerate(table):
        for j, number in enumerate(row):
            ranges[f"{i}{j}"] = Range() if (i, j) in hidden else Range(number, number)
        ranges[f"r{i}"] = Range(sum(row), sum(row))
        relations.append(total_of([f"{i}{j}" for j in range(3)], f"r{i}"))
    for j in range(3):
        total = sum(row[j] for row in table)
        ranges[f"c{j}"] = Range(total, total)
        relations.append(total_of([f"{i}{j}" for i in range(len(table))], f"c{j}"))
    puzzle, names = Puzzle(ranges, relations), list(ranges)
    requirement = Requirement(reach, width)
    thorough = {n: i for n, i in attack(puzzle, names).items() if not requirement.passed(i.low, i.high)}
    assert withstand(puzzle, dict.fromkeys(names, requirement)) == thorough
