"""Accessible spreadsheets written as XLSX, in the form of gptables: the good practice of the Analysis Function.

They are written by XlsxWriter directly: gptables puts each cell through a pandas table, a dictionary and four searches,
which took most of the time of composing the reports of all areas. A test holds the two together, byte for byte.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from math import ceil
from typing import Any

Cell = str | int | float

#: A spreadsheet holds the time it was made; ours holds this one, so that the same content has the same bytes.
_CREATED = datetime(2020, 1, 1)
_ONE_TABLE = "This worksheet contains one table."
_COVER_WIDTH = 85
#: Widest column of a table, in pixels: longer cells wrap. (Excel refuses more than 255 letters, some 1,800 pixels.)
_WIDEST = 480
_A4 = 9
# Formats of gptables' theme. Their order here says nothing: they are numbered as cells use them.
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "cover title": {"bold": True, "font_size": 16, "text_wrap": True},
    "cover subtitle": {"bold": True, "font_size": 14, "text_wrap": True},
    "cover text": {"text_wrap": True},
    "title": {"bold": True, "font_size": 16},
    "subtitle": {"font_size": 14},
    "text": {},
    "heading": {"bold": True, "bottom": 1, "text_wrap": 1, "valign": "top", "align": "left"},
    "number heading": {"bold": True, "bottom": 1, "text_wrap": 1, "valign": "top", "align": "right"},
    "cell": {"text_wrap": 1, "align": "left"},
    "number": {"text_wrap": 1, "align": "right"},
    "link": {"text_wrap": 1, "align": "left", "underline": True, "font_color": "blue"},
}


class Workbook:
    """An XLSX file in the making: a cover first, then sheets with one table each.

    Parameters
    ----------
    title
        Its title, among its properties.
    """

    def __init__(self, title: str) -> None:
        import xlsxwriter  # imported here: most builds make no spreadsheet

        self._buffer = io.BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        self._book.set_properties({"title": title, "created": _CREATED})
        common = {"font_size": 12, "font_name": "Arial", "font_color": "automatic"}
        self._formats = {name: self._book.add_format({**common, **theirs}) for name, theirs in _FORMATS.items()}

    def cover(self, title: str, intro: Iterable[str]) -> None:
        """Add the cover."""
        sheet = self._sheet("Cover")
        self._lines(sheet, [("cover title", title), ("cover subtitle", "Introductory information")])
        self._lines(sheet, [("cover text", text) for text in intro], 2)
        sheet.set_column(0, 0, _COVER_WIDTH)

    def table(
        self,
        name: str,
        table: str,
        title: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Cell]],
        *,
        about: Iterable[str] = (),
        further: Iterable[str] = (),
        numbers: Iterable[int] = (),
        links: bool = False,
    ) -> None:
        """Add a worksheet with one table, marked as a table; columns are as wide as their longest line, up to a limit.

        Parameters
        ----------
        name, table, title
            Label of the worksheet, name of the table, and title.
        columns, rows
            Column headings, and cells.
        about, further
            Lines above the table: large ones below the title, then small ones.
        numbers
            Places of the columns of numbers, which stand at the right.
        links
            Whether the cells of the first column are labels of worksheets, to which they lead.
        """
        sheet = self._sheet(name)
        lines = [("title", title), *(("subtitle", text) for text in about), ("text", _ONE_TABLE)]
        top = self._lines(sheet, [*lines, *(("text", text) for text in further)])
        right = frozenset(numbers)
        styles = [self._formats["number" if place in right else "cell"] for place in range(len(columns))]
        heads = [self._formats["number heading" if place in right else "heading"] for place in range(len(columns))]
        for place, (heading, style) in enumerate(zip(columns, heads, strict=True)):
            sheet.write_string(top, place, heading, style)
        for row, cells in enumerate(rows, top + 1):
            for place, (cell, style) in enumerate(zip(cells, styles, strict=True)):
                if not isinstance(cell, str):
                    sheet.write_number(row, place, cell, style)
                elif links and place == 0:
                    sheet.write_url(row, 0, f"internal:'{cell}'!A1", self._formats["link"], cell)
                elif cell and not cell.isspace():
                    sheet.write_string(row, place, cell, style)
                else:
                    sheet.write_blank(row, place, None, style)
        for place, heading in enumerate(columns):
            widest = max((_width(str(row[place])) for row in rows), default=0)
            sheet.set_column_pixels(place, place, min(max(widest, _width(heading, bold=True)), _WIDEST))
        headings = [{"header": column, "header_format": head} for column, head in zip(columns, heads, strict=True)]
        marked = {"header_row": True, "autofilter": False, "columns": headings, "style": None, "name": table}
        sheet.add_table(top, 0, top + len(rows), len(columns) - 1, marked)

    def made(self) -> bytes:
        """Return the file; nothing can be added after."""
        self._book.close()
        return self._buffer.getvalue()

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        # On paper a table is as wide as the page.
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _lines(self, sheet: Any, lines: Iterable[tuple[str, str]], top: int = 0) -> int:
        """Write texts below one another, none where one is empty, and return the row after them."""
        row = top
        for style, text in lines:
            if text:
                sheet.write_string(row, 0, text, self._formats[style])
                row += 1
        return row


@cache
def _width(text: str, *, bold: bool = False) -> int:
    """Return how many pixels wide a column must be for the longest line of a text, as gptables reckons it."""
    from xlsxwriter.utility import cell_autofit_width

    line = max(text.split("\n"), key=len) if not text.isspace() else ""
    capitals = sum(map(str.isupper, line)) / len(line) if line else 0
    return ceil(cell_autofit_width(line) * ((12 / 11) * (1.1 if bold else 1.0) * (1.0 + 0.15 * capitals)))
