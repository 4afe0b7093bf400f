"""The explorer of an area: what a notebook opens, with its picker and its views."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.desk.opening import NoDesk, open_desk
from helpers.elsewhere import NATIONAL
from helpers.errors import HelperError
from helpers.explorer.absent import Absent
from helpers.explorer.choice import Choice, Picked
from helpers.explorer.following import Following
from helpers.explorer.programme import Programme, known_programmes, read_programme
from helpers.explorer.sitting import evidence_near, somebody_sits_here
from helpers.names import did_you_mean

if TYPE_CHECKING:
    from helpers.explorer.views.view import View


_open: list[Explorer] = []


class Explorer:
    """One picker and the views that it drives.

    Parameters
    ----------
    desks
        The folder of all desks, in which each programme's ``explorer.json`` lies.
    store
        The evidence store.
    project
        The project's folder, for boundaries and recorded evaluations.
    programme, area
        What is picked at first.
    interactive
        Whether somebody sits in front of it. Without, its views are plain tables of what a report may show.

    Raises
    ------
    HelperError
        When the programme has no such area.
    """

    def __init__(
        self, desks: Path, store: Path, project: Path, programme: str, area: str, *, interactive: bool
    ) -> None:
        self.desks, self.store, self.project = desks, store, project
        self.interactive = interactive
        self._programmes: dict[str, Programme] = {}
        self.choice = Choice(self._first(programme, area))

    def __repr__(self) -> str:
        picked = self.choice.picked
        return f"{self.programme.areas[picked.area]}: {self.programme.title}"

    @property
    def programme(self) -> Programme:
        """The programme that is picked."""
        return self.programme_of(self.choice.picked.programme)

    def programme_of(self, id: str) -> Programme:
        """Return a programme, read when it is first asked for."""
        if id not in self._programmes:
            self._programmes[id] = read_programme(self.desks, id, self.store)
        return self._programmes[id]

    @cached_property
    def programmes(self) -> dict[str, str]:
        """Id and short title of every programme that can be picked."""
        return known_programmes(self.desks)

    def _first(self, programme: str, area: str) -> Picked:
        found = self.programme_of(programme)
        if not found.areas:
            raise HelperError(
                f"Nothing of {found.title} was taken in yet, so there is nothing to explore. In a terminal, `workbench "
                f"intake {programme}` takes it in."
            )
        if area == NATIONAL and area not in found.areas:
            area = ""  # a desk of the whole nation whose evidence is all of single areas
        if area and area not in found.areas:
            raise HelperError(f"{found.title} has no area {area!r}.{did_you_mean(area, found.areas)}")
        indicators = [each.id for each in found.run.quality_indicators]
        strands = [str(each["id"]) for each in found.run.strands]
        return Picked(programme, area or next(iter(found.areas)), _first(indicators), _first(strands))

    def pick_programme(self, id: str) -> None:
        """Pick another programme, with the same area where it covers it, and its first quality indicator and strand."""
        area = self.choice.picked.area
        first = self._first(id, area if area in self.programme_of(id).areas else "")
        self.choice.pick(programme=id, area=first.area, indicator=first.indicator, strand=first.strand)

    @cached_property
    def picker(self) -> Any:
        """The picker; it stands above each view."""
        from helpers.explorer.widgets.picker import Picker

        return Picker(self)

    @cached_property
    def following(self) -> Following:
        """The views that follow the picker, those that somebody looks at first."""
        return Following(self.choice)

    @cached_property
    def matrix(self) -> View:
        """Quality indicators and strands side by side, with what stands behind each cell."""
        from helpers.explorer.views.matrix import MatrixView

        return MatrixView(self)

    @cached_property
    def surveys(self) -> View:
        """One survey question beside the family group and Scotland, area by area and group by group."""
        from helpers.explorer.views.asked import SurveyView

        return SurveyView(self)

    @cached_property
    def records(self) -> View:
        """One item of the record reading in the same way, and how far two readers agree."""
        from helpers.explorer.views.asked import RecordView

        return RecordView(self)

    @cached_property
    def statistics(self) -> View:
        """One published figure over the years and on the map."""
        from helpers.explorer.views.statistics import StatisticsView

        return StatisticsView(self)

    @cached_property
    def earlier(self) -> View:
        """Other inspections of the area, each edition by itself."""
        from helpers.explorer.views.earlier import EarlierView

        return EarlierView(self)

    def close(self) -> None:
        """Take every widget of this explorer away."""
        from helpers.explorer.views.view import View, close_widgets

        self.following.stop()
        shown = [each._box for each in vars(self).values() if isinstance(each, View) and each._box is not None]
        for box in [*shown, *([self.picker.box] if "picker" in vars(self) else [])]:
            close_widgets(box)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        if not self.interactive:
            return {"text/plain": repr(self)}
        from helpers.explorer.views.view import bundle

        return bundle(self.picker.box, "The explorer's picker. Run the notebook to use it.")


def open_explorer(programme: str, area: str = "", folder: Path | str = ".") -> Explorer | Absent:
    """Open the explorer at the desk that the notebook lies on.

    Without a desk it shows what a report may show of the evidence of the project that the folder lies in; where there
    is none either, a sentence says so.

    Parameters
    ----------
    programme, area
        What is picked at first; the notebook's parameters.
    folder
        Where to look for the desk, by default the current folder and those above it.

    Raises
    ------
    HelperError
        When the desk knows no such programme or area.
    """
    while _open:
        _open.pop().close()  # a cell that is run again leaves no widgets behind, which a page would load each time
    try:
        desk = open_desk(folder=folder)
    except NoDesk:
        near = evidence_near(programme, Path(folder))
        # A notebook that lies on no desk may be one that is kept: nobody sits in front of it.
        return Explorer(*near, programme, area, interactive=False) if near else Absent(programme, area)
    opened = Explorer(desk.root.parents[1], desk.store, desk.project, programme, area, interactive=somebody_sits_here())
    _open.append(opened)
    return opened


def _first(ids: Iterable[str]) -> str:
    return next(iter(ids), "")
