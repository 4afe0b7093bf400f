"""What a chart tells of each area: the row of its data, and the words that appear over its mark."""

from __future__ import annotations

from typing import Any

import altair as alt

from helpers.explorer.places import OTHER, Place
from helpers.rounding import fixed

_TOOLTIP = (("name", "Area"), ("says", "Shows"), ("report", "In a report"), ("source", "Where from"))
#: What a row tells beside its name, value and colour.
COLUMNS = ("place", "who", "colour", "label", *(name for name, _ in _TOOLTIP))


def told(place: Place | None, number: int, name: str) -> dict[str, Any]:
    """Return the row of an area.

    Parameters
    ----------
    place
        What is known of it; None where it has no figure.
    number
        Its place in the chart, from 0.
    name
        What it is called where it has no figure.

    Examples
    --------
    >>> told(None, 3, "Fife")["label"]
    'Fife: no figure'
    """
    row: dict[str, Any] = {"place": number}
    if place is None:
        row |= {"name": name, "who": OTHER, "says": "no figure", "report": "", "source": ""}
    else:
        row |= {"name": place.name, "who": place.who, "value": place.value, "says": place.says}
        row |= {"report": place.in_report, "source": place.source}
    return row | {"label": f"{row['name']}: {row['says']}"}


def marked(brush: alt.Parameter) -> dict[str, Any]:
    """Return how each mark of an area tells of it, and how it steps back where others are chosen."""
    return {
        "opacity": alt.condition(brush, alt.value(1.0), alt.value(0.35)),
        "tooltip": [alt.Tooltip(f"{name}:N", title=title) for name, title in _TOOLTIP],
        "description": "label:N",
    }


def short(value: float) -> str:
    """Return a value as there is room for it in a chart.

    Examples
    --------
    >>> short(12.34), short(12.0), short(1204.5)
    ('12.3', '12', '1,205')
    """
    return fixed(value, 0 if abs(value) >= 1000 or float(value).is_integer() else 1)
