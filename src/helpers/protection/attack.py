"""The attacker: the smallest and largest possible count of each cell, given everything that is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from helpers.protection.bounds import Bounds
from helpers.protection.component import Component
from helpers.protection.model import Relation
from helpers.protection.puzzle import FAR, Interval, Puzzle, Requirement


def attack(puzzle: Puzzle, targets: Iterable[str]) -> dict[str, Interval]:
    """Return the exact interval of every target.

    Limits are first passed along the relations. What they do not settle is solved as integer programmes, one for each
    end, over the cells that hang together; solutions found on the way spare others.

    Parameters
    ----------
    puzzle
        Everything published: what is known of each cell, and the relations between them.
    targets
        Ids of the cells asked about.

    Raises
    ------
    ContradictionError
        When no counts fit all that is published.

    Examples
    --------
    >>> from helpers.protection.model import total_of
    >>> from helpers.protection.puzzle import Range
    >>> puzzle = Puzzle({"a": Range(), "b": Range(), "all": Range(4, 4)}, (total_of(["a", "b"], "all"),))
    >>> attack(puzzle, ["a"])
    {'a': Interval(low=0, high=4)}
    """
    bounds = Bounds(puzzle)
    bounds.settle()
    found: dict[str, Interval] = {}
    for part in _parts(puzzle, bounds, list(targets)):
        found |= bounds.interval(part) if isinstance(part, str) else part.solve()
    return found


def withstand(
    puzzle: Puzzle,
    requirements: Mapping[str, Requirement],
    *,
    examples: Sequence[Mapping[str, int]] = (),
) -> dict[str, Interval]:
    """Return the exact intervals of the targets that fail their test, and of none else.

    It finds what :func:`attack` finds with far less work: two possible answers that are far enough apart show that a
    count is safe, and one solution shows it of many counts at once.

    Parameters
    ----------
    puzzle
        Everything published.
    requirements
        What is demanded of each target.
    examples
        Counts that may fit all that is published; those that do spare work, the others are left aside.

    Raises
    ------
    ContradictionError
        As :func:`attack` does.

    Examples
    --------
    >>> from helpers.protection.model import total_of
    >>> from helpers.protection.puzzle import Range
    >>> puzzle = Puzzle({"a": Range(), "b": Range(), "all": Range(4, 4)}, (total_of(["a", "b"], "all"),))
    >>> withstand(puzzle, {"a": Requirement(5), "b": Requirement(4)})
    {'a': Interval(low=0, high=4)}
    """
    bounds = Bounds(puzzle)
    bounds.settle()
    found: dict[str, Interval] = {}
    for part in _parts(puzzle, bounds, list(requirements)):
        if not isinstance(part, str):
            part.learn(examples)
            found |= part.failing(requirements)
            continue
        interval = bounds.interval(part)[part]
        if not requirements[part].passed(interval.low, FAR if interval.high is None else interval.high):
            found[part] = interval
    return found


def _parts(puzzle: Puzzle, bounds: Bounds, targets: list[str]) -> list[str | Component]:
    """Return settled targets by name, and the others grouped with the cells they hang together with."""
    open_ = {name for name in puzzle.ranges if bounds.low[name] != bounds.high[name]}
    root = {name: name for name in open_}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for relation in puzzle.relations:
        free = [name for name in relation.terms if name in open_]
        for name in free[1:]:
            root[top(name)] = top(free[0])
    relations: dict[str, list[Relation]] = defaultdict(list)
    for relation in puzzle.relations:
        free = [name for name in relation.terms if name in open_]
        if free:
            relations[top(free[0])].append(relation)
    # The limits of cells in one relation with plain signs are exact: each can be reached, whatever the others are.
    plain = {root for root, found in relations.items() if len(found) == 1 and set(found[0].terms.values()) <= {1, -1}}
    wanted: dict[str, list[str]] = defaultdict(list)
    parts: list[str | Component] = []
    for name in targets:
        root_ = top(name) if name in open_ else ""
        if not root_ or not relations[root_] or root_ in plain:
            parts.append(name)
        else:
            wanted[top(name)].append(name)
    members: dict[str, list[str]] = defaultdict(list)
    for name in puzzle.ranges:
        if name in open_ and top(name) in wanted:
            members[top(name)].append(name)
    parts += [Component(bounds, members[key], relations[key], names) for key, names in wanted.items()]
    return parts
