"""Readings of records, half-filled or finished, each in a private file of its own until they are handed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.desk.fields import Answers, checked
from helpers.desk.known import day
from helpers.desk.reading_folder import Content, ReadingFolder
from helpers.desk.sample import Sample
from helpers.desk.templates import READING, RECORD, Template
from helpers.errors import HelperError

BEGUN, FINISHED = "begun", "finished"


class Readings:
    """The readings of one area's sample.

    Parameters
    ----------
    template
        The record-reading template.
    sample
        The sample.
    folder
        The private folder in which they lie.
    """

    def __init__(self, template: Template, sample: Sample, folder: ReadingFolder) -> None:
        self.template = template
        self.sample = sample
        self.folder = folder

    def of(self, record: str, reading: int) -> Content | None:
        """Return one reading as it was last saved, or None where it was not begun."""
        return self.folder.read(_name(record, reading))

    def state(self, record: str, reading: int) -> str:
        """Return ``begun``, ``finished`` or an empty string; never an answer."""
        held = self.of(record, reading)
        return "" if held is None else FINISHED if held["finished"] else BEGUN

    def save(
        self, record: str, reading: int, answers: Mapping[str, Any], *, finished: bool, seen: int, on: Any = None
    ) -> Content:
        """Save a reading.

        Parameters
        ----------
        record, reading
            Number of the record in the sample; 1 or 2.
        answers
            The answers by column. Those that are not asked, by the skip logic, are left out.
        finished
            Whether every answer that is needed has to be there.
        seen
            The reading's version when it was opened, 0 where it was new.
        on
            The date; today where none is given.

        Raises
        ------
        HelperError
            When the record is not to be read so, an answer is not allowed, one is missing, or somebody else has saved
            the reading since it was opened.
        """
        self.expected(record, reading)
        kept, wrong = checked(self.template.fields(), answers, complete=finished)
        if wrong:
            raise HelperError(" ".join(wrong.values()))

        def make(there: Content | None) -> Content:
            version = int(there["version"]) if there else 0
            if version != seen:
                raise HelperError(
                    f"Somebody else has saved this reading of {record} since you opened it. Nothing was recorded, and "
                    "your answers are still here: open it again to see theirs."
                )
            return {
                "schema": 1, RECORD: record, READING: reading, "answers": kept, "finished": finished,
                "version": version + 1, "on": day(on),
            }  # fmt: skip

        return self.folder.update(_name(record, reading), make)

    def finished(self) -> list[Content]:
        """Return the finished readings of records in the sample, by record and reading."""
        numbers = [one["record"] for one in self.sample.records()]
        found = (self.of(record, reading) for record in numbers for reading in self._readings())
        return [one for one in found if one is not None and one["finished"]]

    def readings_of(self, record: Mapping[str, Any]) -> tuple[int, ...]:
        """Return which readings a record of the sample has: the first, and the second where it is read twice."""
        return self._readings() if record["twice"] else (1,)

    def answers_of(self, held: Mapping[str, Any]) -> Answers:
        """Return the answers of a saved reading that still count by the template as it is now."""
        return checked(self.template.fields(), held["answers"], complete=False)[0]

    def twice(self, record: str) -> bool:
        """Return whether a record is read by two readers."""
        return any(one["twice"] for one in self.sample.records() if one["record"] == record)

    def _readings(self) -> tuple[int, ...]:
        return (1, 2) if self.template.doubled else (1,)

    def expected(self, record: str, reading: int) -> None:
        """Raise a `HelperError` where a record is not to be read, or not by a second reader."""
        found = next((one for one in self.sample.records() if one["record"] == record), None)
        if found is None:
            raise HelperError("Choose a record of the sample.")
        if reading not in self.readings_of(found):
            raise HelperError(f"{record} is read once. The sample says which records are read by two readers.")


def _name(record: str, reading: int) -> str:
    return f"{record}-{reading}.json"
