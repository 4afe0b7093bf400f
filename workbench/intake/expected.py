"""What a table must look like to be taken in: a plain, picklable form of an instrument definition."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from workbench.files import canonical_json
from workbench.freetext.fingerprints import detector

if TYPE_CHECKING:
    from workbench.definitions import Definitions

#: Raised when the rules of reading change, so that everything is read again.
RULES = 3


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    id
        Its name in the store.
    header
        Its header in the file.
    kind
        ``identifier``, ``text``, ``integer``, ``date``, ``choice``, ``scale``, ``grade``, ``area`` or
        ``quality_indicator``.
    required
        Whether every row must have an answer.
    options
        For choice, scale and grade: pairs of the stored value and what the file says; for quality_indicator: pairs of
        id and title.
    minimum, maximum
        For integer: the smallest and largest allowed, or None.
    aliases
        Other headers that a mapping file gives it.
    meanings
        Pairs of what a file says and what it means, from a mapping file; an empty meaning is a blank.
    """

    id: str
    header: str
    kind: str
    required: bool
    options: tuple[tuple[str, str], ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    aliases: tuple[str, ...] = ()
    meanings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """One table: where it stands in a file, its columns and its key.

    Parameters
    ----------
    id, title
        The instrument.
    file_name
        Name of the file, with ``{area}`` for the area's slug.
    format
        ``xlsx`` or ``csv``: what is usual; a file of another kind is read as well.
    sheet
        Sheet of a workbook; empty for CSV.
    key
        Ids of the columns that together are different in every row.
    columns
        All columns, in the order of the definition.
    left_out
        Headers of a file's columns that a mapping file leaves out on purpose.
    """

    id: str
    title: str
    file_name: str
    format: str
    sheet: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    left_out: tuple[str, ...] = ()

    def digest(self) -> str:
        """Return a hash of everything that decides how a file is read."""
        # What was found in texts is remembered, so a better search looks at them again.
        searched = detector() if any(column.kind == "text" for column in self.columns) else ""
        return hashlib.sha256(canonical_json([RULES, asdict(self), searched]).encode()).hexdigest()


def expected_tables(definitions: Definitions, programme_id: str) -> dict[str, Table]:
    """Return the tables of a programme's instruments, by instrument id, in the programme's order.

    Parameters
    ----------
    definitions
        All definitions.
    programme_id
        A programme's id.

    Raises
    ------
    UnknownName
        When no programme is called so.
    """
    programme = definitions.programme(programme_id)
    framework = definitions.frameworks.get(programme.framework or "")
    titles = {indicator.id: indicator.title for indicator in framework.quality_indicators} if framework else {}
    indicators = tuple((qi, titles.get(qi, qi)) for qi in programme.quality_indicators)
    tables = {}
    for instrument_id in programme.instruments:
        instrument = definitions.instruments[instrument_id]
        columns = []
        for column in instrument.columns:
            options: tuple[tuple[str, str], ...] = ()
            if column.type == "choice":
                options = tuple((option.value, option.label) for option in column.options)
            elif column.type == "scale":
                scale = definitions.answer_scales[column.scale]
                options = tuple((option.value, option.label) for option in scale.options)
            elif column.type == "grade":
                scale = definitions.scales[column.scale]
                options = tuple((str(grade.value), grade.label) for grade in scale.grades)
            elif column.type == "quality_indicator":
                options = indicators
            columns.append(
                Column(column.id, column.header, column.type, column.required, options, column.min, column.max)
            )
        tables[instrument_id] = Table(
            id=instrument_id, title=instrument.title, file_name=instrument.file.name, format=instrument.file.format,
            sheet=instrument.file.sheet or "", key=tuple(instrument.key), columns=tuple(columns),
        )  # fmt: skip
    return tables
