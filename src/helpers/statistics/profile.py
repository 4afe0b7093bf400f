"""What notebooks record of the published statistics of one area: values, the table of all, and two figures."""

from __future__ import annotations

from functools import cached_property

from helpers.figures import Figure
from helpers.frames import rows_of
from helpers.rounding import rounded
from helpers.run import Run
from helpers.statistics.among_areas import compared_figure, profile_table
from helpers.statistics.indicators import WITHHELD, Indicator, indicators_of, is_published, with_sign
from helpers.statistics.over_years import trend_figure
from helpers.tables import Table
from helpers.values import Value, count, measure, missing, suppressed, words

_COUNTED = frozenset({"people", "children"})


class Profile:
    """The published statistics of one area.

    Parameters
    ----------
    run
        The run, with the table ``area_profile`` of published statistics staged.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self._rows = rows_of(run.statistics("area_profile"))

    @property
    def family(self) -> frozenset[str]:
        """Slugs of the other areas of the area's family group."""
        return frozenset((self.run.area.get("family_group") or {}).get("areas", ())) - {self.run.area["slug"]}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator in its latest period, in the order of the published table's groups."""
        return indicators_of(self._rows, self.run.area["slug"], self.family)

    def values(self) -> dict[str, Value]:
        """Return ``context.<indicator>`` for every indicator, and the name of the family group."""
        found = {f"context.{name}": _value(each) for name, each in self.indicators.items()}
        group = (self.run.area.get("family_group") or {}).get("name")
        label = "Family group of similar councils (children's indicators)"
        found["context.family_group"] = (
            words(group, label) if group else missing("text", label, "the area has no family group")
        )
        return found

    def profile_table(self) -> Table:
        """Return every indicator of the area beside Scotland and the family group."""
        return profile_table(self.run, self.indicators)

    def compared_figure(self) -> Figure:
        """Return strips of the main indicators: this area among all areas."""
        return compared_figure(self.run, self.indicators)

    def trend_figure(self) -> Figure:
        """Return lines of the area, Scotland and the family group for series over several years."""
        return trend_figure(self.run, self._rows, self.family)


def read_profile(run: Run) -> Profile:
    """Return the published statistics of this run's area.

    Parameters
    ----------
    run
        The run of an area.

    Raises
    ------
    HelperError
        In a national run, when the area's own figures are asked for.
    """
    return Profile(run)


def _value(indicator: Indicator) -> Value:
    label, row = f"{indicator.title} ({indicator.period})", indicator.area
    if is_published(row):
        number, rule = row["value"], f"published by {row['source']}"
        if indicator.unit in _COUNTED:
            return count(int(rounded(number)), label, rule=rule)
        text = with_sign(number, indicator.unit)
        unit = "" if indicator.unit == "%" else f" {indicator.unit}"
        return measure(rounded(number, 2), label, text, says=f"{text}{unit}", rule=rule)
    if indicator.withheld:
        return suppressed("number", label, WITHHELD)
    return missing("number", label, "the source has no figure for this area")
