"""Counts and relations read from recorded results: values, tables and the data of figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.release.attacker import Breach, Count, Knowledge
from workbench.release.examples import Breakdown, Counts

if TYPE_CHECKING:
    from workbench.release.disclosure_rules import Rules

# The lowest grade that the share "good or better" counts, as in helpers.records.
GOOD = 4
_BETTER = ": good or better"
_SIZE = re.compile(r"^(?P<group>.*) \((?P<size>[\d,]+)\)$")
# What a number is held back for, as the helpers record it beside the results, and what is asked of it then.
_ROLES = {"unsafe": "unsafe", "withheld": "hidden", "secondary": "protecting", "source": "hidden"}


@dataclass
class Reading:
    """The counts of one area, or of the whole programme, as its results tell them.

    Parameters
    ----------
    place
        Area slug, or ``national``.
    rules
        Profiles, and which counts are of people.
    knowledge
        Where everything read is added.
    """

    place: str
    rules: Rules
    knowledge: Knowledge
    stage: str = ""
    direct: list[Breach] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def read(self, results: Mapping[str, Any]) -> None:
        """Add the results of one stage."""
        self.stage = results["stage"]
        results = with_roles(results)
        for name, value in results["values"].items():
            if value.get("table") and (self.rules.counts_people(value["table"], name)):
                self._value(name, value)
        tables = dict(results["tables"])
        tables |= {f"figure {name}": figure["data"] for name, figure in results["figures"].items()}
        for name, table in tables.items():
            if table.get("rows") and table.get("table"):
                self._table(name, table)

    # Values

    def _value(self, name: str, value: Mapping[str, Any]) -> None:
        if value["status"] == "missing":
            return
        table, seen = value["table"], f"{self.place}/{self.stage} value {name}"
        if value["kind"] == "proportion":
            stem = value["label"].removesuffix(_BETTER)
            numbers = (value["count"], value["base"]) if value["status"] == "shown" else None
            self._share(table, stem, numbers, role_of(value), seen)
        elif value["kind"] == "count":
            number = value["value"] if value["status"] == "shown" else None
            key = self._whole(table, name) or value["label"]
            self.names[name] = self._count(table, key, value["label"], number, role_of(value), seen)

    def _whole(self, table: str, name: str) -> str:
        return "all" if name.endswith((".responses", ".read", ".cases")) and name.count(".") == 1 else ""

    def _share(
        self, table: str, label: str, numbers: tuple[int, int] | None, role: str, seen: str, *, group: str = ""
    ) -> None:
        """Add a share: how many of how many, and how many not."""
        yes, rest, base = self._triple(table, label, group)
        if numbers is None:
            for part in ("yes", "rest"):
                self._count(table, f"{label}|{part}{group}", f"“{label}”, {_WORDS[part]}", None, role, seen)
            return
        count, whole = numbers
        self._count(table, yes, f"“{label}”, {_WORDS['yes']}", count, "implied", seen)
        self._count(table, base, f"“{label}”, {_WORDS['base']}", whole, "implied", seen)
        self._count(table, rest, f"“{label}”, {_WORDS['rest']}", None, "implied", seen)
        for finding, rule in self.rules.of(table).unfit_share(count, whole):
            self.direct.append(Breach(f"{self.place}: “{label}”", finding, rule, (seen,)))

    def _triple(self, table: str, label: str, group: str = "") -> tuple[str, str, str]:
        """Return the keys of a share's counts, tied to each other and to everybody who answered."""
        from helpers.protection import total_of

        yes, rest, base = (f"{label}|{part}{group}" for part in ("yes", "rest", "base"))
        out, whole = f"{label}|out{group}", f"size{group}" if group else "all"
        words = {yes: "yes", rest: "rest", base: "base", out: "out", whole: "all"}
        for key, word in words.items():
            role = "open" if key in (out, base, whole) else "implied"
            self._count(table, key, f"“{label}”{group.replace('|', ', ')}, {_WORDS[word]}", None, role, "")
        ids = {key: self._id(table, key) for key in words}
        self.knowledge.relate(total_of([ids[yes], ids[rest]], ids[base]), total_of([ids[base], ids[out]], ids[whole]))
        return yes, rest, base

    def _count(self, table: str, key: str, what: str, number: int | None, role: str, seen: str) -> str:
        """Add one count, published where ``number`` is given; then its role is that of a count that is not hidden."""
        low, high = (0, None) if number is None else self.rules.of(table).before_rounding(number)
        role = "implied" if number is not None and role != "open" else role
        where = (seen,) if seen else ()
        return self.knowledge.learn(Count(self._id(table, key), f"{self.place}: {what}", table, low, high, role, where))

    def _id(self, table: str, key: str) -> str:
        return f"{self.place}|{table}|{key}"

    # Tables

    def _table(self, name: str, table: Mapping[str, Any]) -> None:
        columns = table["columns"]
        ids = [column["id"] for column in columns]
        seen = f"{self.place}/{self.stage} {name if name.startswith('figure') else f'table {name}'}"
        evidence = table["table"]
        if not self.rules.people(evidence):
            if "people" in ids:
                self._people(evidence, ids, table["rows"], seen)
            return
        self._one_reason(table["rows"], seen)
        if {"count", "base"} <= set(ids):
            for row in table["rows"]:
                self._share_row(evidence, dict(zip(ids, row, strict=True)), row[0], seen)
        elif {"positive", "neutral", "negative", "base"} <= set(ids):
            for row in table["rows"]:
                self._answer_row(evidence, dict(zip(ids, row, strict=True)), row[0], seen)
        elif "base" in ids and any(each.startswith("grade_") for each in ids):
            for row in table["rows"]:
                self._grade_row(evidence, dict(zip(ids, row, strict=True)), columns, row[0], seen)
        elif any(re.fullmatch(r"group_\d+", each) for each in ids):
            self._groups(evidence, name.split(".by_")[-1], columns, table, seen)
        elif ids[1:] == ["count"]:
            for label, cell in table["rows"]:
                if cell is not None:
                    self._count(evidence, label, label, number_of(cell), role_of(cell), seen)
        elif table.get("totals"):
            self._declared(evidence, columns, table, seen)

    def _share_row(self, table: str, row: Mapping[str, Any], label: str, seen: str) -> None:
        count, base = number_of(row["count"]), number_of(row["base"])
        if row["count"] is None:
            return
        numbers = None if count is None or base is None else (count, base)
        self._share(table, label.removesuffix(_BETTER), numbers, role_of(row["count"]), seen)
        if numbers is None and number_of(row.get("share")) is not None:
            self._percent(table, f"{label}|yes", f"{label}|base", row["share"])

    def _answer_row(self, table: str, row: Mapping[str, Any], label: str, seen: str) -> None:
        from helpers.protection import total_of

        yes, rest, base = self._triple(table, label)
        if number_of(row["base"]) is not None:
            self._count(table, base, f"“{label}”, {_WORDS['base']}", number_of(row["base"]), "implied", seen)
        keys = {"positive": yes, "neutral": f"{label}|neutral", "negative": f"{label}|negative"}
        for column, key in keys.items():
            role = "implied" if number_of(row[column]) is not None else role_of(row[column])
            self._count(table, key, f"“{label}”, {column} answers", None, role, seen)
            if number_of(row[column]) is not None:
                self._percent(table, key, base, row[column])
        parts = [self._id(table, keys["neutral"]), self._id(table, keys["negative"])]
        self.knowledge.relate(total_of(parts, self._id(table, rest)))
        self.knowledge.splits[self._id(table, rest)] = tuple(parts)

    def _grade_row(
        self, table: str, row: Mapping[str, Any], columns: Sequence[Mapping[str, Any]], label: str, seen: str
    ) -> None:
        from helpers.protection import total_of

        yes, rest, base = self._triple(table, label)
        if number_of(row["base"]) is not None:
            self._count(table, base, f"“{label}”, {_WORDS['base']}", number_of(row["base"]), "implied", seen)
        sides: dict[str, list[str]] = {yes: [], rest: []}
        for column in columns:
            if not column["id"].startswith("grade_"):
                continue
            cell = row[column["id"]]
            what = f"“{label}”, {column['label']}"
            key = self._count(table, f"{label}|{column['id']}", what, number_of(cell), role_of(cell), seen)
            sides[yes if int(column["id"].removeprefix("grade_")) >= GOOD else rest].append(key)
        for side, parts in sides.items():
            self.knowledge.relate(total_of(parts, self._id(table, side)))

    def _groups(
        self, table: str, by: str, columns: Sequence[Mapping[str, Any]], data: Mapping[str, Any], seen: str
    ) -> None:
        """Add shares by group; groups that the table leaves out are taken together."""
        from helpers.protection import total_of

        groups: dict[str, str] = {}
        for column in columns:
            if column["id"].startswith("group_"):
                match = _SIZE.match(column["label"])
                name = match["group"] if match else column["label"]
                groups[column["id"]] = f"|{by}={name}"
                size = int(match["size"].replace(",", "")) if match else None
                what = f"people in the group {name}"
                self._count(table, f"size|{by}={name}", what, size, "implied" if match else "hidden", seen)
        others = f"|{by}=other groups"
        every = [*groups.values(), others]
        self._count(
            table, f"size{others}", f"people in groups left out of the breakdown by {by}", None, "implied", seen
        )
        self._count(table, "all", _WORDS["all"], None, "open", seen)
        self.knowledge.relate(total_of([self._id(table, f"size{g}") for g in every], self._id(table, "all")))
        for row in data["rows"]:
            label, cells = row[0], dict(zip((column["id"] for column in columns), row, strict=True))
            whole = self._triple(table, label)
            if number_of(cells.get("all")) is not None:
                self._percent(table, whole[0], whole[2], cells["all"])
            triples = {group: self._triple(table, label, group) for group in every}
            for column, group in groups.items():
                yes, rest, base = triples[group]
                percent = number_of(cells[column])
                for key, part in ((yes, "yes"), (rest, "rest")):
                    what = f"“{label}”{group.replace('|', ', ')}, {_WORDS[part]}"
                    self._count(table, key, what, None, role_of(cells[column]) if percent is None else "implied", seen)
                if percent is not None:
                    self._percent(table, yes, base, percent)
            self.knowledge.breakdowns.append(
                Breakdown(
                    self._counts(table, label, ""),
                    tuple(self._counts(table, label, group) for group in every),
                    (*(number_of(cells[column]) for column in groups), None),
                    self.rules.demand(table).reach,
                )
            )
            for place, total in enumerate(whole):
                parts = [self._id(table, triples[group][place]) for group in every]
                self.knowledge.relate(total_of(parts, self._id(table, total)))

    def _counts(self, table: str, label: str, group: str) -> Counts:
        parts = [self._id(table, f"{label}|{part}{group}") for part in ("yes", "rest", "base", "out")]
        return Counts(*parts, size=self._id(table, f"size{group}" if group else "all"))

    def _people(self, table: str, ids: Sequence[str], rows: Sequence[Sequence[Any]], seen: str) -> None:
        """Add people by role; the total stands in the value ``….people``."""
        from helpers.protection import total_of

        place = ids.index("people")
        parts = [
            self._count(
                table, f"people|{row[0]}", f"people, {row[0]}", number_of(row[place]), role_of(row[place]), seen
            )
            for row in rows
            if row[place] is not None
        ]
        total = self.names.get(f"{table}.people")
        if total and parts:
            self.knowledge.relate(total_of(parts, total))
        self._one_reason([[row[0], row[place]] for row in rows], seen)

    def _declared(self, table: str, columns: Sequence[Mapping[str, Any]], data: Mapping[str, Any], seen: str) -> None:
        """Add a table that says itself which column and which row are totals."""
        from helpers.protection import total_of

        totals, title = data["totals"], data["title"]
        counted = [(n, column) for n, column in enumerate(columns) if column["kind"] == "count"]
        cells: dict[tuple[str, str], str] = {}
        for row in data["rows"]:
            for number, column in counted:
                cell, what = row[number], f"{title}: {row[0]}, {column['label']}"
                key = f"{title}|{row[0]}|{column['id']}"
                cells[row[0], column["id"]] = self._count(table, key, what, number_of(cell), role_of(cell), seen)
        heads, names = [row[0] for row in data["rows"]], [column["id"] for _, column in counted]
        if "column" in totals:
            parts = [name for name in names if name != totals["column"]]
            for head in heads:
                self.knowledge.relate(total_of([cells[head, n] for n in parts], cells[head, totals["column"]]))
        if "row" in totals:
            parts = [head for head in heads if head != totals["row"]]
            for name in names:
                self.knowledge.relate(total_of([cells[head, name] for head in parts], cells[totals["row"], name]))

    def _percent(self, table: str, count: str, base: str, percent: int) -> None:
        from helpers.protection import percent_of

        self.knowledge.relate(*percent_of(self._id(table, count), self._id(table, base), int(percent)))

    def _one_reason(self, rows: Iterable[Sequence[Any]], seen: str) -> None:
        # What the source itself withholds tells nothing of the other numbers.
        reasons = {reason_of(cell) for row in rows for cell in row if reason_of(cell) and cell.get("role") != "source"}
        if len(reasons) > 1:
            finding = "different reasons are given for hidden numbers, which tells them apart"
            self.direct.append(Breach(seen, finding, "all hidden numbers of a table give one reason"))


_WORDS = {
    "yes": "those counted", "rest": "those not counted", "base": "all who answered", "out": "those without an answer",
    "all": "everybody",
}  # fmt: skip


def number_of(cell: Any) -> int | None:
    """Return a cell's number, or None where it is hidden or not a number.

    Examples
    --------
    >>> number_of(12), number_of({"suppressed": "small"}), number_of("text")
    (12, None, None)
    """
    return int(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def reason_of(cell: Any) -> str:
    """Return why a cell is hidden, or an empty string.

    Examples
    --------
    >>> reason_of({"suppressed": "fewer than 10 answered"}), reason_of(12)
    ('fewer than 10 answered', '')
    """
    return str(cell["suppressed"]) if isinstance(cell, Mapping) and "suppressed" in cell else ""


def role_of(cell: Any) -> str:
    """Return what is asked of a hidden count: of one that is small more than of one of which nothing is known.

    Examples
    --------
    >>> role_of({"suppressed": "…", "role": "unsafe"}), role_of({"suppressed": "…"}), role_of(12)
    ('unsafe', 'hidden', 'implied')
    """
    if not isinstance(cell, Mapping):
        return "implied"
    return _ROLES.get(cell.get("role", ""), "hidden")


def with_roles(results: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return results in which every hidden number says what it is held back for, as the file beside them does."""
    roles = results.get("held_back")
    if not roles:
        return results
    values = {
        name: value | {"role": roles["values"][name]} if name in roles["values"] else value
        for name, value in results["values"].items()
    }
    tables = {name: _cells(table, roles["tables"].get(name)) for name, table in results["tables"].items()}
    figures = {
        name: figure | {"data": _cells(figure["data"], roles["figures"].get(name))}
        for name, figure in results["figures"].items()
    }
    return {**results, "values": values, "tables": tables, "figures": figures}


def _cells(table: Mapping[str, Any], roles: Sequence[Sequence[Any]] | None) -> Mapping[str, Any]:
    if not roles:
        return table
    rows = [list(row) for row in table["rows"]]
    for number, place, role in roles:
        rows[number][place] = rows[number][place] | {"role": role}
    return {**table, "rows": rows}
