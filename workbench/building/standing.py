"""Which results of a programme stand, and what is taken away because it no longer does."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping

from workbench.execution.outputs import remove_outputs
from workbench.plan.folders import BuildFolders
from workbench.plan.lockfile import Lockfile
from workbench.plan.planner import Planner
from workbench.plan.units import NATIONAL, Unit


def complete_areas(areas: Iterable[str], units: Mapping[str, Unit], folders: BuildFolders) -> list[str]:
    """Return those of some areas that have the results of all their stages, in the order given."""
    lacking = {unit.area for unit in units.values() if not folders.results_file(unit.name).is_file()}
    return [area for area in areas if area not in lacking]


def withdraw_reports(areas: Iterable[str | None], folders: BuildFolders) -> None:
    """Take away the reports of areas whose results no longer stand; the nation, None, is composed anew anyway."""
    for area in areas:
        if area is not None:
            shutil.rmtree(folders.project / "areas" / area, ignore_errors=True)
            shutil.rmtree(folders.site / "areas" / area, ignore_errors=True)


def remove_former(programme: str, lockfile: Lockfile, units: Mapping[str, Unit], folders: BuildFolders) -> None:
    """Take away what was made of areas and stages that are no longer the programme's: others would go on reading it."""
    for name in set(lockfile.names) - set(units):
        folder, _, stage = name.partition("/")
        former = Unit(programme, stage, None if folder == NATIONAL else folder)
        remove_outputs(folders, former)
        folders.failed(former).unlink(missing_ok=True)
        for place in (folders.results / folder, folders.notebook(former).parent, folders.failed(former).parent):
            if place.is_dir() and not any(place.iterdir()):
                place.rmdir()


def hold_overview(planner: Planner) -> list[str]:
    """Take away national results that are not of the present ones; return a line for each.

    What an overview said of an area before, the area's report may hold back now; and totals of two states can be
    taken from one another.
    """
    said = []
    for unit in planner.units.values():
        if unit.area is not None or not planner.folders.results_file(unit.name).is_file():
            continue
        reasons = planner.reasons(unit)
        if reasons:
            remove_outputs(planner.folders, unit)
            said.append(
                f"Held back: the results of {unit.stage} were made earlier, and other results have changed since "
                f"({reasons[0]}). A build without --area makes them anew."
            )
    return said
