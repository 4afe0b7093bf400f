"""The synthetic evidence of one area as the files a team really has, byte for byte the same each time."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator

from workbench.definitions import Area, Definitions, Instrument, Programme
from workbench.definitions.areas import NATIONAL
from workbench.sample.answers import draw_for
from workbench.sample.asked import Asked
from workbench.sample.kinds import rows_of
from workbench.sample.latent import area_quality, unit_sizes

Row = list[str | int]

#: A workbook holds when it was made; the sample's were all made then.
MADE = datetime.datetime(2026, 3, 31, 9, 0, 0)
#: Kinds whose workbook has a title and a blank row above its header, as forms have and exports have not.
TITLED = {"record_reading", "position_statement", "return"}
SYNTHETIC = "Synthetic evidence made by the workbench's sample. It describes nobody and no real service."


def area_files(
    definitions: Definitions, programme: Programme, area: Area, seed: int, size: float = 1.0
) -> dict[str, bytes]:
    """Return the files of one area, by name.

    Parameters
    ----------
    definitions, programme, area
        What is sampled.
    seed
        Seed of the sample.
    size
        Part of the full size, above 0.

    Returns
    -------
    dict of str to bytes
        One file for each of the programme's instruments of single units, or of the nation.
    """
    files = {}
    for asked in asked_of(definitions, programme, area, seed, size):
        instrument = asked.instrument
        write = _workbook if instrument.file.format == "xlsx" else _csv
        files[instrument.file.name_for(area.slug)] = write(definitions, instrument, rows_of(asked))
    return files


def asked_of(
    definitions: Definitions, programme: Programme, area: Area, seed: int, size: float = 1.0
) -> Iterator[Asked]:  # fmt: skip
    """Yield what the generators are asked for, file by file; parameters as for :func:`area_files`."""
    sizes = unit_sizes(area.slug, area.covers, seed, size)
    # What nothing is evaluated by still has one quality, so that its answers hang together.
    quality = area_quality(area.slug, seed, tuple(programme.quality_indicators) or ("overall",))
    for name in programme.instruments_of(national=area.slug == NATIONAL):
        instrument = definitions.instruments[name]
        draw = draw_for(programme.id, seed, area.slug, instrument.id, quality)
        yield Asked(definitions, programme, instrument, area, draw, sizes, seed, size)


def _csv(definitions: Definitions, instrument: Instrument, rows: list[Row]) -> bytes:
    """Return a CSV as survey tools export it: UTF-8 with its mark, Windows line ends."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.header for column in instrument.columns])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _workbook(definitions: Definitions, instrument: Instrument, rows: list[Row]) -> bytes:
    # Imported here: the command line starts without it.
    import xlsxwriter

    buffer = io.BytesIO()
    # No cell becomes a formula or a link, whatever it says.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": instrument.title, "comments": SYNTHETIC, "created": MADE})
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(instrument.file.sheet)
        top = 0
        if instrument.kind in TITLED:
            sheet.write_string(0, 0, f"{instrument.title} – {SYNTHETIC}", bold)
            top = 2
        for place, column in enumerate(instrument.columns):
            sheet.write_string(top, place, column.header, wrapped)
            sheet.set_column(place, place, 60 if column.type == "text" else 22)
        for number, row in enumerate(rows, start=top + 1):
            for place, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number, place, cell)
                elif cell:
                    sheet.write_string(number, place, cell)
        sheet.freeze_panes(top + 1, 1)
        if instrument.file.codebook:
            _codebook(definitions, instrument, book.add_worksheet(instrument.file.codebook), bold)
    return buffer.getvalue()


def _codebook(definitions: Definitions, instrument: Instrument, sheet: object, bold: object) -> None:
    for place, (heading, width) in enumerate([("Column", 70), ("Kind", 20), ("Answers", 90), ("Must be filled", 16)]):
        sheet.write_string(0, place, heading, bold)
        sheet.set_column(place, place, width)
    for number, column in enumerate(instrument.columns, start=1):
        if column.type == "scale":
            answers = [option.label for option in definitions.answer_scales[column.scale].options]
        elif column.type == "grade":
            answers = [f"{grade.value} {grade.label}" for grade in definitions.scales[column.scale].grades]
        else:
            answers = [option.label for option in column.options]
        kind = column.type.replace("_", " ")
        for place, text in enumerate([column.header, kind, "; ".join(answers), "yes" if column.required else "no"]):
            sheet.write_string(number, place, text)
