"""What can differ between two states of a programme's reports, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: Kinds of change, in the order in which they are shown, with their heading.
KINDS = {
    "disclosure": "Held back or newly shown",
    "word": "Proportion words",
    "grade": "Evaluations: grades",
    "evaluation": "Evaluations: what was recorded",
    "number": "Numbers",
    "table": "Tables",
    "chart": "Charts",
    "text": "Texts",
}
#: What deserves a look before anything else, with the words said of it.
MARKS = {
    "held back": "held back now",
    "shown": "shown now",
    "grade": "grade",
    "word": "proportion word",
    "unexplained": "no input explains it",
}
#: What is said in place of a number that one of the two sides holds back.
HELD, SHOWN = "held back", "shown"


@dataclass(frozen=True, order=True)
class Reason:
    """One reason for a change.

    Parameters
    ----------
    kind
        ``evidence``, ``helper``, ``notebook``, ``parameter``, ``evaluation file``, ``narrative``, ``template``,
        ``environment``, ``engine`` or ``unexplained``.
    detail
        Which one: file, module, evidence table.

    Examples
    --------
    >>> print(Reason("evidence", "record_reading of orkney-islands"))
    evidence (record_reading of orkney-islands)
    """

    kind: str
    detail: str = ""

    def __str__(self) -> str:
        if self.kind == "unexplained":
            return "no input explains it"
        return f"{self.kind} ({self.detail})" if self.detail else self.kind


UNEXPLAINED = Reason("unexplained")


@dataclass(frozen=True, order=True)
class Where:
    """A place in which something is published: page, its title, the heading it stands under."""

    page: str
    title: str
    section: str = ""

    def __str__(self) -> str:
        return f"{self.title} › {self.section}" if self.section else self.title


@dataclass(frozen=True)
class Part:
    """One part of a change: a cell of a table, a line of a record.

    Parameters
    ----------
    label
        What it is, such as row and column.
    before, after
        What was and is published; `HELD` and `SHOWN` where one side holds it back.
    mark
        One of `MARKS`, or empty.
    """

    label: str
    before: str
    after: str
    mark: str = ""


@dataclass(frozen=True)
class Change:
    """One difference that a reader can see.

    Parameters
    ----------
    place
        ``areas/fife``, or ``national``.
    kind
        One of `KINDS`.
    title
        Label of the number, title of the table or chart, heading above the text.
    before, after
        What was published, and what is; empty where it was not there. Never a number that one side holds back.
    words
        Of a text, its pieces: ``same``, ``gone`` or ``new``, and the words.
    parts
        What changed inside a table, a chart or a record.
    where
        Pages that publish it.
    reasons
        Why.
    marks
        Those of `MARKS` that apply.
    alike
        What to go by when the same difference is looked for in other places, where it is not what is published.
    drawings
        Of a chart that looks different, its picture on both sides, by path in the site; empty where one side holds back
        a number that the other's picture shows.
    """

    place: str
    kind: str
    title: str
    before: str = ""
    after: str = ""
    words: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    where: tuple[Where, ...] = ()
    reasons: tuple[Reason, ...] = ()
    marks: tuple[str, ...] = ()
    alike: str = ""
    drawings: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotebookChange:
    """How the executed notebooks of one stage differ.

    Parameters
    ----------
    stage
        Stage id.
    places
        Where it ran and differs.
    summary
        What differs, in words.
    reasons
        Why.
    """

    stage: str
    places: tuple[str, ...]
    summary: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two sides.

    Parameters
    ----------
    before, after
        What was compared, in words.
    programme, title
        Programme id, and the title that its pages have.
    changes
        By place, then kind.
    came, went
        Reports that only one side has, in words.
    notebooks
        How executed notebooks differ.
    names
        Name of each place.
    notes
        What else a reviewer should know, such as inputs that changed nothing a reader sees.
    """

    before: str
    after: str
    programme: str
    changes: tuple[Change, ...] = ()
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    notebooks: tuple[NotebookChange, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    title: str = ""

    @property
    def differs(self) -> bool:
        """Whether a reader sees any difference."""
        return bool(self.changes or self.came or self.went)

    @property
    def standing_out(self) -> tuple[tuple[str, Change], ...]:
        """What to look at first: mark and change, in the order of the marks."""
        return tuple((mark, change) for mark in MARKS for change in self.changes if mark in change.marks)

    def by_place(self) -> dict[str, list[Change]]:
        """Return the changes of each place, the nation first, then areas by name."""
        found: dict[str, list[Change]] = {}
        for change in sorted(self.changes, key=lambda one: (one.place != "national", self.name(one.place))):
            found.setdefault(change.place, []).append(change)
        return found

    def name(self, place: str) -> str:
        """Return a place's name, such as Fife."""
        return self.names.get(place, place.removeprefix("areas/"))

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain JSON values."""
        from dataclasses import asdict

        plain = asdict(self)
        for change in plain["changes"]:
            del change["alike"]
        plain["schema"] = 1
        plain["differs"] = self.differs
        return plain
