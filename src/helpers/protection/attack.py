"""The attacker: the smallest and largest possible count of each cell, given everything that is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from helpers.protection.bounds import Bounds
from helpers.protection.component import Component
from helpers.protection.narrowing import Row
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
            part.learn(examples, requirements)
            found |= part.failing(requirements)
            continue
        interval = bounds.interval(part)[part]
        if not requirements[part].passed(interval.low, FAR if interval.high is None else interval.high):
            found[part] = interval
    return found


def _parts(puzzle: Puzzle, bounds: Bounds, targets: list[str]) -> list[str | Component]:
    """Return settled targets by name, and the others grouped with the cells they hang together with."""
    low, high = bounds.low, bounds.high
    root = {name: name for name in puzzle.ranges if low[name] != high[name]}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    rows: list[tuple[str, Row]] = []
    for row in bounds.rows:
        free = [name for name, _ in row[0] if name in root]
        if not free:
            continue
        rows.append((free[0], row))
        for name in free[1:]:
            root[top(name)] = top(free[0])
    held: dict[str, list[Row]] = defaultdict(list)
    for name, row in rows:
        held[top(name)].append(row)
    # The limits of cells in one relation with plain signs are exact: each can be reached, whatever the others are.
    plain = {
        name for name, found in held.items() if len(found) == 1 and all(weight in (1, -1) for _, weight in found[0][0])
    }
    wanted: dict[str, list[str]] = defaultdict(list)
    parts: list[str | Component] = []
    for name in targets:
        root_ = top(name) if name in root else ""
        if not root_ or root_ not in held or root_ in plain:
            parts.append(name)
        else:
            wanted[root_].append(name)
    members: dict[str, list[str]] = defaultdict(list)
    for name in root:
        if top(name) in wanted:
            members[top(name)].append(name)
    parts += [Component(bounds, members[key], held[key], names) for key, names in wanted.items()]
    return parts
