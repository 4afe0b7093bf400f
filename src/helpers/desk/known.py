"""What a desk knows of its programme: quality indicators, strands, scale and roles, each checked where it is named."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from helpers.desk.opening import Desk
from helpers.errors import HelperError
from helpers.quality_indicators import QualityIndicator

LONGEST_TEXT = 4_000


@dataclass(frozen=True)
class Known:
    """The programme as a desk is told of it.

    Parameters
    ----------
    desk
        The desk.
    listeners
        What is called when somebody has recorded something: each form shows what stands there now.
    """

    desk: Desk
    listeners: list[Callable[[], None]] = field(default_factory=list, compare=False, repr=False)

    def tell(self) -> None:
        """Let every form of this desk show what stands there now."""
        for listener in self.listeners:
            listener()

    @cached_property
    def _context(self) -> Mapping[str, Any]:
        if not self.desk.context:
            raise HelperError(
                "This desk does not say what its programme is: it was laid out by another version of the workbench. "
                f"Lay it out again: `{self.desk.command}`."
            )
        return self.desk.context

    @property
    def place(self) -> str:
        """Name of the area, or Scotland."""
        return str(self._context["place"])

    @property
    def heading(self) -> str:
        """What the framework calls its quality indicators, one of them."""
        return str(self._context.get("heading") or "Quality indicator")

    @property
    def minimum_strands(self) -> int:
        """On how many strands an evaluation rests at least."""
        return int(self._context.get("minimum_strands") or 0)

    @property
    def indicators(self) -> tuple[QualityIndicator, ...]:
        """The programme's quality indicators, in its order."""
        told = self._context["quality_indicators"]
        return tuple(QualityIndicator(one["id"], one["key"], one["title"]) for one in told)

    @property
    def strands(self) -> dict[str, str]:
        """Titles of the strands by id."""
        return {one["id"]: one["title"] for one in self._context["strands"]}

    @property
    def grades(self) -> dict[int, str]:
        """Labels of the scale's grades by value, highest first; none where the programme has no scale."""
        found = {int(one["value"]): str(one["label"]) for one in self._context["grades"]}
        return dict(sorted(found.items(), reverse=True))

    @property
    def meanings(self) -> dict[int, str]:
        """Short meanings of the grades by value."""
        return {int(one["value"]): str(one.get("meaning") or "") for one in self._context["grades"]}

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles in which people write."""
        return tuple(self._context["roles"])

    @property
    def panels(self) -> tuple[str, ...]:
        """The roles that may change a recorded evaluation afterwards."""
        return tuple(self._context["panels"])

    @property
    def templates(self) -> tuple[Mapping[str, Any], ...]:
        """The programme's record-reading templates."""
        return tuple(self._context["templates"])

    def indicator(self, name: str) -> str:
        """Return the id of a quality indicator of the programme."""
        return _one_of(name, [one.id for one in self.indicators], self.heading.lower())

    def strand(self, name: str) -> str:
        """Return the id of a strand of the programme."""
        return _one_of(name, self.strands, "strand of evidence")

    def strands_named(self, names: Iterable[str]) -> list[str]:
        """Return ids of strands in the programme's order, each once."""
        chosen = {self.strand(name) for name in names}
        return [strand for strand in self.strands if strand in chosen]

    def grade(self, value: Any) -> int:
        """Return a grade of the programme's scale."""
        if not self.grades:
            raise HelperError("This programme evaluates on no scale, so no grade is recorded in it.")
        text = str(value if value is not None else "").strip()
        if text not in map(str, self.grades):
            known = ", ".join(f"{number} {label}" for number, label in self.grades.items())
            said = f"{text!r} is not on the scale" if text else "No grade is chosen"
            raise HelperError(f"{said}. Choose one: {known}.")
        return int(text)

    def role(self, name: str, *, panel: bool = False) -> str:
        """Return a role of the list, or one of the panels'."""
        return _one_of(name, self.panels if panel else self.roles, "role")


def clean_text(text: Any, what: str, *, needed: bool = True) -> str:
    r"""Return a text as it is kept: trimmed, one kind of line end, nothing that cannot be seen.

    Parameters
    ----------
    text
        What somebody wrote.
    what
        What it is, for messages.
    needed
        Whether it may not be blank.

    Raises
    ------
    HelperError
        When it is blank though it is needed, or longer than 4,000 characters.

    Examples
    --------
    >>> clean_text(" Plans are clear. \r\n\tReviews too.\x07 ", "note")
    'Plans are clear.\nReviews too.'
    """
    lines = unicodedata.normalize("NFC", str(text or "")).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ["".join(" " if each == "\t" else each for each in line if each == "\t" or _seen(each)) for line in lines]
    whole = "\n".join(line.strip() for line in kept).strip()
    if needed and not whole:
        raise HelperError(f"The {what} is empty. Write something, then record again.")
    if len(whole) > LONGEST_TEXT:
        raise HelperError(f"The {what} has {len(whole):,} characters; {LONGEST_TEXT:,} are the most. Shorten it.")
    return whole


def day(value: Any) -> str:
    """Return a date as text, year first; today's where none is given.

    The clock at the desk is an input like the text beside it: it is written down once and read from there ever after.

    Raises
    ------
    HelperError
        When it is no date.
    """
    if value in (None, ""):
        return datetime.date.today().isoformat()
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        said = f"{str(value)[:20]!r} is not a date; write it as year-month-day, such as 2026-03-31."
        raise HelperError(said) from None


def _seen(sign: str) -> bool:
    # U+2028 and U+2029 end lines for some programs and not for others.
    return unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp") and sign != "\ufeff"


def _one_of(name: str, known: Iterable[str], what: str) -> str:
    if not name:
        raise HelperError(f"No {what} is chosen. Choose one, then record again.")
    if name not in known:
        # What was typed in place of a role may be a person's name, so it is not repeated.
        raise HelperError(f"That is no {what} of this programme. Choose one of: {', '.join(known)}.")
    return name
