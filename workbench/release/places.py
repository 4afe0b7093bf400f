"""The counts of one area, or of the whole programme, put together from what its outputs say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.release.knowledge import Breach, Count, Counts, Knowledge
from workbench.release.recorded_cells import reason_of

if TYPE_CHECKING:
    from workbench.release.disclosure_rules import Rules

# What the share of grades is called, behind the item that was graded.
BETTER = ": good or better"
WORDS = {
    "yes": "those counted", "rest": "those not counted", "base": "all who answered", "out": "those without an answer",
    "all": "everybody",
}  # fmt: skip


@dataclass
class Place:
    """The counts of one area, or of the whole programme, as its results tell them.

    Parameters
    ----------
    name
        Area slug, or ``national``.
    rules
        Profiles, and which counts are of people.
    knowledge
        Where everything read is added.
    direct
        What is wrong with what is published as it stands.
    names
        Ids of counts by the names of the recorded values.
    tied
        The keys of the shares' counts that are known and tied to each other, by evidence table, label and group.
    """

    name: str
    rules: Rules
    knowledge: Knowledge
    direct: list[Breach] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    tied: dict[tuple[str, str, str], tuple[str, str, str]] = field(default_factory=dict)

    def share(
        self, table: str, label: str, numbers: tuple[int, int] | None, role: str, seen: str, *, group: str = ""
    ) -> None:
        """Add a share: how many of how many, and how many not."""
        yes, rest, base = self.triple(table, label, group)
        if numbers is None:
            for part in ("yes", "rest"):
                self.count(table, f"{label}|{part}{group}", f"“{label}”, {WORDS[part]}", None, role, seen)
            return
        count, whole = numbers
        self.count(table, yes, f"“{label}”, {WORDS['yes']}", count, "implied", seen)
        self.count(table, base, f"“{label}”, {WORDS['base']}", whole, "implied", seen)
        self.count(table, rest, f"“{label}”, {WORDS['rest']}", None, "implied", seen)
        for finding, rule in self.rules.of(table).unfit_share(count, whole):
            self.direct.append(Breach(f"{self.name}: “{label}”", finding, rule, (seen,)))

    def triple(self, table: str, label: str, group: str = "") -> tuple[str, str, str]:
        """Return the keys of a share's counts, tied to each other and to everybody who answered."""
        if (table, label, group) in self.tied:
            return self.tied[table, label, group]
        from helpers.protection import total_of

        yes, rest, base = (f"{label}|{part}{group}" for part in ("yes", "rest", "base"))
        out, whole = f"{label}|out{group}", f"size{group}" if group else "all"
        words = {yes: "yes", rest: "rest", base: "base", out: "out", whole: "all"}
        for key, word in words.items():
            role = "open" if key in (out, base, whole) else "implied"
            self.count(table, key, f"“{label}”{group.replace('|', ', ')}, {WORDS[word]}", None, role, "")
        ids = {key: self.id(table, key) for key in words}
        self.knowledge.relate(total_of([ids[yes], ids[rest]], ids[base]), total_of([ids[base], ids[out]], ids[whole]))
        self.tied[table, label, group] = yes, rest, base
        return yes, rest, base

    def count(self, table: str, key: str, what: str, number: int | None, role: str, seen: str) -> str:
        """Add one count, published where ``number`` is given; then its role is that of a count that is not hidden."""
        low, high = (0, None) if number is None else self.rules.of(table).before_rounding(number)
        role = "implied" if number is not None and role != "open" else role
        where = (seen,) if seen else ()
        return self.knowledge.learn(Count(self.id(table, key), f"{self.name}: {what}", table, low, high, role, where))

    def id(self, table: str, key: str) -> str:
        """Return the id of a count: the same wherever the outputs of the place mention it."""
        return f"{self.name}|{table}|{key}"

    def counts(self, table: str, label: str, group: str) -> Counts:
        """Return the ids of a share's counts, for examples."""
        parts = [self.id(table, f"{label}|{part}{group}") for part in ("yes", "rest", "base", "out")]
        return Counts(*parts, size=self.id(table, f"size{group}" if group else "all"))

    def percent(self, table: str, count: str, base: str, percent: int) -> None:
        """Tie two counts by the whole per cent that is published of them."""
        from helpers.protection import percent_of

        self.knowledge.relate(*percent_of(self.id(table, count), self.id(table, base), int(percent)))

    def one_reason(self, rows: Iterable[Sequence[Any]], seen: str) -> None:
        """Note where different reasons of hidden numbers tell them apart."""
        # What the source itself withholds tells nothing of the other numbers.
        reasons = {reason_of(cell) for row in rows for cell in row if reason_of(cell) and cell.get("role") != "source"}
        if len(reasons) > 1:
            finding = "different reasons are given for hidden numbers, which tells them apart"
            self.direct.append(Breach(seen, finding, "all hidden numbers of a table give one reason"))
