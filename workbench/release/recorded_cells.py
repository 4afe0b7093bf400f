"""Cells of recorded results: a number, or why there is none and what it is held back for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# What a number is held back for, as the helpers record it beside the results, and what is asked of it then.
_ROLES = {"unsafe": "unsafe", "withheld": "hidden", "secondary": "protecting", "source": "hidden"}


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
