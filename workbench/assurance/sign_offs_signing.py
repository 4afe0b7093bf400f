"""The signing of a report as it was last built."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from workbench.assurance.factual_accuracy import load_factual_accuracy
from workbench.assurance.refusals_build import place_of, read_manifest, stale_places
from workbench.assurance.sign_offs import SignOff, add_sign_off
from workbench.assurance.sign_offs_rules import Asked, refuse
from workbench.assurance.states import STATES, built_contents
from workbench.definitions import Definitions, Programme, load_definitions
from workbench.errors import UnknownName, WorkbenchError
from workbench.names import did_you_mean
from workbench.plan.folders import build_folders
from workbench.project import Project


def sign_report(
    project: Project, programme: str, report: str, *, state: str, role: str, on: date, comment: str
) -> tuple[SignOff, str]:
    """Sign off a report; return the sign-off and the report's id.

    Parameters
    ----------
    project, programme
        The project, and the programme's id.
    report
        The report's id; an area's name or code is as good as its slug.
    state, role, on, comment
        What is signed, by which role, when, and what they say.

    Raises
    ------
    UnknownName
        When there is no such programme, report or state.
    WorkbenchError
        When the report is not built as its sources are now, or may not be signed off so; with every reason.
    """
    definitions = load_definitions(project, only=(programme,))
    chosen = definitions.programme(programme)
    state = state.replace("-", " ").replace("_", " ").strip().lower()
    if state not in STATES:
        raise UnknownName(f"No state is called '{state}'.{did_you_mean(state, STATES)} Known: {', '.join(STATES)}.")
    contents = built_contents(project, chosen)
    slug = _report(definitions, chosen, report, contents)
    areas = tuple(area.slug for area in definitions.programme_areas(chosen))
    points = load_factual_accuracy(project, chosen, slug, definitions) if slug in areas else None
    asked = Asked(
        slug, state, role, on, points.unanswered if points else (), points.corrections if points else 0,
        declared_roles(project, chosen.id),
    )  # fmt: skip
    folders = build_folders(project.build, chosen.id)
    manifest = read_manifest(folders.manifest)
    again = f"Build it first: workbench build {chosen.id}"

    def content() -> str:
        now = built_contents(project, chosen).get(slug, "")
        if state == STATES[0]:
            return now  # taking back needs no build
        if place_of(slug, areas) in stale_places(project, chosen, manifest, folders):
            raise WorkbenchError(f"{slug} was built before its sources or parameters changed. {again}")
        if manifest.get("content", {}).get(slug) != now:
            raise WorkbenchError(f"{slug} is not what the last build made. {again}")
        return now

    return (
        add_sign_off(
            project, chosen.id, slug, state=state, role=role, on=on, comment=comment, content=content,
            check=lambda before, found: refuse(asked, before, found),
        ),
        slug,
    )  # fmt: skip


def declared_roles(project: Project, programme: str) -> Mapping[str, str]:
    """Return the posts that the programme declares as analyst, assurer, approver and commissioner."""
    from workbench.assurance.roles import read_assurance

    roles = read_assurance(project, programme).roles
    return {name: post for name in type(roles).model_fields if (post := getattr(roles, name))}


def _report(definitions: Definitions, programme: Programme, name: str, contents: Mapping[str, str]) -> str:
    if name in contents:
        return name
    area = definitions.match_area(name, programme)
    if area is not None and area.slug in contents:
        return area.slug
    if not contents:
        raise WorkbenchError(f"{programme.id} has no report yet. Build it first: workbench build {programme.id}")
    if area is not None:
        raise WorkbenchError(f"{area.slug} has no report yet. Build it first: workbench build {programme.id}")
    raise UnknownName(f"{programme.id} has no report '{name}'.{did_you_mean(name, contents)}")
