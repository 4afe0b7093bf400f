"""Finished readings written as the raw file that intake reads, as if a team had sent its workbook."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.desk.locking import locked, write_whole
from helpers.desk.reading_folder import ReadingFolder
from helpers.desk.readings import Readings
from helpers.desk.templates import READING, RECORD, Template
from helpers.errors import HelperError

_HANDED = "handed-over.json"
# A workbook says when it was made; this one says nothing of it, so that the same readings give the same bytes.
_MADE = datetime.datetime(2000, 1, 1, 0, 0, 0)
Cell = str | int


def raw_rows(template: Template, readings: Sequence[Mapping[str, Any]], place: str) -> list[list[Cell]]:
    """Return finished readings as rows of the template's file, answers in the words that the file uses.

    Parameters
    ----------
    template
        The template.
    readings
        The readings, in order.
    place
        Name of the area, for a template with a column of areas.
    """
    return [[_cell(column, reading, place) for column in template.columns] for reading in readings]


def hand_over(readings: Readings, folder: ReadingFolder, place: str) -> tuple[Path, int]:
    """Write the raw file of all finished readings, whole, in place of the one that was handed over before.

    Returns
    -------
    Path, int
        The file, and how many readings it holds.

    Raises
    ------
    HelperError
        When nothing is finished, or a file that did not come from here lies in its place.
    """
    template = readings.template
    done = readings.finished()
    if not done:
        raise HelperError("No reading is finished yet, so there is nothing to hand over.")
    rows = raw_rows(template, done, place)
    write = _workbook if template.told["file"]["format"] == "xlsx" else _csv
    content = write(template, rows)
    desk = folder.desk
    path = desk.evidence / "raw" / desk.programme / (desk.area or "national") / template.file_name
    with locked(folder.folder, private=True):
        before = folder.read(_HANDED) or {}
        if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() != before.get("sha256"):
            raise HelperError(
                f"There is a file {path.name} already that did not come from this form. Look at it first: take it away "
                "where the form's readings take its place. Nothing was written."
            )
        # What was handed over is known before it lies there: a machine that stops in between leaves nothing in the way.
        digest = hashlib.sha256(content).hexdigest()
        write_whole(folder.folder / _HANDED, f'{{"sha256": "{digest}"}}\n'.encode(), private=True)
        write_whole(path, content, private=True)
    return path, len(rows)


def _cell(column: Mapping[str, Any], reading: Mapping[str, Any], place: str) -> Cell:
    if column["id"] in (RECORD, READING):
        return reading[column["id"]]
    if column["type"] == "area":
        return place
    value = reading["answers"].get(column["id"], "")
    if column["type"] == "grade" and value != "":
        return int(value)
    return next((one["label"] for one in column["options"] if str(one["value"]) == value), value)


def _csv(template: Template, rows: Sequence[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column["header"] for column in template.columns])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _workbook(template: Template, rows: Sequence[Sequence[Cell]]) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    # No cell becomes a formula or a link, whatever somebody wrote.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": template.title, "created": _MADE})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(template.told["file"]["sheet"])
        for place, column in enumerate(template.columns):
            sheet.write_string(0, place, column["header"], bold)
            sheet.set_column(place, place, 60 if column["type"] == "text" else 22)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, place, cell)
                elif cell:
                    sheet.write_string(number, place, cell)
        sheet.freeze_panes(1, 1)
    return buffer.getvalue()
