"""The attack on small puzzles, compared with every answer there is."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.protection import ContradictionError, Puzzle, Range, Relation, Requirement, attack, withstand
from helpers.protection.narrowing import narrow_all
from helpers.protection.trial import tried

NAMES = "abcd"
MOST = 6


@st.composite
def puzzles(draw):
    """Return limits and relations of four counts; now and then no counts fit."""
    ranges = {}
    for name in NAMES:
        low = draw(st.integers(0, MOST))
        ranges[name] = Range(low, draw(st.integers(low, MOST)))
    relations = []
    for _ in range(draw(st.integers(1, 4))):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
        terms = {name: draw(st.sampled_from((1, 1, -1, 2, -3, 20, -13))) for name in names}
        low = draw(st.none() | st.integers(-20, 20))
        high = draw(st.none() | st.integers(low if low is not None else -20, 25))
        relations.append(Relation(terms, low, high))
    return Puzzle(ranges, relations)


def fits(relation, counts):
    total = sum(weight * counts[name] for name, weight in relation.terms.items())
    return (relation.low is None or total >= relation.low) and (relation.high is None or total <= relation.high)


def answers_to(puzzle):
    """Return every answer."""
    each = [range(puzzle.ranges[name].low, puzzle.ranges[name].high + 1) for name in NAMES]
    every = (dict(zip(NAMES, numbers, strict=True)) for numbers in product(*each))
    return [counts for counts in every if all(fits(relation, counts) for relation in puzzle.relations)]


@settings(max_examples=60, deadline=None)
@given(puzzles(), st.integers(0, 5), st.integers(0, 5), st.sampled_from([None, 0]), st.booleans())
def test_the_attack_finds_just_what_every_answer_together_leaves(puzzle, reach, width, lowest, known):
    answers = answers_to(puzzle)
    requirement = Requirement(reach, width, lowest)
    if not answers:
        with pytest.raises(ContradictionError):
            attack(puzzle, NAMES)
        return
    ends = {name: (min(a[name] for a in answers), max(a[name] for a in answers)) for name in NAMES}
    assert {name: (each.low, each.high) for name, each in attack(puzzle, NAMES).items()} == ends
    failing = {name: pair for name, pair in ends.items() if not requirement.passed(*pair)}
    examples = [*answers[:2], dict.fromkeys(NAMES, MOST)] if known else []
    found = withstand(puzzle, dict.fromkeys(NAMES, requirement), examples=examples)
    assert {name: (each.low, each.high) for name, each in found.items()} == failing


@settings(max_examples=60, deadline=None)
@given(puzzles(), st.permutations(range(4)), st.integers(0, MOST))
def test_narrowing_and_trying_lose_no_answer(puzzle, order, aim):
    answers = [list(counts.values()) for counts in answers_to(puzzle)]
    low, high = ([getattr(puzzle.ranges[name], end) for name in NAMES] for end in ("low", "high"))
    rows = [
        (tuple((NAMES.index(name), weight) for name, weight in relation.terms.items()), relation.low, relation.high)
        for relation in puzzle.relations
    ]
    around = {place: [n for n, row in enumerate(rows) if place in dict(row[0])] for place in range(4)}
    try:
        narrow_all(rows, around, low, high, range(len(rows)))
    except ContradictionError:
        assert not answers
        return
    for counts in answers:
        assert all(start <= count <= end for start, count, end in zip(low, counts, high, strict=True))
    found = tried(rows, around, low, high, [(place, aim) for place in order[:2]], low)
    # Trying may find nothing; what it leads to is no more than a proposal, within the limits.
    assert found is None or all(start <= count <= end for start, count, end in zip(low, found, high, strict=True))
