"""Harmless mess in raw files is read through; what cannot be read is said plainly."""

import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.csv_text import decode
from workbench.intake.grid import Unreadable, plain
from workbench.intake.headers import is_personal
from workbench.intake.reading import read_grid


def _workbook(path, sheets):
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(tmp_path):
    path = _workbook(tmp_path / "a.xlsx", {"S": [[], [], ["h"], ["x"]]})
    assert read_grid(path, "S").rows == ((), (), ("h",), ("x",)) or read_grid(path, "S").rows[2] == ("h",)
    (tmp_path / "a.csv").write_bytes(b'h,i\n"two\nlines",1\nx,2\n')
    assert read_grid(tmp_path / "a.csv").rows[2] == ("x", "2")


def test_a_sheet_is_found_in_any_case_and_an_only_sheet_by_any_name(tmp_path):
    path = _workbook(tmp_path / "a.xlsx", {"responses ": [["h"]], "Codebook": [["c"]]})
    assert read_grid(path, "Responses").rows == (("h",),)
    assert read_grid(_workbook(tmp_path / "b.xlsx", {"Tabelle1": [["h"]]}), "Responses").rows == (("h",),)


def test_a_missing_sheet_is_named_with_the_nearest(tmp_path):
    path = _workbook(tmp_path / "a.xlsx", {"Respones": [["h"]], "Codebook": [["c"]]})
    with pytest.raises(Unreadable, match="Did you mean Respones"):
        read_grid(path, "Responses")


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 damaged", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="workbook"):
        read_grid(path, "S")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(Unreadable, match="holds no workbook"):
        read_grid(tmp_path / "a.xlsx", "S")


def test_a_workbook_that_unpacks_to_far_too_much_is_not_opened(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (301 * 1024 * 1024))
    with pytest.raises(Unreadable, match="unpacks"):
        read_grid(tmp_path / "a.xlsx", "S")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_usual_delimiter_is_understood(tmp_path, delimiter):
    (tmp_path / "a.csv").write_text(delimiter.join(["a", "b", "c"]) + "\n" + delimiter.join(["1", "2", "3"]))
    assert read_grid(tmp_path / "a.csv").rows == (("a", "b", "c"), ("1", "2", "3"))


def test_an_unclosed_quotation_mark_is_a_fault(tmp_path):
    (tmp_path / "a.csv").write_text('a,b\n"open,2\n')
    with pytest.raises(Unreadable, match="CSV"):
        read_grid(tmp_path / "a.csv")


# Zeros in a text without a mark tell UTF-16, so text for this test has none.
@given(st.text(max_size=200).filter(lambda text: "\0" not in text), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_in_any_unicode_form_comes_back(text, encoding):
    assert decode(text.encode(encoding)).lstrip("\ufeff") == text.lstrip("\ufeff")


@given(st.text(max_size=100))
def test_cells_are_trimmed_and_show_what_they_hold(text):
    cell = plain(text)
    assert cell == plain(cell) == cell.strip()
    assert not any(sign in cell for sign in "\u200b\u202e\ufeff\x00")


@pytest.mark.parametrize(
    "header",
    ["Name", "First name", "SURNAME", "Child's name", "CHI", "CHI No.", "Date of birth", "DOB", "Postcode", "Post code",
     "E-mail", "Email address", "Home address", "Telephone", "Mobile phone", "Name of the young person", "NI number"],
)  # fmt: skip
def test_personal_headers(header):
    assert is_personal(header)


@pytest.mark.parametrize(
    "header", ["Service", "Which service do you work in?", "Response ID", "Theme", "Children", "Plan addressed risk"]
)  # fmt: skip
def test_ordinary_headers(header):
    assert not is_personal(header)


def test_no_header_of_an_instrument_is_personal(definitions):
    headers = [column.header for one in definitions.instruments.values() for column in one.columns]
    assert not [header for header in headers if is_personal(header)]
