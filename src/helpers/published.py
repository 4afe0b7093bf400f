"""Published counts set beside what was counted here."""

from __future__ import annotations

from collections.abc import Mapping

from helpers.run import Run
from helpers.tables import Column, Table
from helpers.values import Value, grouped


def compared(run: Run, values: Mapping[str, Value], short: str) -> dict[str, Table]:
    """Return ``<short>.published``: every published count beside the value of its name; nothing where there are none.

    Parameters
    ----------
    run
        The run; its context has the programme's published counts.
    values
        What was counted here, by name.
    short
        First part of the table's name.
    """
    columns = (
        Column("measure", "What was counted"),
        Column("published", "As published"),
        Column("here", "In the evidence here"),
        Column("same", "The same?"),
    )
    rows = []
    for each in run.context.get("published") or ():
        value = values.get(each["measure"])
        if value is None:
            continue
        same = "–" if value.status != "shown" else "yes" if value.numbers.get("value") == each["value"] else "no"
        rows.append((each["label"], grouped(each["value"]), value.text, same))
    if not rows:
        return {}
    return {f"{short}.published": Table("Published counts", columns, tuple(rows), (), "", run.synthetic)}
