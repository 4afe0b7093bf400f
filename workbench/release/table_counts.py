"""Counts and relations read from recorded tables and the data of figures, each form of table by its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.release.knowledge import Breakdown
from workbench.release.places import BETTER, WORDS, Place
from workbench.release.recorded_cells import number_of, role_of

# The lowest grade that the share "good or better" counts, as in helpers.records.
GOOD = 4
_SIZE = re.compile(r"^(?P<group>.*) \((?P<size>[\d,]+)\)$")


def read_table(place: Place, stage: str, name: str, table: Mapping[str, Any]) -> None:
    """Add what a recorded table, or the data of a figure, tells.

    Parameters
    ----------
    place
        Whose counts they are.
    stage, name
        Where it was recorded; the data of a figure is called ``figure NAME``.
    table
        As in ``results.json``.
    """
    columns = table["columns"]
    ids = [column["id"] for column in columns]
    seen = f"{place.name}/{stage} {name if name.startswith('figure') else f'table {name}'}"
    evidence = table["table"]
    if not place.rules.people(evidence):
        if "people" in ids:
            _people(place, evidence, ids, table["rows"], seen)
        return
    place.one_reason(table["rows"], seen)
    if {"count", "base"} <= set(ids):
        for row in table["rows"]:
            _share_row(place, evidence, dict(zip(ids, row, strict=True)), row[0], seen)
    elif {"positive", "neutral", "negative", "base"} <= set(ids):
        for row in table["rows"]:
            _answer_row(place, evidence, dict(zip(ids, row, strict=True)), row[0], seen)
    elif "base" in ids and any(each.startswith("grade_") for each in ids):
        for row in table["rows"]:
            _grade_row(place, evidence, dict(zip(ids, row, strict=True)), columns, row[0], seen)
    elif any(re.fullmatch(r"group_\d+", each) for each in ids):
        _groups(place, evidence, name.split(".by_")[-1], columns, table, seen)
    elif ids[1:] == ["count"]:
        for label, cell in table["rows"]:
            if cell is not None:
                place.count(evidence, label, label, number_of(cell), role_of(cell), seen)
    elif table.get("totals"):
        _declared(place, evidence, columns, table, seen)


def _share_row(place: Place, table: str, row: Mapping[str, Any], label: str, seen: str) -> None:
    count, base = number_of(row["count"]), number_of(row["base"])
    if row["count"] is None:
        return
    numbers = None if count is None or base is None else (count, base)
    place.share(table, label.removesuffix(BETTER), numbers, role_of(row["count"]), seen)
    if numbers is None and number_of(row.get("share")) is not None:
        place.percent(table, f"{label}|yes", f"{label}|base", row["share"])


def _answer_row(place: Place, table: str, row: Mapping[str, Any], label: str, seen: str) -> None:
    from helpers.protection import total_of

    yes, rest, base = place.triple(table, label)
    if number_of(row["base"]) is not None:
        place.count(table, base, f"“{label}”, {WORDS['base']}", number_of(row["base"]), "implied", seen)
    keys = {"positive": yes, "neutral": f"{label}|neutral", "negative": f"{label}|negative"}
    for column, key in keys.items():
        role = "implied" if number_of(row[column]) is not None else role_of(row[column])
        place.count(table, key, f"“{label}”, {column} answers", None, role, seen)
        if number_of(row[column]) is not None:
            place.percent(table, key, base, row[column])
    parts = [place.id(table, keys["neutral"]), place.id(table, keys["negative"])]
    place.knowledge.relate(total_of(parts, place.id(table, rest)))
    place.knowledge.splits[place.id(table, rest)] = tuple(parts)


def _grade_row(
    place: Place, table: str, row: Mapping[str, Any], columns: Sequence[Mapping[str, Any]], label: str, seen: str
) -> None:
    from helpers.protection import total_of

    yes, rest, base = place.triple(table, label)
    if number_of(row["base"]) is not None:
        place.count(table, base, f"“{label}”, {WORDS['base']}", number_of(row["base"]), "implied", seen)
    sides: dict[str, list[str]] = {yes: [], rest: []}
    for column in columns:
        if not column["id"].startswith("grade_"):
            continue
        cell = row[column["id"]]
        what = f"“{label}”, {column['label']}"
        key = place.count(table, f"{label}|{column['id']}", what, number_of(cell), role_of(cell), seen)
        sides[yes if int(column["id"].removeprefix("grade_")) >= GOOD else rest].append(key)
    for side, parts in sides.items():
        place.knowledge.relate(total_of(parts, place.id(table, side)))


def _groups(
    place: Place, table: str, by: str, columns: Sequence[Mapping[str, Any]], data: Mapping[str, Any], seen: str
) -> None:
    """Add shares by group; groups that the table leaves out are taken together."""
    from helpers.protection import Relation, total_of

    groups: dict[str, str] = {}
    for column in columns:
        if column["id"].startswith("group_"):
            match = _SIZE.match(column["label"])
            name = match["group"] if match else column["label"]
            groups[column["id"]] = f"|{by}={name}"
            size = int(match["size"].replace(",", "")) if match else None
            what = f"people in the group {name}"
            place.count(table, f"size|{by}={name}", what, size, "implied" if match else "hidden", seen)
    others = f"|{by}=other groups"
    every = [*groups.values(), others]
    place.count(table, f"size{others}", f"people in groups left out of the breakdown by {by}", None, "implied", seen)
    place.count(table, "all", WORDS["all"], None, "open", seen)
    place.knowledge.relate(total_of([place.id(table, f"size{g}") for g in every], place.id(table, "all")))
    for row in data["rows"]:
        label, cells = row[0], dict(zip((column["id"] for column in columns), row, strict=True))
        whole = place.triple(table, label)
        if number_of(cells.get("all")) is not None:
            place.percent(table, whole[0], whole[2], cells["all"])
        triples = {group: place.triple(table, label, group) for group in every}
        for column, group in groups.items():
            yes, rest, base = triples[group]
            percent = number_of(cells[column])
            for key, part in ((yes, "yes"), (rest, "rest")):
                what = f"“{label}”{group.replace('|', ', ')}, {WORDS[part]}"
                place.count(table, key, what, None, role_of(cells[column]) if percent is None else "implied", seen)
            if percent is not None:
                place.percent(table, yes, base, percent)
            if percent == 100:  # it follows, but from two relations together: said, no solver has to find it
                place.knowledge.relate(Relation({place.id(table, rest): 1}))
        place.knowledge.breakdowns.append(
            Breakdown(
                place.counts(table, label, ""),
                tuple(place.counts(table, label, group) for group in every),
                (*(number_of(cells[column]) for column in groups), None),
                place.rules.demand(table).reach,
            )
        )
        for number, total in enumerate(whole):
            parts = [place.id(table, triples[group][number]) for group in every]
            place.knowledge.relate(total_of(parts, place.id(table, total)))


def _people(place: Place, table: str, ids: Sequence[str], rows: Sequence[Sequence[Any]], seen: str) -> None:
    """Add people by role; the total stands in the value ``….people`` of the same evidence."""
    from helpers.protection import total_of

    at = ids.index("people")
    parts = [
        place.count(table, f"people|{row[0]}", f"people, {row[0]}", number_of(row[at]), role_of(row[at]), seen)
        for row in rows
        if row[at] is not None
    ]
    for name, total in place.names.items():
        if name.endswith(".people") and place.knowledge.counts[total].table == table and parts:
            place.knowledge.relate(total_of(parts, total))
    place.one_reason([[row[0], row[at]] for row in rows], seen)


def _declared(
    place: Place, table: str, columns: Sequence[Mapping[str, Any]], data: Mapping[str, Any], seen: str
) -> None:
    """Add a table that says itself which column and which row are totals."""
    from helpers.protection import total_of

    totals, title = data["totals"], data["title"]
    counted = [(n, column) for n, column in enumerate(columns) if column["kind"] == "count"]
    cells: dict[tuple[str, str], str] = {}
    for row in data["rows"]:
        for number, column in counted:
            cell, what = row[number], f"{title}: {row[0]}, {column['label']}"
            key = f"{title}|{row[0]}|{column['id']}"
            cells[row[0], column["id"]] = place.count(table, key, what, number_of(cell), role_of(cell), seen)
    heads, names = [row[0] for row in data["rows"]], [column["id"] for _, column in counted]
    if "column" in totals:
        parts = [name for name in names if name != totals["column"]]
        for head in heads:
            place.knowledge.relate(total_of([cells[head, n] for n in parts], cells[head, totals["column"]]))
    if "row" in totals:
        parts = [head for head in heads if head != totals["row"]]
        for name in names:
            place.knowledge.relate(total_of([cells[head, name] for head in parts], cells[totals["row"], name]))
