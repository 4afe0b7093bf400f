"""Who commissions, analyses, assures and approves, and what they assumed: ``reports/<programme>/assurance.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from workbench.definitions.base import Day, Definition, Slug, Text, Truth
from workbench.definitions.faults import validated
from workbench.definitions.lined_yaml import Document, read
from workbench.errors import Fault, InputFaults, shown_path
from workbench.freetext.roles import Role
from workbench.project import Project

FILE = "assurance.yaml"
#: The AQuA Book's roles, and what each does in our words.
ROLES = {
    "commissioner": "asks for the analysis and says what it is for",
    "analyst": "does the analysis",
    "assurer": "checks the analysis, and is not the one who did it",
    "approver": "decides that it may be used",
}
NOT_RECORDED = "not recorded"


class Roles(Definition):
    """Which post has which role; a post, never a person's name. One that is not recorded is left out."""

    commissioner: Role | None = None
    analyst: Role | None = None
    assurer: Role | None = None
    approver: Role | None = None

    def as_dict(self) -> dict[str, str]:
        """Return the post of each role, ``not recorded`` where there is none.

        Examples
        --------
        >>> Roles(analyst="Strategic inspector").as_dict()["assurer"]
        'not recorded'
        """
        return {role: getattr(self, role) or NOT_RECORDED for role in ROLES}

    @property
    def missing(self) -> tuple[str, ...]:
        """The roles for which no post is recorded."""
        return tuple(role for role in ROLES if getattr(self, role) is None)


class Assumption(Definition):
    """One assumption or limitation that the analysts wrote down.

    Parameters
    ----------
    id
        Its name.
    kind
        An assumption may turn out wrong; a limitation is known.
    text, because, if_wrong
        What is assumed, why, and what follows where it is wrong.
    role, date
        Who wrote it down, by role, and when.
    """

    id: Slug
    kind: Literal["assumption", "limitation"] = "assumption"
    text: Text
    because: Text
    if_wrong: Text
    role: Role
    date: Day


class Assurance(Definition):
    """The content of the file."""

    synthetic: Truth = False
    roles: Roles = Roles()
    assumptions: tuple[Assumption, ...] = ()


def assurance_path(project: Project, programme: str) -> Path:
    """Return where roles and assumptions of a programme stand."""
    return project.reports / programme / FILE


def read_assurance(project: Project, programme: str) -> Assurance:
    """Return the recorded roles and assumptions of a programme; without a file, none of them.

    Raises
    ------
    InputFaults
        With every fault: a name where a role belongs, an assurer who did the analysis, an assumption given twice.
    """
    path = assurance_path(project, programme)
    if not path.is_file():
        return Assurance()
    document, faults = read(path, shown_path(path, project.root))
    content = None
    if document is not None:
        content, faults = validated(Assurance, document)
        if content is not None:
            faults += _faults(content, document)
    if faults or content is None:
        raise InputFaults(sorted(set(faults)), f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in {FILE}")
    return content


def _faults(content: Assurance, document: Document) -> Iterator[Fault]:
    roles = content.roles
    if roles.analyst and roles.assurer and roles.analyst.casefold() == roles.assurer.casefold():
        message = "the assurer is the analyst; name the post of somebody who did not do the analysis"
        yield document.fault(message, "roles", "assurer")
    seen: set[str] = set()
    for number, one in enumerate(content.assumptions):
        if one.id in seen:
            yield document.fault(f"the assumption '{one.id}' is given twice", "assumptions", number, "id")
        seen.add(one.id)
