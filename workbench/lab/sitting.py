"""A programme as the desk needs it: its definitions, units and planner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.errors import UnknownName, WorkbenchError
from workbench.names import did_you_mean
from workbench.plan.units import NATIONAL, Unit, programme_units

if TYPE_CHECKING:
    from workbench.definitions import Definitions, Programme
    from workbench.plan.planner import Planner
    from workbench.project import Project


@dataclass(frozen=True)
class Sitting:
    """One programme, ready to be worked on.

    Parameters
    ----------
    project, definitions, programme
        What is worked on.
    planner
        Knows inputs, records and reasons of every unit.
    catalogue
        What the evidence store has of the programme.
    """

    project: Project
    definitions: Definitions
    programme: Programme
    planner: Planner
    catalogue: dict[str, Any]

    @property
    def areas(self) -> dict[str, str]:
        """Name of each area by slug, in name order; the whole nation last where it has stages of its own."""
        names = {area.slug: area.name for area in self.definitions.programme_areas(self.programme)}
        if any(unit.area is None for unit in self.planner.units.values()):
            names[NATIONAL] = "Scotland as a whole"
        return names

    def units_of(self, area: str) -> tuple[Unit, ...]:
        """Return the units of an area, or of the whole nation, in the order of the work."""
        return tuple(unit for unit in self.planner.units.values() if unit.folder == area)

    def stage(self, id: str) -> Any:
        """Return a stage of the programme by id."""
        return next(stage for stage in self.programme.stages if stage.id == id)

    def chosen_area(self, name: str) -> str:
        """Return the slug of the area that a person named by slug, name or code.

        Raises
        ------
        UnknownName
            With the nearest area.
        """
        if name in self.areas:
            return name
        found = self.definitions.match_area(name, self.programme)
        if found is not None and found.slug in self.areas:
            return found.slug
        kind = self.definitions.unit_set(self.programme).singular
        raise UnknownName(
            f"No {kind} of {self.programme.id} is called '{name}'.{did_you_mean(name, self.areas)} "
            f"`workbench programmes {self.programme.id}` lists them."
        )


def sit_down(project: Project, programme: str) -> Sitting:
    """Load a programme for the desk.

    Raises
    ------
    WorkbenchError
        When the parameters are wrong, or no programme has this id; the message names the nearest.
    """
    # pydantic and YAML: `workbench --help` needs neither.
    from workbench.definitions import load_definitions
    from workbench.execution.context import RunContexts
    from workbench.plan.folders import build_folders
    from workbench.plan.lockfile import Lockfile
    from workbench.plan.planner import Planner
    from workbench.store import EvidenceStore

    definitions = load_definitions(project, only=(programme,))
    found = definitions.programme(programme)
    folders = build_folders(project.build, found.id)
    units = programme_units(found, [area.slug for area in definitions.programme_areas(found)])
    catalogue = EvidenceStore(project).catalogue(found.id)
    contexts = RunContexts(project, definitions, found, catalogue)
    planner = Planner(project, found, units, folders, Lockfile(folders), contexts)
    return Sitting(project, definitions, found, planner, catalogue)


def programmes_with_stages(project: Project) -> dict[str, str]:
    """Return the short title of each programme that has notebooks, by id, those with evidence first.

    The files are only looked into: a fault in one of them is no reason not to name the others, and is told of by
    `sit_down` once somebody chooses it.
    """
    import yaml

    found = []
    for path in sorted((project.parameters / "programmes").glob("*.yaml")):
        try:
            told = yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except (OSError, yaml.YAMLError):
            continue
        if isinstance(told, dict) and told.get("stages") and isinstance(told.get("id"), str):
            id, title = told["id"], str(told.get("short_title") or told["id"])
            found.append((not (project.store / id / "catalogue.json").is_file(), title, id))
    if not found:
        raise WorkbenchError("No programme in parameters/programmes has stages, so there is nothing to sit down to.")
    return {id: title for _, title, id in sorted(found)}
