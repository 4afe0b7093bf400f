"""Kinds of output: what a folder of ``reports/`` makes, as its ``kind.yaml`` says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from workbench.definitions.base import Definition, Slug, Text, Truth
from workbench.definitions.faults import validated
from workbench.definitions.lined_yaml import read
from workbench.errors import Fault, InputFaults, UnknownName, shown_path
from workbench.names import did_you_mean
from workbench.project import Project

HEADER = "kind.yaml"
AREA_REPORT, OVERVIEW = "area-report", "national-overview"

Scope = Literal["area", "national"]


class Rules(Definition):
    """What must hold for the pages of a kind.

    Parameters
    ----------
    facts_of_the_report
        Whether every number must be a value that the area's report uses, and none may be typed by hand.
    no_grades
        Whether grades and the scale are refused.
    reading_age
        Highest reading age, in years, that authors are not warned of; none where it is not given.
    """

    facts_of_the_report: Truth = False
    no_grades: Truth = False
    reading_age: Annotated[int, Field(strict=True, ge=6, le=18)] | None = None


class OutputKind(Definition):
    """One kind of output.

    Parameters
    ----------
    id
        Name of its folder in ``reports/``.
    title
        What links to it say.
    holds, readers
        What it holds, and who reads it.
    scope
        Whether there is one for each area, one for the nation, or both.
    needs
        The authored record without which there is none for an area.
    workbook
        The spreadsheet that is made with it, or alone where the folder has no ``index.qmd``.
    rules
        What must hold for its pages.
    """

    id: Slug
    title: Text
    holds: Text
    readers: Text
    scope: Annotated[tuple[Scope, ...], Field(min_length=1)] = ("area",)
    needs: Literal["improvement-plan", "progress"] | None = None
    workbook: Literal["improvement-plan", "figures-data"] | None = None
    rules: Rules = Rules()

    @property
    def is_main(self) -> bool:
        """Whether its page is the first one of an area, or of the website."""
        return self.id in (AREA_REPORT, OVERVIEW)


def kind_names(reports: Path) -> frozenset[str]:
    """Return the names of the output kinds whose folders lie in ``reports``."""
    return frozenset(path.parent.name for path in reports.glob(f"*/{HEADER}"))


def load_output_kinds(project: Project) -> dict[str, OutputKind]:
    """Return every kind of output by name.

    Raises
    ------
    InputFaults
        With every fault of every ``kind.yaml``.
    """
    kinds: dict[str, OutputKind] = {}
    faults: list[Fault] = []
    for path in sorted(project.reports.glob(f"*/{HEADER}")):
        document, wrong = read(path, shown_path(path, project.root))
        kind = None
        if document is not None:
            kind, wrong = validated(OutputKind, document)
        faults += wrong
        if kind is None or document is None:
            continue
        if kind.id != path.parent.name:
            faults.append(document.fault(f"the id '{kind.id}' belongs in the folder reports/{kind.id}", "id"))
        kinds[kind.id] = kind
    if faults:
        raise InputFaults(faults, f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in the kinds of output")
    return kinds


def wanted_kinds(kinds: dict[str, OutputKind], outputs: tuple[str, ...]) -> tuple[OutputKind, ...]:
    """Return the kinds that a programme names, in its order.

    Raises
    ------
    UnknownName
        When there is none of a name.
    """
    for name in outputs:
        if name not in kinds:
            raise UnknownName(f"No kind of output is called '{name}'.{did_you_mean(name, kinds)}")
    return tuple(kinds[name] for name in outputs)
