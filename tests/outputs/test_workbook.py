import io
import warnings
from datetime import datetime

import openpyxl
import pandas as pd

from workbench.outputs.spreadsheet import SHORTHAND, Sheet, Spreadsheet, written

CONTENT = Spreadsheet(
    "Fife: data of the figures",
    ("A first paragraph that is longer than the cover is wide.", "Sample"),
    (
        Sheet(
            "1_items",
            "Items of RECORDS, read",
            ("Area or ITEM", "Share (%)", "Nothing\nin two lines", "Text", "Held back"),
            (
                ("First & last <one>", 82.5, "[x]", "=1+1", "[c]"),
                ("Second", "[c]", 7, "https://example.org", "[c]"),
                ("A third with a much longer name\nin two lines", 1, 0, "A share of [c]", "[c]"),
            ),
            ("What it is about.", "And more."),
            "Readers of records",
        ),
        Sheet("2_more", "Quality", ("Indicator", "Grade"), (("5.3", "Good"),)),
    ),
    (("Figure 1", "Made-up numbers."), ("Figure 2", "Read by two.")),
)


def by_gptables(content):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import gptables

        sheets = {}
        for number, sheet in enumerate(content.sheets, 1):
            cells = {cell for row in sheet.rows for cell in row}
            sheets[sheet.name] = gptables.GPTable(
                table=pd.DataFrame(list(sheet.rows), columns=list(sheet.columns), dtype=object),
                table_name=f"table_{number}",
                title=sheet.title,
                subtitles=list(sheet.about),
                instructions="This worksheet contains one table.",
                legend=[text for mark, text in SHORTHAND.items() if mark in cells],
                source=sheet.source or None,
                index_columns={2: 0},
            )
        buffer = io.BytesIO()
        notes = [("", f"{about}: {note}") for about, note in content.notes]
        workbook = gptables.produce_workbook(
            buffer,
            sheets,
            cover=gptables.Cover(title=content.title, intro=list(content.intro), cover_label="Cover"),
            contentsheet_options={"title": "Contents", "instructions": "This worksheet contains one table."},
            notes_table=pd.DataFrame(notes, columns=["", "Note"]),
            notesheet_options={"title": "Notes", "instructions": "This worksheet contains one table."},
            workbook_options={"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
        )
        for worksheet in workbook.worksheets():  # what ours say of paper besides
            worksheet.set_paper(9)
            worksheet.set_landscape()
            worksheet.fit_to_pages(1, 0)
        workbook.set_properties({"title": content.title, "created": datetime(2020, 1, 1)})
        workbook.close()
    return buffer.getvalue()


def test_a_spreadsheet_has_the_bytes_that_gptables_gives_it():
    assert written(CONTENT) == by_gptables(CONTENT)


def test_a_spreadsheet_says_what_it_was_given_whatever_that_looks_like():
    texts = ("[see](https://example.org)", "$$note$$", "\u2013", "", " ", "[c] and more")
    rows = tuple((f"Row {number}", text, number) for number, text in enumerate(texts, 1))
    content = Spreadsheet("T", ("One.",), (Sheet("1", "Title", ("A", "B", "C"), rows),))
    sheet = openpyxl.load_workbook(io.BytesIO(written(content)))["1"]
    assert [cell.value for cell in sheet["B"]][-len(texts) :] == [text.strip() or None for text in texts]
    assert [cell.alignment.horizontal for cell in sheet[sheet.max_row]] == ["left", "left", "right"]
    (table,) = sheet.tables.values()
    assert table.ref == f"A3:C{sheet.max_row}"
    assert [column.name for column in table.tableColumns] == ["A", "B", "C"]
