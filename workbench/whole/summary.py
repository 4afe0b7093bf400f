"""Every programme in one line each: kind, units, state, when it ran, and whether it was built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.plan.folders import build_folders

if TYPE_CHECKING:
    from workbench.definitions import Definitions, Programme
    from workbench.project import Project

#: The states in the order of the front page, with the heading each group has there.
GROUPS = (
    (("under way", "planned"), "Under way"),
    (("continuous",), "Standing functions"),
    (("suspended", "complete"), "Complete and suspended"),
    (("archived",), "Archive"),
)


@dataclass(frozen=True)
class Line:
    """One programme in a line.

    Parameters
    ----------
    programme
        The programme.
    kind, units, period
        Its kind of activity, how many units of which kind, and when it ran, in words.
    built
        Whether its site is there.
    publications
        How many of its publications are known.
    synthetic
        Whether any evidence taken in for it is made up.
    reports
        How its reports stand, in words, and the last release; empty where it was not built.
    """

    programme: Programme
    kind: str
    units: str
    period: str
    built: bool
    publications: int
    synthetic: bool
    reports: str = ""

    @property
    def page(self) -> str:
        """Where its site begins, seen from the front page."""
        return f"{self.programme.id}/index.html"


def programme_lines(project: Project, definitions: Definitions) -> list[Line]:
    """Return a line for each programme, in the order of their titles."""
    lines = [line_of(project, definitions, programme) for programme in definitions.programmes.values()]
    return sorted(lines, key=lambda line: line.programme.short_title)


def line_of(project: Project, definitions: Definitions, programme: Programme) -> Line:
    """Return the line of one programme."""
    from workbench.store import EvidenceStore

    activity = definitions.activities.get(programme.kind)
    files = EvidenceStore(project).catalogue(programme.id, finish=False)["files"]
    return Line(
        programme=programme,
        kind=activity.title.lower() if activity else programme.kind.replace("_", " "),
        units=units_of(definitions, programme),
        period=programme.period.shown if programme.period else "",
        built=(build_folders(project.build, programme.id).site / "index.html").is_file(),
        publications=len(definitions.publications_of(programme)),
        synthetic=any(entry["synthetic"] for entry in files),
        reports=reports_of(project, programme),
    )


def reports_of(project: Project, programme: Programme) -> str:
    """Return how many of a programme's reports are in which state, and its last release; empty before a build.

    Raises
    ------
    InputFaults
        With the faults of the sign-offs.
    """
    from workbench.assurance.archive import releases_folder, releases_of
    from workbench.assurance.refusals_build import read_manifest
    from workbench.assurance.sign_offs import all_sign_offs
    from workbench.assurance.states import counted, standings_of

    contents = read_manifest(build_folders(project.build, programme.id).manifest).get("content", {})
    if not contents:
        return ""
    said = [counted(standings_of(contents, all_sign_offs(project, programme.id)))]
    said += [f"release {each.version}" for each in releases_of(releases_folder(project, programme.id))[-1:]]
    return "; ".join(said)


def units_of(definitions: Definitions, programme: Programme) -> str:
    """Return how many units a programme has, in words: "5 partnerships", "national"."""
    found, units = len(definitions.programme_areas(programme)), definitions.unit_set(programme)
    return f"{found} {units.singular if found == 1 else units.plural}" if found else "national"
