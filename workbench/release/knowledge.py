"""What all outputs of a release together tell about counts of people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.protection import Relation

# How much a cell is protected, weakest first; a cell that several outputs show has the strongest of its roles.
ROLES = ("open", "implied", "protecting", "hidden", "unsafe")
_STRENGTH = {role: number for number, role in enumerate(ROLES)}


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


@dataclass(frozen=True)
class Counts:
    """The ids of a share's counts: those counted, those not, who answered, who did not, and who there are."""

    yes: str
    rest: str
    base: str
    out: str
    size: str


@dataclass(frozen=True)
class Breakdown:
    """A question's answers by group; ``percents`` has None for a group that is not shown."""

    whole: Counts
    groups: tuple[Counts, ...]
    percents: tuple[int | None, ...]
    reach: int


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
        stronger = _STRENGTH[count.role] > _STRENGTH[held.role]
        nearer = count.low > held.low or (count.high is not None and (held.high is None or count.high < held.high))
        if not (stronger or nearer) and all(each in held.seen for each in count.seen):
            return count.id  # most of what an output tells is known from others
        low = max(held.low, count.low)
        high = min((end for end in (held.high, count.high) if end is not None), default=None)
        seen = tuple(dict.fromkeys((*held.seen, *count.seen)))
        if high is not None and high < low:
            finding = f"two outputs give different numbers, {held.low} and {count.low}"
            self.conflicts.append(Breach(held.what, finding, "a count has one value in a release", seen))
            return count.id
        role = count.role if stronger else held.role
        self.counts[count.id] = Count(held.id, held.what, held.table, low, high, role, seen)
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
