"""Cases at each process point of a pathway, one bar under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from helpers.charts.layers import across, bar_layers, down, headings, note_layer
from helpers.charts.theme import WIDTH, Drawing, Palette, data, finished, message, unchecked

BAR = 22
_SPAN = WIDTH - 130  # the rest holds the figures at the end of the longest bar
_PARTS = ("Went on", "Left the pathway here", "Nothing more recorded")
_REST = "Did not go on"


@dataclass(frozen=True)
class PathwayRow:
    """Cases that came to one point and went on from it, or why they are not shown.

    ``left`` and ``open`` are None where the two are not shown apart.
    """

    label: str
    came: int = 0
    went: int = 0
    left: int | None = None
    open: int | None = None
    hidden: str = ""

    @property
    def parts(self) -> list[tuple[str, int]]:
        """The bar's parts from the left, with what each is."""
        if self.left is None or self.open is None:
            return [(_PARTS[0], self.went), (_REST, self.came - self.went)]
        return list(zip(_PARTS, (self.went, self.left, self.open), strict=True))


@unchecked
def pathway_chart(rows: Sequence[PathwayRow], palette: Palette) -> Drawing:
    """Return a bar a point, as long as the cases that came to it, with the part that went on darkest.

    Parameters
    ----------
    rows
        The process points in order, with the cases that came and what became of them.
    palette
        Colours and typeface.
    """
    if not rows:
        return message("There are no process points to draw.", palette)
    colours = {
        _PARTS[0]: palette["answer-5"],
        _PARTS[1]: palette["answer-2"],
        _REST: palette["answer-2"],
        _PARTS[2]: palette["answer-3"],
    }
    most = max([row.came for row in rows if not row.hidden], default=0) or 1
    heads, starts, height = headings((f"{number}. {row.label}" for number, row in enumerate(rows, 1)), BAR)
    bars, ends, notes = [], [], []
    for row, y in zip(rows, starts, strict=True):
        if row.hidden:
            notes.append({"text": row.hidden, "y": y + BAR / 2})
            continue
        start = 0.0
        for part, number in row.parts:
            end = start + _SPAN * number / most
            if number:
                wide = end - start >= 12 + 10 * len(f"{number:,}")
                bars.append(
                    {
                        "part": part,
                        "number": number,
                        "text": f"{number:,}" if wide else "",
                        "x": round(start, 1),
                        "end": round(end, 1),
                        "middle": round((start + end) / 2, 1),
                        "y": y,
                        "bottom": y + BAR,
                        "centre": y + BAR / 2,
                        "ink": palette.on(colours[part]),
                    }
                )
            start = end
        ends.append({"text": f"{row.went:,} of {row.came:,}", "y": y + BAR / 2, "end": round(start + 8, 1)})
    used = [part for part in (*_PARTS[:2], _REST, _PARTS[2]) if any(bar["part"] == part for bar in bars)]
    named = (used, [colours[part] for part in used])
    chart = alt.layer(
        *bar_layers(heads, bars, "part", named, height, palette),
        alt.Chart(data(ends))
        .mark_text(align="left", baseline="middle", fill=palette["muted"])
        .encode(x=alt.X("end:Q", **across()), y=alt.Y("y:Q", **down(height)), text="text:N"),
        note_layer(notes, height, palette),
    ).properties(width=WIDTH, height=height)
    return finished(chart, palette, height + 44)
