"""What the panel asks of one sitting: programmes, areas, desks and drafts, loaded anew when something changed."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import UnknownName, WorkbenchError
from workbench.files import write_json
from workbench.lab.desk import Desk, lay_desk
from workbench.lab.drafts import Drafts
from workbench.lab.layout import keep_layout, layout_name
from workbench.lab.preview import Previews
from workbench.lab.sitting import Sitting, programmes_with_stages, sit_down
from workbench.lab.state import area_state, has_report, overview

if TYPE_CHECKING:
    from workbench.lab.kernels import Kernels
    from workbench.lab.places import Places
    from workbench.lab.roles import Role
    from workbench.project import Project


@dataclass
class Bench:
    """One sitting of one person.

    Parameters
    ----------
    project, places, role, kernels
        Where, as whom, and with which kernels.
    environment
        Variables of the builds that are started from here.
    folder
        For what lives as long as the sitting.
    start
        The programme and the area that the desk was opened for; the area may be empty.
    """

    project: Project
    places: Places
    role: Role
    kernels: Kernels
    environment: Mapping[str, str]
    folder: Path
    start: tuple[str, str] = ("", "")
    drafts: Drafts = field(init=False)
    previews: Previews = field(init=False)
    _sittings: dict[str, tuple[str, Sitting]] = field(default_factory=dict, repr=False)
    _programmes: tuple[str, dict[str, str]] | None = field(default=None, repr=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def __post_init__(self) -> None:
        self.drafts = Drafts(self.project, self.environment)
        self.previews = Previews(self.project, self.folder / "preview", self.environment)

    def _state(self, programme: str) -> str:
        """Return a mark that differs once something that a sitting was loaded from has changed."""
        from workbench.plan.fingerprint import inputs_state
        from workbench.plan.folders import build_folders

        folders = build_folders(self.project.build, programme)
        books = []
        for path in (folders.lockfile, folders.journal):
            try:
                status = path.stat()
                books.append(f"{status.st_mtime_ns}.{status.st_size}")
            except OSError:
                books.append("-")
        return "|".join([inputs_state(str(self.project.root), str(self.project.evidence), programme), *books])

    def sitting(self, programme: str) -> Sitting:
        """Return a programme as it stands now.

        Raises
        ------
        WorkbenchError
            When it is not known, or its parameters are wrong.
        """
        with self._lock:
            state = self._state(programme)
            known = self._sittings.get(programme)
            if known is None or known[0] != state:
                self._sittings[programme] = (state, sit_down(self.project, programme))
            return self._sittings[programme][1]

    def keep(self, sitting: Sitting) -> None:
        """Keep a sitting that was loaded already."""
        with self._lock:
            self._sittings[sitting.programme.id] = (self._state(sitting.programme.id), sitting)

    def programmes(self) -> dict[str, str]:
        """Return the short titles of the programmes that have notebooks, by id, those with evidence first."""
        with self._lock:
            if self._programmes is None:
                self._programmes = ("", programmes_with_stages(self.project))
            return self._programmes[1]

    def desk(self) -> dict[str, Any]:
        """Return what the panel needs to begin with."""
        programme, area = self.start
        return {
            "programme": programme,
            "area": area,
            "role": {"id": self.role.id, "title": self.role.title, "does": self.role.does},
            "programmes": [{"id": id, "title": title} for id, title in self.programmes().items()],
            "kernels": self.kernels.said(),
            "colours": self.colours(),
            "quarto": self.previews.quarto is not None,
        }

    def colours(self) -> dict[str, dict[str, str]]:
        """Return the brand's colours by name, for light and for dark."""
        from workbench.rendering.brand import DARK, read_palette

        palette = read_palette(self.project.reports)
        light = {name: value for name, value in palette.items() if not name.endswith(DARK)}
        dark = {name.removesuffix(DARK): value for name, value in palette.items() if name.endswith(DARK)}
        return {"light": light, "dark": light | dark}

    def areas(self, programme: str) -> dict[str, Any]:
        """Return a programme's areas with how far each is."""
        with self._lock:
            sitting = self.sitting(programme)
            unit = sitting.definitions.unit_set(sitting.programme)
            return {
                "programme": programme,
                "title": sitting.programme.title,
                "plural": unit.plural,
                "areas": overview(sitting),
            }

    def area(self, programme: str, area: str) -> dict[str, Any]:
        """Return one area in detail, with its last build of this sitting."""
        with self._lock:
            sitting = self.sitting(programme)
            state = area_state(sitting, self._known(sitting, area))
        draft = self.drafts.latest(programme, area)
        return state | {"draft": draft.as_dict() if draft else None}

    def open(self, programme: str, area: str, fresh: tuple[str, ...] = ()) -> dict[str, Any]:
        """Lay an area's desk and return its notebooks."""
        with self._lock:
            sitting = self.sitting(programme)
            desk = lay_desk(
                sitting, self.places, self._known(sitting, area), self.role,
                kernel=self.kernels.display_name, fresh=fresh,
            )  # fmt: skip
            self._remember(desk, report=has_report(sitting, area))
        return {
            "programme": desk.programme,
            "area": desk.area,
            "name": desk.name,
            "folder": desk.folder,
            "notebooks": [
                {"id": each.id, "title": each.title, "path": each.path, "note": each.note} for each in desk.notebooks
            ],
        }

    def look_ahead(self, area: str) -> None:
        """Find out beside everything else what the panel will ask first; what is wrong is told when it asks."""
        programme = self.start[0]

        def look() -> None:
            with contextlib.suppress(WorkbenchError):
                self.areas(programme)
                if area:
                    self.area(programme, area)

        threading.Thread(target=look, name="look-ahead", daemon=True).start()

    def tell_explorer(self, seconds: float = 0.0) -> None:
        """Renew what the explorer is told of every programme, beside everything else, after so many seconds."""
        from workbench.lab.exploring import write_explorers

        def tell() -> None:
            # Faults of another programme are not this person's; `workbench check` names them.
            with contextlib.suppress(WorkbenchError):
                write_explorers(self.project, self.places.root)

        timer = threading.Timer(seconds, tell)
        timer.daemon = True
        timer.start()

    def _known(self, sitting: Sitting, area: str) -> str:
        if area not in sitting.areas:
            raise UnknownName(f"{sitting.programme.id} has no area called '{area}'.")
        return area

    def _remember(self, desk: Desk, *, report: bool) -> None:
        name = layout_name(desk.programme, desk.area, desk.role.id)
        keep_layout(self.places.layouts, desk, name, report=report)
        write_json(self.places.last, {"programme": desk.programme, "area": desk.area}, private=True)
