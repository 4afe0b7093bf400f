"""Notes on single cells of the evidence matrix: a quality indicator and a strand. They are the team's own."""

from __future__ import annotations

from typing import Any

from helpers.desk.entries import Entry, EntryFile, Shape
from helpers.desk.known import Known, clean_text, day

NOTES = Shape("notes", ("quality_indicator", "strand", "text", "by", "on"))


class Notes:
    """The notes on one area.

    Parameters
    ----------
    known
        The programme, and the desk where they are kept.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.file = EntryFile(known.desk.authored / "notes.yaml", NOTES)

    def of(self, quality_indicator: str = "", strand: str = "") -> list[Entry]:
        """Return the notes on a quality indicator, a strand, both or all, in the order in which they were written."""
        return [
            note
            for note in self.file.read()["notes"]
            if quality_indicator in ("", str(note["quality_indicator"])) and strand in ("", note["strand"])
        ]

    def write(self, quality_indicator: str, strand: str, text: str, by: str, on: Any = None) -> Entry:
        """Add a note; no note is ever changed or removed here.

        Parameters
        ----------
        quality_indicator, strand
            The cell.
        text
            The note.
        by
            The role of who writes.
        on
            The date; today where none is given.

        Raises
        ------
        HelperError
            When something is missing or not known, or the file is not valid.
        """
        entry = {
            "quality_indicator": self.known.indicator(quality_indicator),
            "strand": self.known.strand(strand),
            "text": clean_text(text, "note"),
            "by": self.known.role(by),
            "on": day(on),
        }
        self.file.add("notes", entry)
        return entry
