"""Strands side by side for each quality indicator: where they agree, conflict or are silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.charted import charted, palette_for
from helpers.figures import Figure
from helpers.run import Run
from helpers.signals import IMPROVEMENT, MIXED, SILENT, STRENGTH, readings
from helpers.tables import Column, Table

AGREE, CONFLICT, ALONE = "agree", "conflict", "alone"
_NOTE = (
    "A strand agrees where every other strand that reads clearly points the same way, conflicts where one points the "
    "other way, stands alone where no other reads clearly, and is silent where it shows nothing. The number of "
    "questions, items or findings that point each way stands in brackets. It sorts evidence; it evaluates nothing."
)


@dataclass(frozen=True)
class Cell:
    """How one strand stands for one quality indicator."""

    strand: str
    reading: str
    strengths: int = 0
    improvements: int = 0
    neither: int = 0
    hidden: int = 0
    relation: str = SILENT

    @property
    def text(self) -> str:
        """The cell as a reader sees it.

        Examples
        --------
        >>> Cell("survey", "strength", 6, 1, 2, 0, "agree").text
        'agree: strength (6 for, 1 against, 2 neither)'
        """
        if self.reading == SILENT:
            return f"silent ({self.hidden} not shown)" if self.hidden else SILENT
        counts = f"({self.strengths} for, {self.improvements} against, {self.neither} neither)"
        return f"{self.relation}: {self.reading} {counts}" if self.relation != MIXED else f"mixed {counts}"


def relate(found: Mapping[str, str]) -> dict[str, str]:
    """Return how each strand stands to the others, given how each one reads.

    Examples
    --------
    >>> relate({"survey": "strength", "records": "strength", "documents": "silent"})
    {'survey': 'agree', 'records': 'agree', 'documents': 'silent'}
    >>> relate({"survey": "strength", "records": "area for improvement", "engagement": "mixed"})
    {'survey': 'conflict', 'records': 'conflict', 'engagement': 'mixed'}
    """
    clear = [reading for reading in found.values() if reading in (STRENGTH, IMPROVEMENT)]
    together = ALONE if len(clear) == 1 else AGREE if len(set(clear)) == 1 else CONFLICT
    return {strand: together if reading in (STRENGTH, IMPROVEMENT) else reading for strand, reading in found.items()}


class Triangulation:
    """The matrix of quality indicators and strands of one area.

    Parameters
    ----------
    run
        A run whose earlier stages' results are staged.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        signals = {strand["id"]: self._signals(strand["id"]) for strand in run.strands}
        self.cells: dict[str, dict[str, Cell]] = {}
        for indicator in run.quality_indicators:
            found = {name: rows.get(indicator.id, (0, 0, 0, 0, SILENT)) for name, rows in signals.items()}
            relations = relate({name: row[4] for name, row in found.items()})
            self.cells[indicator.id] = {
                name: Cell(name, row[4], *row[:4], relation=relations[name]) for name, row in found.items()
            }

    def _signals(self, strand: str) -> dict[str, tuple]:
        found = (self.run.upstream(stage) or {} for stage in self.run.earlier)
        tables = (results.get("tables", {}).get(f"{strand}.signals") for results in found)
        return readings(next(filter(None, tables), None))

    def speaking(self, quality_indicator: str) -> tuple[str, ...]:
        """Return the strands that are not silent about a quality indicator."""
        return tuple(name for name, cell in self.cells[quality_indicator].items() if cell.reading != SILENT)

    def together(self, quality_indicator: str) -> str:
        """Return how the strands stand together, in one phrase."""
        cells = self.cells[quality_indicator].values()
        relations = {cell.relation for cell in cells}
        speaking = len(self.speaking(quality_indicator))
        if not speaking:
            return "no strand shows anything"
        if CONFLICT in relations:
            return f"{speaking} strands speak; some conflict"
        clear = [cell.reading for cell in cells if cell.relation in (AGREE, ALONE)]
        if not clear:
            return f"{speaking} {'strand speaks' if speaking == 1 else 'strands speak'}; none reads clearly"
        if ALONE in relations:
            return f"only one strand reads clearly ({clear[0]})"
        return f"{len(clear)} strands agree ({clear[0]})"

    def matrix_table(self) -> Table:
        """Return the matrix in words."""
        columns = (
            Column("quality_indicator", self.run.heading),
            *(Column(strand["id"], strand["title"]) for strand in self.run.strands),
            Column("together", "Together"),
        )
        rows = tuple(
            (
                indicator.name,
                *(cell.text for cell in self.cells[indicator.id].values()),
                self.together(indicator.id),
            )
            for indicator in self.run.quality_indicators
        )
        return Table("Strands of evidence side by side", columns, rows, (_NOTE,), "", self.run.synthetic)

    def matrix_figure(self) -> Figure:
        """Return the matrix as labelled tiles."""
        from helpers.charts import Tile, matrix_chart

        palette = palette_for(self.run)
        colours = {
            STRENGTH: palette["answer-5"],
            IMPROVEMENT: palette["answer-2"],
            MIXED: palette["answer-3"],
            SILENT: palette["paper"],
        }
        short = {STRENGTH: "Strength", IMPROVEMENT: "To improve", MIXED: "Mixed", SILENT: "Silent"}
        heads = {strand["id"]: strand["title"] for strand in self.run.strands}
        tiles, rows = [], []
        for indicator in self.run.quality_indicators:
            row = indicator.name
            rows.append(row)
            for name, cell in self.cells[indicator.id].items():
                lines = [short[cell.reading]]
                if cell.reading != SILENT:
                    lines += [f"{cell.strengths} for", f"{cell.improvements} against"]
                if cell.relation in (AGREE, CONFLICT):
                    lines.append({AGREE: "agrees", CONFLICT: "conflicts"}[cell.relation])
                tiles.append(Tile(row, heads[name], tuple(lines), cell.reading))
        drawing = matrix_chart(tiles, rows, list(heads.values()), colours, palette)
        alt = " ".join(f"{indicator.name}: {self.together(indicator.id)}." for indicator in self.run.quality_indicators)
        title = f"Where the strands of evidence agree, conflict or are silent, {self.run.place}"
        return charted(title, drawing, alt, self.matrix_table())


def read_triangulation(run: Run) -> Triangulation:
    """Return the strands of this run's area side by side."""
    return Triangulation(run)
