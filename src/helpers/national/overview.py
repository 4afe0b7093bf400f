"""What the national notebook records: totals, grades as counts, themes, and how much evidence each area has."""

from __future__ import annotations

from helpers import lenses, participation
from helpers.figures import Figure
from helpers.national.collected import Collected
from helpers.national.grade_maps import grade_map_figures
from helpers.national.grades import area_table, distribution_figure, grade_values, grades_table
from helpers.national.themes import has_themes, themes_figure, themes_table
from helpers.national.totals import coverage_table, total_values
from helpers.run import Run
from helpers.tables import Table
from helpers.values import Value, count


class Overview(Collected):
    """The results of all areas of the programme, as values, tables and charts."""

    def values(self) -> dict[str, Value]:
        """Return ``national.areas``, the totals, and how many areas each quality indicator is evaluated in."""
        found = {"national.areas": count(len(self.recorded), "Areas with results")} | total_values(self)
        return found | grade_values(self) if self.run.grades else found

    def grade_tables(self) -> dict[str, Table]:
        """Return ``national.grades`` and ``national.area_qi``, or nothing where the programme has no scale."""
        if not self.run.grades:
            return {}
        return {"national.grades": grades_table(self), "national.area_qi": area_table(self)}

    def grade_figures(self) -> dict[str, Figure]:
        """Return ``national.distribution``, maps and tiles, or nothing where the programme has no scale."""
        if not self.run.grades:
            return {}
        return {"national.distribution": distribution_figure(self)} | grade_map_figures(self.run, self.grades)

    def theme_tables(self) -> dict[str, Table]:
        """Return ``national.themes``, or nothing where no area sorts its findings into themes."""
        return {"national.themes": themes_table(self)} if has_themes(self) else {}

    def theme_figures(self) -> dict[str, Figure]:
        """Return ``national.themes``, or nothing where no area sorts its findings into themes."""
        return {"national.themes": themes_figure(self)} if has_themes(self) else {}

    def lens_tables(self) -> dict[str, Table]:
        """Return ``national.lens_<lens>``: findings by the part of a lens they are tagged with, over all areas."""
        return lenses.overview_tables(self.run, self.tables)

    def participation_tables(self) -> dict[str, Table]:
        """Return ``national.participation``, or nothing where no area records ways of taking part."""
        return participation.overview_tables(self.run, self.tables)

    def coverage_table(self) -> Table:
        """Return how much evidence each area shows, by strand."""
        return coverage_table(self)


def read_overview(run: Run) -> Overview:
    """Return the results of all areas.

    Parameters
    ----------
    run
        The national run, with the areas' results staged.
    """
    return Overview(run)
