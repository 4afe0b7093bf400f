"""The attacker: the smallest and largest possible count of each cell, given everything that is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers.protection.model import Relation

# A reader's upper limit where nothing published gives one. A limit too low would raise alarms, never miss one.
FAR = 10_000
_PASSES = 50


class ContradictionError(Exception):
    """Published numbers cannot all be true."""


@dataclass(frozen=True)
class Range:
    """What is known of a count before the attack; ``high`` is None where there is no limit."""

    low: int = 0
    high: int | None = None


@dataclass(frozen=True)
class Interval:
    """Smallest and largest possible count; ``high`` is None where nothing limits it."""

    low: int
    high: int | None

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low} or more"
        return str(self.low) if self.low == self.high else f"from {self.low} to {self.high}"


@dataclass(frozen=True)
class Puzzle:
    """Everything published, as a reader sees it.

    Parameters
    ----------
    ranges
        What is known of every cell: a published count is a range of one number, a rounded one a narrow range.
    relations
        Totals, complements, percentages.

    Examples
    --------
    >>> from helpers.protection.model import total_of
    >>> puzzle = Puzzle({"a": Range(), "b": Range(7, 7), "all": Range(10, 10)}, (total_of(["a", "b"], "all"),))
    >>> str(attack(puzzle, ["a"])["a"])
    '3'
    """

    ranges: Mapping[str, Range] = field(hash=False)
    relations: Sequence[Relation] = ()


@dataclass(frozen=True)
class Requirement:
    """What the interval of a count has to be like.

    Parameters
    ----------
    reach
        The number it must reach.
    width
        Highest less lowest possible number, at least.
    lowest
        The number it must begin at or below; None for any.

    Examples
    --------
    >>> Requirement(5).passed(4, 6), Requirement(5, 5).passed(4, 6)
    (True, False)
    """

    reach: int
    width: int = 0
    lowest: int | None = None

    def passed(self, low: float, high: float) -> bool:
        """Say whether two possible counts are far enough apart; a wider pair never does worse."""
        return high >= self.reach and high - low >= self.width and (self.lowest is None or low <= self.lowest)


def attack(puzzle: Puzzle, targets: Iterable[str]) -> dict[str, Interval]:
    """Return the exact interval of every target.

    Limits are first passed along the relations. What they do not settle is solved as integer programmes, one for each
    end, over the cells that hang together; solutions found on the way spare others.

    Raises
    ------
    ContradictionError
        When no counts fit all that is published.
    """
    bounds = _Bounds(puzzle)
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
        When no counts fit all that is published.

    Examples
    --------
    >>> from helpers.protection.model import total_of
    >>> puzzle = Puzzle({"a": Range(), "b": Range(), "all": Range(4, 4)}, (total_of(["a", "b"], "all"),))
    >>> withstand(puzzle, {"a": Requirement(5), "b": Requirement(4)})
    {'a': Interval(low=0, high=4)}
    """
    bounds = _Bounds(puzzle)
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


class _Bounds:
    """Lowest and highest possible counts, narrowed relation by relation."""

    def __init__(self, puzzle: Puzzle) -> None:
        self.low = {name: known.low for name, known in puzzle.ranges.items()}
        self.high = {name: known.high for name, known in puzzle.ranges.items()}
        self.relations = puzzle.relations
        self.around: dict[str, list[int]] = defaultdict(list)
        for number, relation in enumerate(puzzle.relations):
            for name in relation.terms:
                self.around[name].append(number)

    def interval(self, name: str) -> dict[str, Interval]:
        """Return the interval of a cell that no relation narrows any further."""
        return {name: Interval(self.low[name], self.high[name])}

    def settle(self) -> None:
        """Pass limits along until nothing changes; a slow tail is left to the solver."""
        waiting = dict.fromkeys(range(len(self.relations)))
        budget = _PASSES * (len(self.relations) + 1)
        while waiting and budget:
            budget -= 1
            number = next(iter(waiting))
            del waiting[number]
            for name in self._narrow(self.relations[number]):
                waiting.update(dict.fromkeys(self.around[name]))

    def _narrow(self, relation: Relation) -> list[str]:
        changed = []
        for turn in (1, -1):
            limit = relation.high if turn == 1 else (None if relation.low is None else -relation.low)
            if limit is None:
                continue
            # turn * sum <= limit: what the other cells take at least is not left for this one.
            least: dict[str, int | None] = {}
            for name, weight in relation.terms.items():
                rate = turn * weight
                end = self.low[name] if rate > 0 else self.high[name]
                least[name] = None if end is None else rate * end
            unknown = [name for name, amount in least.items() if amount is None]
            if len(unknown) > 1:
                continue
            total = sum(amount for amount in least.values() if amount is not None)
            for name in unknown or list(least):
                rate = turn * relation.terms[name]
                left = limit - (total - (least[name] or 0))
                if rate > 0:
                    end = left // rate
                    if self.high[name] is None or end < self.high[name]:
                        self.high[name] = end
                        changed.append(name)
                else:
                    end = -(left // -rate)
                    if end > self.low[name]:
                        self.low[name] = end
                        changed.append(name)
                high = self.high[name]
                if high is not None and high < self.low[name]:
                    raise ContradictionError(f"no count fits {name!r} with {', '.join(relation.terms)}")
        return changed


def _parts(puzzle: Puzzle, bounds: _Bounds, targets: list[str]) -> list[str | _Part]:
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
    parts: list[str | _Part] = []
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
    parts += [_Part(bounds, members[key], relations[key], names) for key, names in wanted.items()]
    return parts


class _Part:
    """Cells that hang together, as an integer programme."""

    def __init__(self, bounds: _Bounds, cells: list[str], relations: list[Relation], targets: list[str]) -> None:
        import numpy as np
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        self.cells, self.targets = cells, targets
        self.place = {name: number for number, name in enumerate(cells)}
        self.rows: list[tuple[dict[int, int], int | None, int | None]] = []
        for relation in relations:
            given = sum(w * bounds.low[name] for name, w in relation.terms.items() if name not in self.place)
            self.rows.append(
                (
                    {self.place[name]: w for name, w in relation.terms.items() if name in self.place},
                    None if relation.low is None else relation.low - given,
                    None if relation.high is None else relation.high - given,
                )
            )
        limits = [bounds.high[name] for name in cells]
        far = max([FAR, *(4 * high for high in limits if high is not None)])
        self.unlimited = [high is None for high in limits]
        self.low = np.array([bounds.low[name] for name in cells], dtype=float)
        self.high = np.array([far if high is None else high for high in limits], dtype=float)
        entries = [(n, place, w) for n, (terms, _, _) in enumerate(self.rows) for place, w in terms.items()]
        rows, columns, weights = zip(*entries, strict=True)
        shape = (len(self.rows), len(cells))
        self.rules = LinearConstraint(
            csr_array((np.array(weights, dtype=float), (rows, columns)), shape=shape),
            np.array([-np.inf if least is None else least for _, least, _ in self.rows], dtype=float),
            np.array([np.inf if most is None else most for _, _, most in self.rows], dtype=float),
        )
        # Smallest and largest count of each cell in the solutions found so far.
        self.seen_low: Any = None
        self.seen_high: Any = None
        self.ends: dict[tuple[int, float], int] = {}

    def solve(self) -> dict[str, Interval]:
        """Return the interval of every target."""
        return {name: self._interval(name) for name in self.targets}

    def learn(self, examples: Sequence[Mapping[str, int]]) -> None:
        """Take over the examples that fit all that is published about these cells."""
        for example in examples:
            if not all(name in example for name in self.cells):
                continue
            solution = [example[name] for name in self.cells]
            if self._fits(solution) and (self.low <= solution).all() and (self.high >= solution).all():
                self._saw(solution)

    def failing(self, requirements: Mapping[str, Requirement]) -> dict[str, Interval]:
        """Return the intervals of the targets that fail their test."""
        for rising in (True, False):
            waiting = [name for name in self.targets if not self._passes(name, requirements)]
            while len(waiting) > 2:
                self._spread(waiting, requirements, rising)
                left = [name for name in waiting if not self._passes(name, requirements)]
                if len(left) == len(waiting):
                    break
                waiting = left
        found = {}
        for name in self.targets:
            for sign in (-1.0, 1.0):
                if not self._passes(name, requirements):
                    self._end(name, sign)
            if not self._passes(name, requirements):
                found[name] = self._interval(name)
        return found

    def _passes(self, name: str, requirements: Mapping[str, Requirement]) -> bool:
        place = self.place[name]
        return self.seen_low is not None and requirements[name].passed(self.seen_low[place], self.seen_high[place])

    def _spread(self, names: Sequence[str], requirements: Mapping[str, Requirement], rising: bool) -> None:
        """Look for one solution in which many counts are as large, or as small, as their requirements need at once.

        Each count gets a helper column that is capped at what is needed, so that nothing is gained by making one count
        larger still at the others' cost.
        """
        import numpy as np
        from scipy.optimize import LinearConstraint
        from scipy.sparse import block_array, csr_array, eye_array

        places = [self.place[name] for name in names]
        if rising:
            aims = np.array(
                [
                    max(requirements[name].reach, self.low[p] + requirements[name].width)
                    for name, p in zip(names, places, strict=True)
                ]
            )
            room, slope = np.minimum(aims, self.high[places]), 1.0
        else:
            assert self.seen_high is not None
            aims = np.array(
                [
                    min(
                        self.seen_high[p] - requirements[name].width,
                        self.high[p] if requirements[name].lowest is None else requirements[name].lowest,
                    )
                    for name, p in zip(names, places, strict=True)
                ]
            )
            room, slope = np.maximum(aims, 0), -1.0
        # rising: helper <= count and <= aim, largest sum; falling: helper >= count - aim and >= 0, smallest sum.
        pick = csr_array((np.ones(len(places)), (range(len(places)), places)), shape=(len(places), len(self.cells)))
        matrix = block_array([[self.rules.A, None], [pick, -eye_array(len(places))]], format="csr")
        limits = (
            (np.zeros(len(places)), np.full(len(places), np.inf)) if rising else (np.full(len(places), -np.inf), room)
        )
        rules = LinearConstraint(
            matrix, np.concatenate([self.rules.lb, limits[0]]), np.concatenate([self.rules.ub, limits[1]])
        )
        top = room if rising else np.full(len(places), np.inf)
        self._run(
            np.concatenate([self.low * 0.0, np.full(len(places), -slope)]),
            np.concatenate([self.low, np.zeros(len(places))]),
            np.concatenate([self.high, top]),
            rules,
        )

    def _interval(self, name: str) -> Interval:
        place = self.place[name]
        low, high = self._end(name, 1.0), self._end(name, -1.0)
        return Interval(low, None if self.unlimited[place] and high >= self.high[place] else high)

    def _end(self, name: str, sign: float) -> int:
        """Return the smallest (sign 1) or largest (sign -1) possible count."""
        place = self.place[name]
        best = self.low[place] if sign > 0 else self.high[place]
        if self.seen_low is not None and (self.seen_low if sign > 0 else self.seen_high)[place] == best:
            return int(best)
        if (place, sign) not in self.ends:
            aim = self.low * 0.0
            aim[place] = sign
            self.ends[place, sign] = self._run(aim, self.low, self.high, self.rules)[place]
        return self.ends[place, sign]

    def _run(self, aim: Any, low: Any, high: Any, rules: Any) -> list[int]:
        """Return the whole numbers that fit everything and make the aim smallest."""
        import numpy as np
        from scipy.optimize import Bounds, milp

        whole = np.arange(aim.size) < len(self.cells)
        found = milp(aim, integrality=whole, bounds=Bounds(low, high), constraints=rules, options={"mip_rel_gap": 0.0})
        if found.status == 2:
            raise ContradictionError(f"no counts fit all that is published about {', '.join(self.cells[:6])}")
        if found.x is None or found.status != 0:
            raise ArithmeticError(f"the attack on {self.cells[0]!r} could not be solved: {found.message}")
        solution = [round(number) for number in found.x[: len(self.cells)]]
        # The solver works within tolerances; a solution counts only if it is right in whole numbers.
        if not self._fits(solution):
            raise ArithmeticError(f"the attack on {self.cells[0]!r} gave a solution that is not exact")
        self._saw(solution)
        return solution

    def _fits(self, solution: Sequence[int]) -> bool:
        for terms, least, most in self.rows:
            total = sum(weight * solution[place] for place, weight in terms.items())
            if (least is not None and total < least) or (most is not None and total > most):
                return False
        return True

    def _saw(self, solution: Sequence[int]) -> None:
        import numpy as np

        numbers = np.array(solution)
        self.seen_low = numbers if self.seen_low is None else np.minimum(self.seen_low, numbers)
        self.seen_high = numbers if self.seen_high is None else np.maximum(self.seen_high, numbers)
