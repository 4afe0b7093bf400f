"""The signing of reports as they were last built: one, some, or all that can take the next state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.assurance.factual_accuracy import load_factual_accuracy
from workbench.assurance.refusals_build import place_of, read_manifest, stale_places
from workbench.assurance.sign_offs import SignOff, add_sign_off, read_sign_offs
from workbench.assurance.sign_offs_rules import Asked, cannot, reasons_against, refuse
from workbench.assurance.states import DRAFT, STATES, built_contents, in_reading_order, standings_of
from workbench.definitions import Definitions, Programme, load_definitions
from workbench.errors import UnknownName, WorkbenchError
from workbench.names import did_you_mean
from workbench.plan.folders import build_folders
from workbench.project import Project


@dataclass(frozen=True)
class Signed:
    """How the signing of several reports ended.

    Parameters
    ----------
    signed
        The reports that were signed, each with its sign-off, in reading order.
    already
        Reports that stand there or further, and have not changed since.
    refused
        Why the others could not be signed, by report.
    """

    signed: tuple[tuple[str, SignOff], ...]
    already: tuple[str, ...] = ()
    refused: Mapping[str, tuple[str, ...]] | None = None


def sign_reports(
    project: Project, programme: str, reports: Sequence[str], *, state: str, role: str, on: date, comment: str,
    every: bool = False,
) -> Signed:  # fmt: skip
    """Sign off several reports with one role, day and comment.

    Parameters
    ----------
    project, programme
        The project, and the programme's id.
    reports
        Ids of reports; an area's name or code is as good as its slug. Each is signed, or none is.
    state, role, on, comment
        What is signed, by which role, when, and what they say.
    every
        Sign every report that can be signed so, and say of the others why not; ``reports`` is empty then.

    Returns
    -------
    Signed
        What was signed; with ``every``, also what was not.

    Raises
    ------
    UnknownName
        When there is no such programme, report or state.
    WorkbenchError
        When a report that was named, or every one of all, cannot be signed; with every reason of each.
    """
    signing = _Signing(project, programme, state)
    if every and signing.state == DRAFT:
        raise WorkbenchError("Name the reports to be taken back to draft: all at once is too easily done by mistake.")
    if not every and not reports:
        raise WorkbenchError("Name the reports, or say --all for every report that can be signed so.")
    named = signing.everything() if every else list(dict.fromkeys(signing.report(each) for each in reports))
    already = signing.already(named) if every else ()
    asked = [signing.asked(each, role, on) for each in named if each not in already]
    refused = {each.report: found for each in asked if (found := tuple(signing.reasons(each)))}
    ready = [each for each in asked if each.report not in refused]
    if refused and (not every or not ready):
        raise WorkbenchError(cannot(signing.state, refused))
    signed = tuple((each.report, signing.sign(each, comment)) for each in ready)
    return Signed(signed, already, refused)


def sign_report(
    project: Project, programme: str, report: str, *, state: str, role: str, on: date, comment: str
) -> tuple[SignOff, str]:
    """Sign off one report; return the sign-off and the report's id. See `sign_reports`."""
    found = sign_reports(project, programme, (report,), state=state, role=role, on=on, comment=comment)
    slug, sign_off = found.signed[0]
    return sign_off, slug


class _Signing:
    """What all reports that are signed together have in common: the build is looked at once."""

    def __init__(self, project: Project, programme: str, state: str) -> None:
        self.project = project
        self.definitions = load_definitions(project, only=(programme,))
        self.programme = self.definitions.programme(programme)
        self.state = state.replace("-", " ").replace("_", " ").strip().lower()
        if self.state not in STATES:
            known = f"Known: {', '.join(STATES)}."
            raise UnknownName(f"No state is called '{self.state}'.{did_you_mean(self.state, STATES)} {known}")
        self.contents = built_contents(project, self.programme)
        self.areas = tuple(area.slug for area in self.definitions.programme_areas(self.programme))
        self.roles = declared_roles(project, self.programme.id)
        folders = build_folders(project.build, self.programme.id)
        self.manifest = read_manifest(folders.manifest)
        self.stale = (
            frozenset() if self.state == DRAFT else stale_places(project, self.programme, self.manifest, folders)
        )

    def report(self, name: str) -> str:
        return _report(self.definitions, self.programme, name, self.contents)

    def everything(self) -> list[str]:
        if not self.contents:
            raise _not_built(self.programme.id, self.programme.id)
        return [each.report for each in in_reading_order(standings_of(self.contents, {}), self.areas)]

    def already(self, reports: Iterable[str]) -> tuple[str, ...]:
        signed = {each: self.before(each) for each in reports}
        standings = standings_of({each: self.contents[each] for each in signed}, signed)
        reached = STATES[STATES.index(self.state) :]
        return tuple(
            each
            for each in signed
            if standings[each].state in reached and not standings[each].changed and not self._unbuilt(each)
        )

    def before(self, report: str) -> tuple[SignOff, ...]:
        return read_sign_offs(self.project, self.programme.id, report)

    def asked(self, report: str, role: str, on: date) -> Asked:
        points = None
        if report in self.areas:
            points = load_factual_accuracy(self.project, self.programme, report, self.definitions)
        return Asked(
            report, self.state, role, on, points.unanswered if points else (), points.corrections if points else 0,
            self.roles,
        )  # fmt: skip

    def reasons(self, asked: Asked) -> list[str]:
        """Return why a report cannot be signed so: the build first, for the rest follows from it."""
        if why := self._unbuilt(asked.report):
            return [why]
        return reasons_against(asked, self.before(asked.report), self.contents[asked.report])

    def _unbuilt(self, report: str) -> str:
        if self.state == DRAFT:
            return ""  # taking back needs no build
        again = f"Build it first: workbench build {self.programme.id}"
        if place_of(report, self.areas) in self.stale:
            return f"It was built before its sources, evidence or parameters changed. {again}"
        if self.manifest.get("content", {}).get(report) != self.contents[report]:
            return f"It is not what the last build made. {again}"
        return ""

    def sign(self, asked: Asked, comment: str) -> SignOff:
        return add_sign_off(
            self.project, self.programme.id, asked.report, state=asked.state, role=asked.role, on=asked.on,
            comment=comment, content=lambda: self.contents[asked.report],
            check=lambda before, found: refuse(asked, before, found),
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
        raise _not_built(programme.id, programme.id)
    if area is not None:
        raise _not_built(area.slug, programme.id)
    raise UnknownName(f"{programme.id} has no report '{name}'.{did_you_mean(name, contents)}")


def _not_built(what: str, programme: str) -> WorkbenchError:
    return WorkbenchError(f"{what} has no report yet. Build it first: workbench build {programme}")
