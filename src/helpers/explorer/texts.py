"""Findings in words: the text itself, which way it points, who said it, and whether a report may show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.explorer.programme import Programme
from helpers.explorer.shares import AS_HERE
from helpers.held import fingerprint
from helpers.instruments import Column, Instrument

HELD = "held: it may identify somebody, and nobody has signed it off yet"
_APART = ("quality_indicator", "direction", "area")


def finding_columns(instrument: Instrument) -> tuple[Column, ...]:
    """Return the columns of a finding that an inspector reads."""
    return tuple(column for column in instrument.columns if column.id not in ("quality_indicator", "area"))


def words_of(instrument: Instrument, said: Mapping[str, Any], part: str) -> str:
    """Return one part of a finding in words.

    Parameters
    ----------
    instrument
        The form it was written on.
    said
        Its cells by column.
    part
        ``text``, ``direction``, or ``rest``: everything else that is known of it.

    Examples
    --------
    >>> form = Instrument("f", "F", "f", "findings", "engagement", "people", (Column("statement", "Statement", "text"),
    ...     Column("direction", "Direction", "choice"), Column("people", "People", "integer")))
    >>> said = {"statement": "Plans are clear.", "direction": "strength", "people": 6}
    >>> [words_of(form, said, part) for part in ("text", "direction", "rest")]
    ['Plans are clear.', 'strength', 'people: 6']
    """
    if part == "direction":
        return str(said.get("direction") or "")
    if part == "text":
        return " ".join(str(said[column.id]) for column in instrument.of_type("text") if said.get(column.id))
    parts = []
    for column in instrument.columns:
        value = said.get(column.id)
        if value is not None and column.type != "text" and column.id not in _APART:
            words = column.label_of(str(value))
            parts.append(words if column.type == "choice" else f"{column.label[:1].lower()}{column.label[1:]}: {words}")
    return "; ".join(parts)


def held_in_report(programme: Programme, instrument: Instrument, said: Mapping[str, Any]) -> str:
    """Return what a report makes of a finding's words."""
    held = frozenset((programme.context.get("held") or {}).get(instrument.id, ()))
    texts = (said.get(column.id) for column in instrument.of_type("text"))
    return HELD if held and any(isinstance(text, str) and fingerprint(text) in held for text in texts) else AS_HERE
