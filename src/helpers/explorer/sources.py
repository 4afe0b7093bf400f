"""Where a number comes from: the files as they were taken in, what they describe, and what was refused of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

from helpers.explorer.programme import Programme
from helpers.values import grouped

_SHOWN = 8  # files listed one by one; a national figure may rest on hundreds


def brief_source(programme: Programme, table: str, area: str) -> str:
    """Return the files of an area's table with their date, in a few words."""
    entries = programme.store.entries(table, area)
    return "; ".join(f"{_name(entry)}, {_dated(entry)}" for entry in entries) or "not in the store's catalogue"


def source_lines(programme: Programme, table: str, areas: Iterable[str]) -> list[str]:
    """Return a sentence for each file that the rows of some areas come from; of many, how many there are.

    Each says the file, the rows taken in and refused, the date that the evidence describes, whether it is synthetic,
    and the first characters of the file's SHA-256.
    """
    entries = [entry for area in areas for entry in programme.store.entries(table, area)]
    lines = [_line(entry) for entry in entries[:_SHOWN]]
    rest = entries[_SHOWN:]
    if rest:
        rows = sum(int(entry["rows"]) for entry in rest)
        lines.append(f"And {len(rest)} more files with {grouped(rows)} rows.")
    return lines


def _line(entry: Mapping[str, Any]) -> str:
    refused = int(entry.get("read") or entry["rows"]) - int(entry["rows"])
    rows = f"{grouped(entry['rows'])} rows taken in{f', {grouped(refused)} refused' if refused > 0 else ''}"
    made_up = "; synthetic" if entry.get("synthetic") else ""
    return f"{_name(entry)}: {rows}; {_dated(entry)}{made_up}; SHA-256 {entry['sha256'][:12]}…"


def _name(entry: Mapping[str, Any]) -> str:
    return str(entry["file"]).rpartition("/")[2]


def _dated(entry: Mapping[str, Any]) -> str:
    return f"as of {day(entry['as_of'])}" if entry.get("as_of") else "no date is given"


def day(iso: str) -> str:
    """Return a date in words; what is none stays as it is.

    Examples
    --------
    >>> day("2026-03-31"), day("2021/22")
    ('31 March 2026', '2021/22')
    """
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found.day} {found:%B %Y}"


def where_from(lines: Iterable[str], asked: str = "Where is this from?") -> str:
    """Return HTML that says it when it is opened, by mouse or by keyboard."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines if line)
    return f"<details><summary>{escape(asked)}</summary><ul>{items}</ul></details>" if items else ""
