"""The sample of records to be read: drawn once, with every refusal and replacement in its log."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Sequence
from typing import Any

from helpers.desk.known import Known, day
from helpers.desk.reading_folder import Content, ReadingFolder
from helpers.desk.sampling import Case, draw
from helpers.errors import HelperError
from helpers.names import did_you_mean

SAMPLE = "sample.json"
REASONS = (
    "The person, or their family, refused",
    "The record could not be provided",
    "Outside the scope of the sample",
    "The same record under another number",
)


class Sample:
    """One area's sample.

    Parameters
    ----------
    known
        The programme, for roles.
    folder
        The private folder in which it lies.
    """

    def __init__(self, known: Known, folder: ReadingFolder) -> None:
        self.known = known
        self.folder = folder

    def read(self) -> Content | None:
        """Return the sample, or None where none is drawn yet."""
        return self.folder.read(SAMPLE)

    def records(self) -> list[Content]:
        """Return the records to be read, by number; those that were replaced are not among them."""
        return [one for one in (self.read() or {}).get("records", ()) if not one["out"]]

    def draw(
        self, frame: str, case: str, strata: Sequence[str], size: int, twice: int, seed: int, by: str, on: Any = None
    ) -> Content:
        """Draw the sample from a list of cases and write it down.

        Parameters
        ----------
        frame
            Name of the list, a CSV file in the private folder.
        case, strata
            Its columns: the case number, and those by which it is stratified.
        size, twice
            How many records are read, and how many of them by two readers.
        seed
            The seed, chosen before the draw.
        by, on
            Role of who draws, and the date.

        Raises
        ------
        HelperError
            When a sample is drawn already, or the list does not fit.
        """
        content, cases = self._frame(frame, case, strata)
        drawn = draw(cases, size, seed, twice)
        populations: dict[str, int] = {}
        for one in cases:
            populations[one.stratum] = populations.get(one.stratum, 0) + 1
        sample: Content = {
            "schema": 1,
            "frame": {"name": frame, "sha256": hashlib.sha256(content).hexdigest(), "case": case,
                      "strata": list(strata), "cases": len(cases)},
            "seed": seed,
            "by": self.known.role(by),
            "on": day(on),
            "strata": [
                {"stratum": name, "population": populations[name], "drawn": wanted}
                for name, wanted in sorted(drawn.wanted.items())
            ],
            "records": [
                {"record": _number(place), "case": one.number, "stratum": one.stratum,
                 "twice": one.number in drawn.twice, "out": False}
                for place, one in enumerate(drawn.chosen, start=1)
            ],
            "reserve": {name: list(numbers) for name, numbers in drawn.reserve.items()},
            "log": [],
        }  # fmt: skip

        def make(there: Content | None) -> Content:
            if there is not None:
                raise HelperError(
                    f"A sample was drawn on {there['on']} with the seed {there['seed']}. It is not drawn again: "
                    "records that cannot be read are replaced one by one, with the reason."
                )
            return sample

        return self.folder.update(SAMPLE, make)

    def replace(self, record: str, reason: str, by: str, on: Any = None) -> Content:
        """Take a record out of the sample; the next of its stratum takes its place, as long as there is one.

        Parameters
        ----------
        record
            Its number in the sample.
        reason
            One of `REASONS`.
        by, on
            Role of who says so, and the date.

        Returns
        -------
        dict
            What was added to the log.

        Raises
        ------
        HelperError
            When there is no such record, it is out already or has been read, or no reason is chosen.
        """
        if reason not in REASONS:
            raise HelperError(f"Choose the reason: {'; '.join(REASONS)}.")
        role, when = self.known.role(by), day(on)
        if self.folder.names(f"{record}-*.json"):
            raise HelperError(f"A reading of {record} is begun, so it stays in the sample.")

        def make(there: Content | None) -> Content:
            found = next((one for one in (there or {}).get("records", ()) if one["record"] == record), None)
            if there is None or found is None:
                raise HelperError(f"The sample has no record {record[:20]!r}.")
            if found["out"]:
                raise HelperError(f"{record} was taken out of the sample before.")
            reserve = there["reserve"].get(found["stratum"], [])
            records = [one | {"out": True} if one is found else one for one in there["records"]]
            new = _number(len(records) + 1) if reserve else ""
            if new:
                records.append(found | {"record": new, "case": reserve[0], "out": False})
            entry = {"record": record, "reason": reason, "replaced_by": new, "by": role, "on": when}
            return there | {
                "records": records,
                "reserve": there["reserve"] | {found["stratum"]: reserve[1:]},
                "log": [*there["log"], entry],
            }

        return self.folder.update(SAMPLE, make)["log"][-1]

    def _frame(self, name: str, case: str, strata: Sequence[str]) -> tuple[bytes, list[Case]]:
        path = self.folder.folder / name
        if not re.fullmatch(r"[\w .-]+\.csv", name, re.IGNORECASE) or path.is_symlink() or not path.is_file():
            raise HelperError(
                f"There is no list {name[:60]!r} in {self.folder.folder}. Save it there as CSV UTF-8: one row a case, "
                "with a column of case numbers and those of the strata."
            )
        content = path.read_bytes()
        try:
            rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error):
            raise HelperError(f"{name} is not CSV in UTF-8. Save it as CSV UTF-8, then draw again.") from None
        columns = list(rows[0]) if rows else []
        for wanted in (case, *strata):
            if wanted not in columns:
                there = ", ".join(str(one) for one in columns)
                raise HelperError(f"{name} has no column {wanted!r}. It has: {there}.{did_you_mean(wanted, columns)}")
        cases = []
        for line, row in enumerate(rows, start=2):
            number = (row[case] or "").strip()
            if not number:
                raise HelperError(f"{name}, line {line}: the case number is missing.")
            cases.append(Case(number, " / ".join((row[each] or "").strip() or "not given" for each in strata)))
        return content, cases


def _number(place: int) -> str:
    return f"R{place:03d}"
