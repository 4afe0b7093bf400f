"""What a reader of the whole release can work out: known counts, relations between them, and what they give away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.protection import Demand, Relation, Requirement
    from workbench.release.examples import Breakdown

# How much a cell is protected, weakest first; a cell that several outputs show has the strongest of its roles.
ROLES = ("open", "implied", "protecting", "hidden", "unsafe")


@dataclass(frozen=True)
class Count:
    """One count of people, as all outputs together tell it.

    Parameters
    ----------
    id
        The same for the same count in every output.
    what
        The count in words, for a message.
    table
        Evidence table, which decides the profile.
    low, high
        What the outputs say; one number where it is published, ``high`` None where nothing limits it.
    role
        ``unsafe``: hidden because it is small. ``protecting``: hidden to protect another. ``hidden``: hidden, it is not
        said why. ``implied``: never mentioned, but counted by what is. ``open``: not a count of people to protect.
    seen
        The outputs that mention it.
    """

    id: str
    what: str
    table: str
    low: int = 0
    high: int | None = None
    role: str = "implied"
    seen: tuple[str, ...] = ()

    @property
    def published(self) -> bool:
        """Whether the outputs give the number."""
        return self.low == self.high


@dataclass(frozen=True, order=True)
class Breach:
    """One count that a reader can work out too nearly.

    Examples
    --------
    >>> print(Breach("Fife: staff", "the published numbers leave only 3", "counts from 1 to 4 are held back", ("a",)))
    Fife: staff: the published numbers leave only 3, but counts from 1 to 4 are held back. Seen in a.
    """

    what: str
    finding: str
    rule: str
    seen: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f" Seen in {', '.join(self.seen[:4])}{' and elsewhere' if len(self.seen) > 4 else ''}."
        return f"{self.what}: {self.finding}, but {self.rule}.{where if self.seen else ''}"


@dataclass
class Knowledge:
    """Everything the outputs tell, gathered count by count.

    ``breakdowns`` and ``splits`` (the two parts of a count) say nothing more; they help to find examples.
    """

    counts: dict[str, Count] = field(default_factory=dict)
    relations: dict[tuple, Relation] = field(default_factory=dict)
    conflicts: list[Breach] = field(default_factory=list)
    breakdowns: list[Breakdown] = field(default_factory=list)
    splits: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def learn(self, count: Count) -> str:
        """Add what one output tells about a count; return its id."""
        held = self.counts.get(count.id)
        if held is None:
            self.counts[count.id] = count
            return count.id
        low = max(held.low, count.low)
        high = min((end for end in (held.high, count.high) if end is not None), default=None)
        seen = tuple(dict.fromkeys((*held.seen, *count.seen)))
        if high is not None and high < low:
            finding = f"two outputs give different numbers, {held.low} and {count.low}"
            self.conflicts.append(Breach(held.what, finding, "a count has one value in a release", seen))
            return count.id
        role = max(held.role, count.role, key=ROLES.index)
        self.counts[count.id] = replace(held, low=low, high=high, role=role, seen=seen)
        return count.id

    def relate(self, *relations: Relation) -> None:
        """Add relations between counts; one that is there already is not added again."""
        for relation in relations:
            self.relations[tuple(sorted(relation.terms.items())), relation.low, relation.high] = relation

    def parts(self) -> list[Knowledge]:
        """Return the counts that relations tie together, each part by itself."""
        root = {name: name for name in self.counts}

        def top(name: str) -> str:
            while root[name] != name:
                root[name] = root[root[name]]
                name = root[name]
            return name

        for relation in self.relations.values():
            first, *others = relation.terms
            for name in others:
                root[top(name)] = top(first)
        found: dict[str, Knowledge] = {}
        for name, count in self.counts.items():
            found.setdefault(top(name), Knowledge()).counts[name] = count
        for key, relation in self.relations.items():
            found[top(next(iter(relation.terms)))].relations[key] = relation
        return list(found.values())


def breaches(knowledge: Knowledge, demand_of: Callable[[str], Demand]) -> list[Breach]:
    """Attack every count, and return those that can be worked out more nearly than the profile allows.

    Parameters
    ----------
    knowledge
        What the outputs tell.
    demand_of
        The demand for an evidence table.
    """
    from workbench.release.examples import examples

    found = list(knowledge.conflicts)
    possible = list(examples(knowledge, knowledge.breakdowns))
    for part in knowledge.parts():
        found += _attacked(part, demand_of, possible)
    return sorted(set(found))


def _attacked(
    part: Knowledge, demand_of: Callable[[str], Demand], possible: Sequence[Mapping[str, int]]
) -> Iterable[Breach]:
    from helpers.protection import ContradictionError, Puzzle, Range, withstand

    targets = [count for count in part.counts.values() if count.role not in ("open", "protecting")]
    puzzle = Puzzle(
        {count.id: Range(count.low, count.high) for count in part.counts.values()}, list(part.relations.values())
    )
    try:
        tests = {count.id: _test(count, demand_of(count.table)) for count in targets}
        intervals = withstand(puzzle, tests, examples=possible)
    except ContradictionError:
        about = next(iter(part.counts.values()))
        yield Breach(
            about.what,
            f"no counts fit everything that is published about this and {len(part.counts) - 1} counts tied to it",
            "the numbers of a release must agree",
            about.seen,
        )
        return
    except ArithmeticError as error:
        about = next(iter(part.counts.values()))
        yield Breach(about.what, str(error), "what is not shown to be safe is not released", about.seen)
        return
    for count in targets:
        interval = intervals.get(count.id)
        if interval is None or (interval.low == interval.high and not demand_of(count.table).unsafe(interval.low)):
            continue
        said = f"{count.low} is published" if count.published else f"the published numbers leave only {interval}"
        yield Breach(count.what, said, _rule(demand_of(count.table)), count.seen)


def _test(count: Count, demand: Demand) -> Requirement:
    """Return what the interval has to be like; a count known not to be small need not be protected."""
    from helpers.protection import Requirement

    if count.role == "unsafe":
        return Requirement(demand.reach, demand.width, 0 if demand.nobody_possible else None)
    return Requirement(demand.reach)


def _rule(demand: Demand) -> str:
    first = 0 if demand.suppress_zero else 1
    return (
        f"counts from {first} to {demand.threshold} are protected and must look possible above {demand.threshold} and "
        f"over {demand.width + 1} numbers"
    )
