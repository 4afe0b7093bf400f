"""How areas are chosen in a chart: by drawing across it, or by clicks."""

from __future__ import annotations

import altair as alt

BRUSH = "brush"


def brush_of(kind: str) -> alt.Parameter:
    """Return the parameter by which areas are chosen, by their place.

    Parameters
    ----------
    kind
        ``interval`` for drawing across, ``point`` for clicks.
    """
    if kind == "interval":
        return alt.selection_interval(name=BRUSH, encodings=["x"])
    return alt.selection_point(name=BRUSH, fields=["place"], toggle="true", empty=True)
