"""Matters sorted at the desk: no significant concern, uncertain or a concern, and what would resolve it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.desk.entries import Entry, EntryFile, Held, Shape
from helpers.desk.known import Known, clean_text, day
from helpers.errors import HelperError
from helpers.matters import CLEAR, CONCERN, UNCERTAIN

MATTERS = Shape("matters", ("matter", "quality_indicator", "state", "because"), ("next", "by", "on", "earlier"))
STATES = (CLEAR, UNCERTAIN, CONCERN)
_STANDS = ("state", "because", "next", "by", "on")


class Matters:
    """The matters of one area, as the build reads them for the scoping.

    Parameters
    ----------
    known
        The programme, and the desk where they are kept.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.file = EntryFile(known.desk.authored / "matters.yaml", MATTERS)

    def all(self) -> list[Entry]:
        """Return every matter in the order of the file."""
        return self.file.read()["matters"]

    def add(
        self, matter: str, quality_indicator: str, state: str, because: str, by: str, next: str = "", on: Any = None
    ) -> Entry:
        """Add a matter.

        Parameters
        ----------
        matter, quality_indicator
            What it is about.
        state, because
            How it stands, and why.
        by
            The role of who sorts it.
        next
            What would resolve it; needed unless it gives no significant concern.
        on
            The date; today where none is given.

        Raises
        ------
        HelperError
            When something is missing or not known, when the matter is there already, or the file is not valid.
        """
        entry = {
            "matter": clean_text(matter, "matter"),
            "quality_indicator": self.known.indicator(quality_indicator),
            **self._stands(state, because, next, by, on),
        }

        def check(held: Held) -> None:
            if any(_same(one, entry) for one in held["matters"]):
                raise HelperError("This matter is there already. Choose it above to sort it otherwise.")

        self.file.add("matters", entry, check=check)
        return entry

    def sort(self, seen: Mapping[str, Any], state: str, because: str, by: str, next: str = "", on: Any = None) -> Entry:
        """Sort a matter otherwise; how it stood before is kept with it.

        Parameters
        ----------
        seen
            The matter as it was shown.
        state, because, by, next, on
            As in `add`.

        Raises
        ------
        HelperError
            Also when somebody else has changed the matter since it was shown.
        """
        stood = {name: seen[name] for name in _STANDS if seen.get(name)}
        entry = {
            **{name: value for name, value in seen.items() if name not in _STANDS},
            **self._stands(state, because, next, by, on),
            "earlier": [*(seen.get("earlier") or []), stood],
        }
        self.file.change("matters", seen, entry)
        return entry

    def _stands(self, state: str, because: str, next: str, by: str, on: Any) -> Entry:
        if state not in STATES:
            raise HelperError(f"How the matter stands is not chosen. Choose one of: {', '.join(STATES)}.")
        resolve = clean_text(next, "answer to what would resolve it", needed=state != CLEAR)
        reason = clean_text(because, "reason")
        return {"state": state, "because": reason, "next": resolve, "by": self.known.role(by), "on": day(on)}


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(str(one[name]).casefold() == str(other[name]).casefold() for name in ("matter", "quality_indicator"))
