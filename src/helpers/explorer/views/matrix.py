"""The matrix of quality indicators and strands, and what stands behind the cell that is picked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.explorer.behind import behind
from helpers.explorer.choice import Picked
from helpers.explorer.counted import STATISTICS, Counted
from helpers.explorer.matrix import Strands, similar_table, strands_of
from helpers.explorer.sources import source_lines, where_from
from helpers.explorer.turns import in_turn
from helpers.explorer.views.view import View
from helpers.quality_indicators import QualityIndicator
from helpers.signals import IMPROVEMENT, MIXED, SILENT, STRENGTH, sorts_signals
from helpers.tables import Table
from helpers.triangulation import AGREE, CONFLICT, Cell
from helpers.values import grouped

_TONES = {STRENGTH: "strength", IMPROVEMENT: "improvement", MIXED: "mixed", SILENT: "silent"}
_SHORT = {STRENGTH: "Strength", IMPROVEMENT: "To improve", MIXED: "Mixed", SILENT: "Silent"}
_RELATION = {AGREE: "agrees", CONFLICT: "conflicts"}
_UNSORTED = (
    "This programme does not say by what rule its evidence would point to a strength or to an area for improvement, so "
    "nothing is sorted here: a button opens what there is."
)
_AID = "A reading aid: it sorts evidence and evaluates nothing. A person decides."


class MatrixView(View):
    """The evidence matrix; a cell opens what it rests on."""

    title = "Evidence matrix"

    def build(self) -> list[Any]:
        """Return the matrix of buttons and the table below it."""
        from helpers.explorer.widgets.parts import Facts, MatrixButtons
        from helpers.explorer.widgets.rows import RowsTable

        self.buttons, self.rows, self._note = MatrixButtons(), RowsTable(), Facts()
        self.buttons.observe(self._clicked, names="clicked")
        self._strands: tuple[tuple[str, str], Strands] | None = None
        return [self.buttons, self._note, self.rows.box]

    @in_turn
    def _clicked(self, change: Mapping[str, Any]) -> None:
        if change["new"]:
            indicator, strand, _ = change["new"]
            self.explorer.choice.pick(indicator=indicator, strand=strand)

    def update(self, picked: Picked) -> str:
        """Show the matrix of the area and what stands behind the picked cell."""
        programme, name = self.programme, self.programme.areas[picked.area]
        if not programme.run.quality_indicators or not programme.run.strands:
            self.buttons.told = {}
            return f"{programme.title} has no quality indicators and strands to set side by side."
        place = (picked.programme, picked.area)
        if self._strands is None or self._strands[0] != place:
            self._strands = (place, Strands(Counted(programme, picked.area)))
        strands = self._strands[1]
        self.buttons.told = self._told(strands, picked)
        rows = behind(strands.counted, picked.indicator, picked.strand)
        self.rows.show(rows, where_from(self._sources(picked)))
        about = f"{programme.indicator_title(picked.indicator)}, {programme.strand_title(picked.strand)}"
        if not sorts_signals(strands.run):
            self._note.html = f"<p>{_UNSORTED}</p>"
            return f"{name}, {about}: {rows.says}"
        alike = similar_table(strands.counted, picked.indicator)
        self._note.html = f"<p>{_AID}</p><details><summary>Compare with similar areas</summary>{alike.html()}</details>"
        cell = strands.cells[picked.indicator][picked.strand]
        return f"{name}, {about}: {cell.text}."

    def _told(self, strands: Strands, picked: Picked) -> dict[str, Any]:
        run = strands.run
        return {
            "caption": f"Strands of evidence side by side, {run.place}",
            "columns": [run.heading, *(str(each["title"]) for each in run.strands), "Together"],
            "rows": [
                {
                    "id": each.id,
                    "title": each.name,
                    "together": strands.together(each.id) if sorts_signals(run) else "not sorted",
                    "cells": [
                        self._cell(strands, each, cell, (each.id, strand) == (picked.indicator, picked.strand))
                        for strand, cell in strands.cells[each.id].items()
                    ],
                }
                for each in run.quality_indicators
            ],
        }

    def _cell(self, strands: Strands, indicator: QualityIndicator, cell: Cell, chosen: bool) -> dict[str, Any]:
        if sorts_signals(strands.run):
            lines = [_SHORT[cell.reading]]
        else:
            number = behind(strands.counted, indicator.id, cell.strand).total
            lines = [f"{grouped(number)} to look at" if number else "Nothing here"]
        if cell.reading != SILENT:
            lines.append(f"{cell.strengths} for, {cell.improvements} against")
        if cell.relation in _RELATION:
            lines.append(_RELATION[cell.relation])
        if cell.hidden:
            lines.append(f"{cell.hidden} not shown in a report")
        strand = self.programme.strand_title(cell.strand)
        label = f"{indicator.name}, {strand}: {', '.join(lines)}. Open what stands behind it."
        return {"strand": cell.strand, "lines": lines, "label": label, "tone": _TONES[cell.reading], "chosen": chosen}

    def _sources(self, picked: Picked) -> list[str]:
        programme = self.programme
        if picked.strand == STATISTICS:
            return ["Published statistics; the table names the source and the period of each figure."]
        tables = [each.id for each in programme.instruments(strand=picked.strand)]
        lines = [line for table in tables for line in source_lines(programme, table, [picked.area])]
        return lines or [f"Nothing of this strand was taken in for {programme.areas[picked.area]}."]

    def plain(self, picked: Picked) -> tuple[Table, ...]:
        """Return the matrix in words, as a report has it."""
        run = self.programme.run
        return (strands_of(self.programme, picked.area).matrix_table(),) if sorts_signals(run) and run.strands else ()
