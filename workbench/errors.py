"""Errors that a user can cause, each saying what, where and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class WorkbenchError(Exception):
    """Base of every error shown to a user; the command line prints its message and exits with 2.

    Parameters
    ----------
    message
        What is wrong, where, and what to do, in one or a few plain sentences.

    Examples
    --------
    >>> str(WorkbenchError("No area is called 'orkny'. Did you mean orkney-islands?"))
    "No area is called 'orkny'. Did you mean orkney-islands?"
    """

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __reduce__(self):  # errors cross process boundaries
        return (type(self), self.args)


class UnknownName(WorkbenchError):
    """A programme, area, stage or other name that is not known."""


class MissingProgram(WorkbenchError):
    """A program that the user asked for is not on this machine."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of a file that a user gave.

    Parameters
    ----------
    file
        The file, as a path the user recognises (relative to the project where it lies inside).
    message
        What is wrong and what to do.
    line
        Line of a text file, from 1; 0 where a line means nothing.
    sheet, row, column
        Place in a workbook or table: ``row`` is the row number a spreadsheet shows, from 1.
    value
        The offending value as read, shortened.

    Examples
    --------
    >>> print(Fault(file="areas.yaml", line=3, message="unknown field 'nmae'; did you mean 'name'?"))
    areas.yaml, line 3: unknown field 'nmae'; did you mean 'name'?
    >>> print(Fault(file="a.xlsx", sheet="Responses", row=7, column="Role", value="x", message="not an option"))
    a.xlsx, sheet Responses, row 7, column Role, value 'x': not an option
    """

    file: str
    line: int = 0
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    message: str = ""

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(f"line {self.line}")
        if self.sheet:
            place.append(f"sheet {self.sheet}")
        if self.row:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        if self.value:
            place.append(f"value {self.value!r}")
        return f"{', '.join(place)}: {self.message}"


class InputFaults(WorkbenchError):
    """Everything wrong in the files a user gave, all at once.

    Parameters
    ----------
    faults
        Every fault found; shown in order of file and place.
    heading
        What was being read.

    Examples
    --------
    >>> print(InputFaults([Fault("a.yaml", line=2, message="grade 7 is not on the scale")], "1 fault in parameters"))
    1 fault in parameters
      a.yaml, line 2: grade 7 is not on the scale
    """

    def __init__(self, faults: list[Fault] | tuple[Fault, ...], heading: str = "") -> None:
        self.faults = tuple(sorted(faults))
        self.heading = heading or f"{len(self.faults)} fault{'s' if len(self.faults) != 1 else ''} found"
        super().__init__("\n".join([self.heading, *(f"  {fault}" for fault in self.faults)]))

    def __reduce__(self):
        return (type(self), (self.faults, self.heading))


def shown_path(path: Path, root: Path) -> str:
    """Return ``path`` relative to ``root`` where it lies inside, else whole.

    Examples
    --------
    >>> shown_path(Path("/p/parameters/areas.yaml"), Path("/p"))
    'parameters/areas.yaml'
    """
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
