"""Recommendations by who should act on them, each with its own number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.composition.tables import pipe_table
from workbench.composition.text import plain


def owners_partial(recommendations: Iterable[Any]) -> str:
    """Return a heading and a table for each owner, in the order in which they are first named; empty where none is.

    Parameters
    ----------
    recommendations
        In order; their numbers are kept.
    """
    by_owner: dict[str, list[Any]] = {}
    for one in recommendations:
        by_owner.setdefault(one.owner, []).append(one)
    parts = []
    for place, (owner, own) in enumerate(by_owner.items(), 1):
        rows = [[str(one.number), one.text] for one in own]
        table = pipe_table(
            ["Number", "Recommendation"], rows, caption=f"Recommendations to: {owner}", ref=f"tbl-for-owner-{place}"
        )
        parts.append(f"### {plain(owner)} {{#sec-for-owner-{place}}}\n\n{table}")
    return "\n".join(parts)
