"""Kinds of output: what a folder of ``reports/`` makes, as its ``kind.yaml`` says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from workbench.definitions.base import Definition, Slug, Text, Truth
from workbench.definitions.faults import validated
from workbench.definitions.lined_yaml import read
from workbench.errors import Fault, InputFaults, UnknownName, WorkbenchError, shown_path
from workbench.names import did_you_mean
from workbench.project import Project

HEADER = "kind.yaml"
AREA_REPORT, OVERVIEW = "area-report", "national-overview"

Need = Literal["improvement-plan", "progress", "key-points", "text"]
Scope = Literal["area", "national"]
Format = Literal["html", "pdf", "docx", "xlsx"]
#: The formats of a page; a spreadsheet is made by itself.
PAGE_FORMATS: tuple[Format, ...] = ("html", "pdf", "docx")
SHEET: Format = "xlsx"


class Rules(Definition):
    """What must hold for the pages of a kind.

    Parameters
    ----------
    facts_of_the_report
        Whether every number must be a value that the area's report uses, and none may be typed by hand.
    no_grades
        Whether grades and the scale are refused.
    not_attributed
        Of a national kind: whether the name of any council area is refused, on its page and in what it is made of.
    reading_age
        Highest reading age, in years, that authors are not warned of; none where it is not given.
    """

    facts_of_the_report: Truth = False
    no_grades: Truth = False
    not_attributed: Truth = False
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
        The authored record without which there is none for an area; ``text`` is one in the area's folder of its name.
    workbook
        The spreadsheet that is made with it, or alone where the folder has no ``index.qmd``.
    formats
        The formats it is made in. A page always has HTML, which is the version that everyone can read.
    voices
        Words by which it knows the surveys whose answers it quotes, from who answered them; all where there are none.
    rules
        What must hold for its pages.

    Examples
    --------
    >>> OutputKind(id="plan", title="Plan", holds="a", readers="b", workbook="improvement-plan").formats
    ('html', 'pdf', 'docx', 'xlsx')
    """

    id: Slug
    title: Text
    holds: Text
    readers: Text
    scope: Annotated[tuple[Scope, ...], Field(min_length=1)] = ("area",)
    needs: Need | None = None
    workbook: Literal["improvement-plan", "figures-data"] | None = None
    formats: Annotated[tuple[Format, ...], Field(min_length=1)] = PAGE_FORMATS
    voices: tuple[Text, ...] = ()
    rules: Rules = Rules()

    @model_validator(mode="before")
    @classmethod
    def _all_formats(cls, given: Any) -> Any:
        if isinstance(given, dict) and "formats" not in given and given.get("workbook"):
            return given | {"formats": [*PAGE_FORMATS, SHEET]}
        return given

    @model_validator(mode="after")
    def _consistent(self) -> OutputKind:
        if SHEET in self.formats and self.workbook is None:
            raise ValueError("the format xlsx needs a 'workbook', which says what the spreadsheet holds")
        if set(self.formats) & {"pdf", "docx"} and "html" not in self.formats:
            raise ValueError("a page needs the format html as well: it is the version that everyone can read")
        if len(set(self.formats)) < len(self.formats):
            raise ValueError("a format is given twice")
        return self

    @property
    def page_formats(self) -> tuple[str, ...]:
        """The formats of its page; empty for a kind that is a spreadsheet alone."""
        return tuple(format for format in PAGE_FORMATS if format in self.formats)

    @property
    def has_sheet(self) -> bool:
        """Whether a spreadsheet is made of it."""
        return SHEET in self.formats

    def narrowed(self, formats: tuple[str, ...]) -> OutputKind:
        """Return the kind in some of its formats alone.

        Raises
        ------
        WorkbenchError
            When it has no such format, or lacks one that it needs.
        """
        for name in formats:
            if name not in self.formats:
                hint = did_you_mean(name, self.formats)
                raise WorkbenchError(f"{self.title} has no format '{name}', only {', '.join(self.formats)}.{hint}")
        try:
            return OutputKind.model_validate(self.model_dump() | {"formats": list(formats)})
        except ValueError as error:
            why = error.errors()[0]["msg"] if hasattr(error, "errors") else str(error)
            raise WorkbenchError(f"{self.title}: {why.removeprefix('Value error, ')}") from None

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


def wanted_kinds(
    kinds: dict[str, OutputKind], outputs: tuple[str, ...], formats: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[OutputKind, ...]:
    """Return the kinds that a programme names, in its order and in the formats it wants.

    Parameters
    ----------
    kinds
        Every kind of output by name.
    outputs
        The names.
    formats
        For some of them the formats wanted, of those that the kind has.

    Raises
    ------
    UnknownName
        When there is none of a name.
    WorkbenchError
        When a kind cannot be made in the formats wanted.
    """
    for name in outputs:
        if name not in kinds:
            raise UnknownName(f"No kind of output is called '{name}'.{did_you_mean(name, kinds)}")
    formats = formats or {}
    return tuple(kinds[name].narrowed(formats[name]) if name in formats else kinds[name] for name in outputs)
