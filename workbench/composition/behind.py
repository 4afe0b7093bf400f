"""The areas' numbers behind those of the overview, so that these lead on to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.composition.evidence import FINDINGS, size_name
from workbench.composition.tables import Linked
from workbench.composition.text import hypertext, plain
from workbench.composition.traces import PAGE, anchor

_ANCHOR = re.compile(r'<h3 id="(v-[\w-]+)">')


@dataclass(frozen=True)
class Behind:
    """What each area recorded, by what the overview calls it.

    Parameters
    ----------
    names
        For the last part of a value of the overview, or a column of its tables, the name that areas record it under.
    areas
        By the area's name: its slug, and the places in its trace page.

    Examples
    --------
    >>> behind = Behind({"records": "records.read"}, {"Fife": ("fife", frozenset({"v-records-read"}))})
    >>> behind.cell("94", "Fife", "records").markdown
    '[94](/areas/fife/trace.qmd#v-records-read){.traced}'
    >>> behind.cell("94", "Moray", "records").markdown
    '94'
    """

    names: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def target(self, area: str, name: str) -> str:
        """Return where an area's number is traced; empty where it has none of this name."""
        slug, places = self.areas.get(area, ("", frozenset()))
        recorded = self._recorded(name)
        return f"/areas/{slug}/{PAGE}#{anchor(recorded)}" if recorded and anchor(recorded) in places else ""

    def cell(self, text: str, area: str, name: str) -> Linked:
        """Return a cell of a table with a row for each area, as a quiet link to the area's trace where there is one."""
        target = self.target(area, name)
        return Linked(text, f"[{plain(text)}]({target}){{.traced}}" if target else plain(text))

    def links(self, name: str) -> str:
        """Return links from the overview's trace page to the areas' of what a value adds up: HTML, or nothing."""
        last = name.removeprefix("national.")
        found = [(area, self.target(area, last)) for area in self.areas]
        return ", ".join(
            f'<a href="{hypertext(target.lstrip("/").replace(".qmd#", ".html#"))}">{hypertext(area)}</a>'
            for area, target in found
            if target
        )

    def _recorded(self, name: str) -> str:
        if name.startswith("qi_"):
            return f"evaluation.{name.partition('.')[0]}.grade"
        return self.names.get(name, "")


def behind_of(instruments: Iterable[Any], areas: Mapping[str, tuple[str, frozenset[str]]]) -> Behind:
    """Return what lies behind the overview's numbers.

    Parameters
    ----------
    instruments
        The programme's instruments.
    areas
        By the area's name: its slug, and the places in its trace page.
    """
    names: dict[str, str] = {}
    for instrument in instruments:
        size = size_name(instrument)
        if not size:
            continue
        names.setdefault(instrument.short, size)
        if instrument.kind == FINDINGS:
            names |= {part: f"{instrument.short}.{part}" for part in ("sessions", "people", "findings")}
    return Behind(names, areas)


def places_in(page: Path) -> frozenset[str]:
    """Return the places of values in a trace page that was composed earlier; none where it is not there."""
    try:
        return frozenset(_ANCHOR.findall(page.read_text(encoding="utf-8")))
    except OSError:
        return frozenset()
