"""Quality indicators and strands side by side, straight from the evidence store, and one indicator in similar areas."""

from __future__ import annotations

from helpers.explorer.counted import Counted
from helpers.explorer.programme import Programme
from helpers.signals import readings, signals_table, sorts_signals
from helpers.tables import Column, Table, missing_table
from helpers.triangulation import Triangulation

_NOTE = "By the rules of the matrix, from the evidence as it stands now. Areas differ; this is no ranking."


class Strands(Triangulation):
    """The matrix of one area as the evidence stands now, where a report has it as of the last build.

    Parameters
    ----------
    counted
        What was counted of the area and of its family group.
    area
        Slug of the area, by default the one that was counted for.
    """

    def __init__(self, counted: Counted, area: str = "") -> None:
        self.counted = counted
        self._area = area or counted.area
        super().__init__(counted.programme.run_of(self._area))

    def _signals(self, strand: str) -> dict[str, tuple]:
        if not sorts_signals(self.run):
            return {}
        store, stamp = self.counted.programme.store, self.counted.stamp(self._area, strand)
        return store.kept_readings.of((self._area, strand), stamp, lambda: self._read(strand))

    def _read(self, strand: str) -> dict[str, tuple]:
        return readings({"rows": signals_table(self.run, strand, self.counted.signals(self._area, strand)).rows})


def strands_of(programme: Programme, area: str) -> Strands:
    """Return the matrix of an area."""
    return Strands(Counted(programme, area))


def similar_table(counted: Counted, indicator: str) -> Table:
    """Return how each strand reads about one quality indicator in an area, and in its family group, in words."""
    programme = counted.programme
    group, members = programme.family(counted.area)
    title = f"{programme.indicator_title(indicator)} in similar areas{f': {group}' if group else ''}"
    columns = (Column("area", "Area"), *(Column(str(each["id"]), str(each["title"])) for each in programme.run.strands))
    if not members:
        reason = f"No other area of this programme is in the family group of {programme.areas[counted.area]}."
        return missing_table(title, columns, reason)
    cells = {area: Strands(counted, area).cells[indicator] for area in counted.areas}
    rows = tuple((programme.areas[area], *(cell.text for cell in row.values())) for area, row in cells.items())
    return Table(title, columns, rows, (_NOTE,), "", programme.run.synthetic)
