"""Text that attacks comes out as text, in the real formats."""

import csv
import io
import unicodedata

import openpyxl
import pytest
import xlsxwriter
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workbench.definitions.lined_yaml import parse
from workbench.freetext.plain import csv_cell, without_hidden, xlsx_cell, yaml_scalar

ATTACKS = [
    "=cmd|' /C calc'!A0",
    "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "  =1+1", "＝1+1", "\u200b=1+1", "\ufeff=1", '"=1+1',
    "−1+2", "|calc", "%0A=1",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS)
def test_no_cell_of_a_csv_begins_as_a_formula(text):
    assert csv_cell(text)[0] == "'"


@pytest.mark.parametrize("text", ["-5", "+5", "-1,234.5", "82%", "most (82%)", "", "5-6", "a=b"])
def test_ordinary_cells_stay(text):
    assert csv_cell(text) == text


@given(st.text())
def test_any_csv_cell_reads_back(text):
    cell = csv_cell(text)
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([cell, "end"])
    assert next(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [cell, "end"]
    assert not cell or cell[0] not in "=@\t\r"


def test_a_workbook_holds_texts_and_no_formula(tmp_path):
    texts = [*ATTACKS, "_x0041_", "a\x00\x0b\ud800b", "x" * 40_000, "two\nlines", "{{< include /etc/passwd >}}"]
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for row, text in enumerate(texts):
            assert sheet.write_string(row, 0, xlsx_cell(text)) == 0
    cells = [row[0] for row in openpyxl.load_workbook(path).active.iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[1].value == "+1+1" and len(cells[-3].value) == 32_767


@given(st.text())
def test_any_yaml_scalar_reads_back(text):
    expected = "".join(char for char in text if unicodedata.category(char) != "Cs")
    written = f"a: {yaml_scalar(text)}\nb: [{yaml_scalar(text)}]\n"
    assert yaml.safe_load(written) == {"a": expected, "b": [expected]}
    document, faults = parse(written, "x.yaml")
    assert not faults and document.data["a"] == expected


@given(st.text())
def test_nothing_hidden_is_left(text):
    once = without_hidden(text)
    assert "\n" not in once and without_hidden(once) == once
    for char in once:
        assert unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
        assert unicodedata.category(char) != "Cf" or char == "\u200d"


def test_direction_and_stacked_marks():
    assert without_hidden("a\u202eb\u2066c\u200fd\u061ce") == "abcde"
    assert without_hidden("z" + "\u0301" * 50) == "z" + "\u0301" * 3
    assert without_hidden("Seònaid é è") == "Seònaid é è"
    assert without_hidden("👩\u200d👧 and ❤\ufe0f a\u200db") == "👩\u200d👧 and ❤\ufe0f ab"
