"""Quotations of an area, what was detected in each, and whether somebody signed off exactly what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from workbench.definitions import Definitions, Programme
from workbench.definitions.authored import authored_folder, indicator_faults, repeated_faults
from workbench.definitions.base import Day, Definition, QualityIndicatorId, Slug, Text, Truth
from workbench.definitions.faults import unknown
from workbench.definitions.lined_yaml import Document
from workbench.definitions.loading import load_definitions
from workbench.definitions.typed_yaml import read_definition
from workbench.errors import Fault
from workbench.files import canonical_json
from workbench.freetext.detecting import detect
from workbench.freetext.findings import Finding
from workbench.freetext.roles import Role
from workbench.freetext.vocabulary import Known, field_terms
from workbench.project import Project

LONGEST = 2_000
#: The group of a quotation that is from nobody's group in particular.
EVERYBODY = "people who took part"

SIGNED_OFF = "signed off"
NOT_SIGNED_OFF = "not signed off"
VOID = "sign-off void: changed since"
MUST_CHANGE = "may not appear: take out what identifies"


def _short_enough(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"is longer than {LONGEST:,} characters; a quotation is a few sentences")
    return text


class SignOff(Definition):
    """Who let a quotation appear, by role, when, and the fingerprint of what they read."""

    by: Role
    on: Day
    hash: Text


class Quotation(Definition):
    """What somebody said, from which group, on which quality indicator.

    Parameters
    ----------
    id
        Its name in narrative and on the command line.
    text
        The words as they may appear.
    source_role
        The group the person belongs to, never more than that; or ``EVERYBODY`` where the group is too small to name.
    quality_indicator
        What it is evidence for.
    sign_off
        The latest sign-off, or None.
    """

    id: Slug
    text: Annotated[Text, AfterValidator(_short_enough)]
    source_role: Text
    quality_indicator: QualityIndicatorId
    sign_off: SignOff | None = None

    @property
    def hash(self) -> str:
        """Fingerprint of everything of it that a reader sees: the exact text and the role."""
        shown = canonical_json({"source_role": self.source_role, "text": self.text})
        return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


class Quotations(Definition):
    """The quotations of one area."""

    synthetic: Truth = False
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True)
class Checked:
    """A quotation with what was detected in it and where its sign-off stands.

    Parameters
    ----------
    quotation
        As written.
    area
        Slug of its area.
    file, line
        Where it stands.
    findings
        What could identify a person; none does not mean that it is safe.
    """

    quotation: Quotation
    area: str
    file: str
    line: int
    findings: tuple[Finding, ...]

    @property
    def state(self) -> str:
        """Where it stands: one of the states above, of which only ``signed off`` lets it appear."""
        if any(finding.never for finding in self.findings):
            return MUST_CHANGE
        sign_off = self.quotation.sign_off
        if sign_off is None:
            return NOT_SIGNED_OFF
        return SIGNED_OFF if sign_off.hash == self.quotation.hash else VOID

    @property
    def usable(self) -> bool:
        """Whether it may appear in a report."""
        return self.state == SIGNED_OFF

    def refusal(self) -> Fault:
        """Return why it may not appear, for an author who used it."""
        return Fault(
            file=self.file, line=self.line, message=f"the quotation '{self.quotation.id}' may not appear: {self.state}"
        )


def quotations_file(project: Project, programme: str, area: str) -> Path:
    """Return the file that holds an area's quotations."""
    return authored_folder(project, programme, area) / "quotations.yaml"


def checked_quotations(
    project: Project, programme: Programme | str, area: str, definitions: Definitions | None = None
) -> tuple[Checked, ...]:
    """Return every quotation of an area with what was detected and its sign-off, in the order of the file.

    Parameters
    ----------
    project
        The project.
    programme
        The programme or its id.
    area
        Slug of the area.
    definitions
        The project's definitions; loaded when not given, which costs time for many areas.

    Returns
    -------
    tuple of Checked
        Empty where the area has no ``quotations.yaml``.

    Raises
    ------
    InputFaults
        With every fault of the file.
    UnknownName
        For a programme or area that is not there.
    """
    known = definitions or load_definitions(project)
    programme = known.programme(programme) if isinstance(programme, str) else programme
    known.area(area, programme)
    path = quotations_file(project, programme.id, area)
    if not path.is_file():
        return ()
    # A faulty sign-off stops everything: nothing appears on a guess.
    content, document = read_definition(
        path, Quotations, project.root, "quotations",
        lambda content, document: _faults(content, document, programme, known),
    )  # fmt: skip
    words = known_words(known.seen_by(programme))
    return tuple(
        Checked(one, area, document.file, document.line("quotations", number), detect(one.text, words))
        for number, one in enumerate(content.quotations)
    )


def usable_quotations(
    project: Project, programme: Programme | str, area: str, definitions: Definitions | None = None
) -> tuple[Quotation, ...]:
    """Return the quotations of an area that may appear: signed off as they stand, and without a direct identifier.

    Parameters and errors are those of `checked_quotations`.
    """
    return tuple(one.quotation for one in checked_quotations(project, programme, area, definitions) if one.usable)


def known_words(definitions: Definitions) -> Known:
    """Return the capitalised words that name no person and no small place, with the areas."""
    return field_terms().with_areas(definitions)


def _faults(content: Quotations, document: Document, programme: Programme, known: Definitions) -> Iterator[Fault]:
    roles = source_roles(programme, known)
    twice = ((one.id, f"'{one.id}' is the id of another quotation") for one in content.quotations)
    yield from repeated_faults(twice, document, "quotations", field="id")
    for number, one in enumerate(content.quotations):
        here = ("quotations", number)
        yield from indicator_faults(one.quality_indicator, document, programme, *here)
        if roles and one.source_role not in (*roles, EVERYBODY):
            yield document.fault(unknown("source role", one.source_role, (*roles, EVERYBODY)), *here, "source_role")


def source_roles(programme: Programme, definitions: Definitions) -> tuple[str, ...]:
    """Return the groups that a programme hears from, as its instruments name them."""
    roles: dict[str, None] = {}
    for id in programme.instruments:
        for column in definitions.instruments[id].columns:
            if column.id == "source_role":
                roles |= {option.value: None for option in column.options}
    return tuple(roles)
