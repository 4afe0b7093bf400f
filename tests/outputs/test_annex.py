import io

import openpyxl
import pytest

from workbench.composition.results import Recorded
from workbench.definitions import Recommendation
from workbench.definitions.follow_up import Action, ImprovementPlan
from workbench.outputs.annex import annex
from workbench.outputs.plan_sheet import plan_spreadsheet
from workbench.outputs.spreadsheet import spreadsheet_bytes, unique_columns, written

DANGEROUS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "https://example.org", '=HYPERLINK("x")']


def recorded(rows, notes=("Made-up numbers.",)):
    columns = [
        {"id": "a", "label": "Question", "kind": "text"},
        {"id": "b", "label": "Share", "kind": "percent"},
        {"id": "c", "label": "share", "kind": "count"},
    ]
    data = {"title": "T", "columns": columns, "rows": rows, "notes": list(notes), "synthetic": True}
    figures = {
        "records.items": {"title": "Items of records", "alt": "The first is larger.", "data": data},
        "records.none": {"title": "Nothing", "status": "missing", "alt": "", "data": None},
    }
    return Recorded(figures=figures)


def made(rows, **more):
    return annex("Fife", "A programme", "31 March 2026", recorded(rows, **more), notice="Sample")


def sheets(content):
    return openpyxl.load_workbook(io.BytesIO(written(content)))


def cells(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture(scope="module")
def book():
    return sheets(
        made([["First", 82, 77], ["Second", {"suppressed": "small"}, None], *[[text, 1, 2] for text in DANGEROUS]])
    )


def test_cover_contents_notes_and_a_sheet_for_each_figure_with_data(book):
    assert book.sheetnames == ["Cover", "Contents", "Notes", "1_records_items"]
    cover = " ".join(str(row[0]) for row in cells(book["Cover"]))
    assert "Sample" in cover
    assert "[c]" in cover
    assert [1, "Figure 1: Made-up numbers."] in cells(book["Notes"])


def test_one_marked_table_with_its_legend(book):
    sheet = book["1_records_items"]
    assert len(sheet.tables) == 1
    text = "\n".join(str(row[0]) for row in cells(sheet))
    assert "[c] not shown: the number, or one that it would give away, could identify someone" in text
    assert "[x] not available" in text
    assert "The first is larger." in text
    header, *rows = [row for row in cells(sheet) if row[1] is not None]
    assert header[:3] == ["Question", "Share (%)", "share"]
    assert rows[0][:3] == ["First", 82, 77]
    assert rows[1][:3] == ["Second", "[c]", "[x]"]


def test_no_cell_is_a_formula_or_a_link(book):
    sheet = book["1_records_items"]
    found = [cell for row in sheet.iter_rows() for cell in row if cell.value in DANGEROUS]
    assert len(found) == len(DANGEROUS)
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.hyperlink is None for cell in found)


def test_the_same_content_has_the_same_bytes_and_is_made_once(tmp_path):
    content = made([["First", 82, 77]])
    first = spreadsheet_bytes(content, tmp_path)
    assert written(content) == first
    (kept,) = (tmp_path / "xlsx").iterdir()
    kept.write_bytes(b"kept")
    assert spreadsheet_bytes(content, tmp_path) == b"kept"
    assert made([["First", 83, 77]]).key != content.key


def test_no_annex_where_nothing_was_drawn():
    assert annex("Fife", "A", "today", Recorded()) is None
    assert made([]) is None


def test_headings_differ_whatever_their_case():
    assert unique_columns(["A", "a", "A"]) == ("A", "a (2)", "A (3)")


def test_the_plan_has_a_row_for_each_action_and_for_what_has_none():
    recommendations = [
        Recommendation(number=number, quality_indicator="5.3", text=f"Do {number}", owner="Managers")
        for number in (1, 2)
    ]
    plan = ImprovementPlan(
        actions=(Action(recommendation=1, action="=Act", owner="A lead", by="2026-09-30", measure="An audit"),)
    )
    book = sheets(plan_spreadsheet("Fife", "A programme", plan, recommendations))
    rows = [row for row in cells(book["Improvement_plan"]) if row[1] is not None]
    assert rows[0] == [
        "Action",
        "Recommendation number",
        "Recommendation",
        "Quality indicator",
        "Owner",
        "By",
        "How we will know",
    ]
    assert rows[1] == ["=Act", 1, "Do 1", "5.3", "A lead", "30 September 2026", "An audit"]
    assert rows[2] == ["No action recorded", 2, "Do 2", "5.3", "Managers", "[z]", "[z]"]


def test_columns_are_wide_enough_to_read_and_never_wider_than_a_screen():
    long = "Children who " + "are looked after and " * 30
    content = made([["First", 82, 77], [long, 1, 2]], notes=[long * 2])
    book = sheets(content)
    widths = [sheet.column_dimensions[column].width for sheet in book for column in "AB" if sheet.title != "Cover"]
    assert max(widths) < 70
    table = book["1_records_items"]
    wrapped = {cell.alignment.wrap_text for row in table.iter_rows() for cell in row if cell.value == long.strip()}
    assert wrapped == {True}
    assert table.page_setup.orientation == "landscape" and table.sheet_properties.pageSetUpPr.fitToPage


def test_text_above_a_table_is_short_and_sheets_are_numbered_without_gaps():
    found = recorded([["First", 82, 77]])
    items = found.figures["records.items"]
    found.figures["a.none"] = {"title": "Nothing", "status": "missing", "alt": "", "data": None}
    found.figures["records.many"] = {**items, "alt": "One is 1. Two is 2. Three is 3. Four is 4."}
    content = annex("Fife", "A programme", "31 March 2026", found, notice="Sample")
    assert [sheet.name for sheet in content.sheets] == ["1_records_items", "2_records_many"]
    assert [sheet.about for sheet in content.sheets] == [("Sample", "The first is larger."), ("Sample",)]
