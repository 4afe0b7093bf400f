"""Every kind of fault is found, at its place, with the nearest right word; harmless differences are not faults."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.expected import Column, Table
from workbench.intake.parquet import write_columns
from workbench.intake.validation import read_table

AREAS = {"Orkney": "orkney-islands", "S12000023": "orkney-islands", "Fife": "fife"}
YES = (("yes", "Yes"), ("partly", "Partly"), ("no", "No"), ("dont_know", "Don't know"))
TABLE = Table(
    id="notes", title="Notes", file_name="{area}_notes.csv", format="csv", sheet="", key=("id",),
    columns=(
        Column("id", "Response ID", "identifier", True),
        Column("helped", "Did it help?", "scale", False, YES),
        Column("service", "Which service?", "choice", False, (("Health", "Health"), ("Police", "Police"))),
        Column("people", "People", "integer", True, minimum=0, maximum=500),
        Column("grade", "Grade", "grade", False, (("4", "Good"), ("3", "Adequate"))),
        Column("on", "Held on", "date", False),
        Column("qi", "Quality indicator", "quality_indicator", False, (("2.1", "Impact"), ("9.2", "Leadership"))),
        Column("area", "Council area", "area", False),
        Column("text", "What was found", "text", False),
    ),
)  # fmt: skip
HEADER = "Response ID,Did it help?,Which service?,People,Grade,Held on,Quality indicator,Council area,What was found"
GOOD = "A1,Yes,Health,12,4,31/03/2026,2.1,Orkney,Well"


def _reading(tmp_path, content, encoding="utf-8", table=TABLE):
    path = tmp_path / "orkney-islands_notes.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    reading = read_table(path, table, "orkney-islands", AREAS.get, "notes.csv")
    assert reading.read == reading.rows + reading.refused
    assert (reading.rows == 0) == bool(reading.faults)
    return reading


def _read(tmp_path, content, encoding="utf-8"):
    """Return what was read as the store has it, through Parquet, and the faults."""
    reading = _reading(tmp_path, content, encoding)
    if reading.faults:
        return None, list(reading.faults)
    write_columns(tmp_path / "notes.parquet", reading.values, ("people", "grade"))
    return pd.read_parquet(tmp_path / "notes.parquet"), []


def _faults(tmp_path, *rows, header=HEADER):
    frame, faults = _read(tmp_path, "\n".join([header, *rows]))
    assert frame is None
    return faults


def test_a_good_row_is_stored_in_the_stores_words(tmp_path):
    frame, faults = _read(tmp_path, f"{HEADER}\n{GOOD}")
    assert not faults
    assert frame.iloc[0].to_dict() == {
        "id": "A1", "helped": "yes", "service": "Health", "people": 12, "grade": 4, "on": "2026-03-31", "qi": "2.1",
        "area": "orkney-islands", "text": "Well",
    }  # fmt: skip
    assert {kind.name for kind in frame.dtypes} <= {"string", "Int64", "str"}
    assert frame.dtypes["people"] == frame.dtypes["grade"] == pd.Int64Dtype()


@pytest.mark.parametrize(
    "row",
    [
        "A1, YES ,health,12.0,Good,2026-03-31,QI 2.1,S12000023,Well",
        'A1,yes,HEALTH,"12",4 Good,31 March 2026,2.1 Impact,Orkney,Well',
        "A1,Yes\u00a0,Health,+12,4 - good,31.03.2026,impact,Orkney,\u200bWell",
    ],
)
def test_harmless_differences_are_read_through(tmp_path, row):
    assert _read(tmp_path, f"{HEADER}\n{row}")[0].equals(_read(tmp_path, f"{HEADER}\n{GOOD}")[0])


@pytest.mark.parametrize("answer", ["Don't know", "Don’t know", "don`t  know", "DON'T KNOW", "dont_know"])
def test_any_apostrophe_will_do(tmp_path, answer):
    frame, _ = _read(tmp_path, f"{HEADER}\nA1,{answer},,1,,,,,")
    assert frame["helped"].tolist() == ["dont_know"]


def test_byte_order_mark_windows_encoding_and_blank_rows(tmp_path):
    row = "A1,Don’t know,Health,12,4,31/03/2026,2.1,Orkney,café"
    expected = _read(tmp_path, f"{HEADER}\n{row}")[0]
    assert _read(tmp_path, f"{HEADER}\n{row}", "utf-8-sig")[0].equals(expected)
    assert _read(tmp_path, f"{HEADER}\r\n{row}\r\n", "cp1252")[0].equals(expected)
    assert _read(tmp_path, f"Notes of the sessions\n\n{HEADER}\n,,,\n{row}\n,,,,,,,,\n\nSource: our notes,\n")[
        0
    ].equals(expected)


def test_columns_may_stand_in_any_order(tmp_path):
    frame, _ = _read(tmp_path, "\n".join(",".join(reversed(line.split(","))) for line in (HEADER, GOOD)))
    assert frame.equals(_read(tmp_path, f"{HEADER}\n{GOOD}")[0])


@pytest.mark.parametrize(
    ("row", "column", "value", "said"),
    [
        ("A2,Yess,,1,,,,,", "Did it help?", "Yess", "did you mean 'Yes'?"),
        ("A2,,Helth,1,,,,,", "Which service?", "Helth", "did you mean 'Health'?"),
        ("A2,,Zebra,1,,,,,", "Which service?", "Zebra", "allowed are: Health, Police"),
        ("A2,,,many,,,,,", "People", "many", "a whole number belongs here"),
        ("A2,,,1.5,,,,,", "People", "1.5", "a whole number belongs here"),
        ("A2,,,nan,,,,,", "People", "nan", "a whole number belongs here"),
        ("A2,,,-1,,,,,", "People", "-1", "the smallest number allowed is 0"),
        ("A2,,,501,,,,,", "People", "501", "the largest number allowed is 500"),
        ("A2,,,,,,,,x", "People", "", "an answer is required here"),
        ("A2,,,1,7,,,,", "Grade", "7", "not an allowed answer"),
        ("A2,,,1,Goood,,,,", "Grade", "Goood", "did you mean '4 Good'?"),
        ("A2,,,1,,31/31/2026,,,", "Held on", "31/31/2026", "a date belongs here"),
        ("A2,,,1,,,2.2,,", "Quality indicator", "2.2", "did you mean '2.1'?"),
        ("A2,,,1,,,,Atlantis,", "Council area", "Atlantis", "no council area, or unit of this programme, is called so"),
        ("A2,,,1,,,,Fife,", "Council area", "Fife", "another area than the folder"),
        (",,,1,,,,,x", "Response ID", "", "an answer is required here"),
        ("A1,,,1,,,,,", "Response ID", "A1", "row 2 has the same"),
        ("0101011234,,,1,,,,,", "Response ID", "", "looks like a CHI number"),
        (f"{'A' * 65},,,1,,,,,", "Response ID", f"{'A' * 59}…", "at most 64 characters"),
        (f"A2,,,1,,,,,{'x' * 10_001}", "What was found", "", "at most 10,000 characters"),
    ],
)
def test_each_kind_of_fault_has_its_place_and_its_rule(tmp_path, row, column, value, said):
    (fault,) = _faults(tmp_path, GOOD, row)
    assert (fault.file, fault.row, fault.column, fault.value) == ("notes.csv", 3, column, value)
    assert said in fault.message


def test_all_faults_come_at_once_and_the_same_value_is_told_once(tmp_path):
    faults = _faults(tmp_path, "A1,Yess,,1,,,,,", "A2,Yess,Helth,x,9,,,,", "A3,Yess,,1,,,,,")
    assert [(fault.row, fault.column) for fault in sorted(faults)] == [
        (2, "Did it help?"), (3, "Grade"), (3, "People"), (3, "Which service?"),
    ]  # fmt: skip
    assert "also in 2 more rows: 3, 4" in next(fault for fault in faults if fault.row == 2).message


def test_a_column_that_is_wrong_throughout_is_summed_up(tmp_path):
    faults = _faults(tmp_path, *(f"A{number},wrong {number},,1,,,,," for number in range(500)))
    assert len(faults) == 41
    assert "460 more cells" in "".join(fault.message for fault in faults)


def test_a_renamed_column_is_one_fault_with_the_right_name(tmp_path):
    (fault,) = _faults(tmp_path, GOOD, header=HEADER.replace("Did it help?", "Did it helped"))
    assert (fault.row, fault.column) == (1, "Did it helped")
    assert "did you mean 'Did it help?'" in fault.message


def test_missing_unknown_double_and_nameless_columns(tmp_path):
    header = HEADER.replace("Did it help?", "Zebra crossing").replace("Held on", "People").replace("What was found", "")
    said = {
        (fault.column, fault.message.partition(";")[0].partition(" (")[0])
        for fault in _faults(tmp_path, GOOD, header=header)
    }
    assert ("Zebra crossing", "unknown column") in said
    assert ("People", "this column stands twice") in said
    assert {("Did it help?", "this column is missing"), ("Held on", "this column is missing")} <= said
    assert ("I", "the column has answers but no header") in said


def test_a_personal_column_is_refused_without_showing_what_it_holds(tmp_path):
    faults = _faults(tmp_path, f"{GOOD},Ann Example", header=f"{HEADER},Child's name")
    assert [fault.column for fault in faults] == ["Child's name"]
    assert "Remove the whole column" in faults[0].message
    assert "Ann" not in str(faults[0])


@pytest.mark.parametrize("content", ["", "\n\n", HEADER, f"{HEADER}\n,,,,\n"])
def test_a_table_without_rows_is_a_fault(tmp_path, content):
    frame, faults = _read(tmp_path, content)
    assert frame is None
    assert "leave the file out" in faults[0].message


@given(st.binary(max_size=400))
def test_any_bytes_end_as_faults_not_as_an_error(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("bytes")
    frame, faults = _read(folder, HEADER.encode() + b"\n" + content)
    assert (frame is None) == bool(faults)


@given(st.lists(st.lists(st.text(max_size=12), max_size=10), max_size=6))
def test_any_cells_end_as_faults_or_as_a_table(tmp_path_factory, rows):
    import csv
    import io

    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER.split(","), *rows])
    frame, faults = _read(tmp_path_factory.mktemp("cells"), text.getvalue().encode("utf-8", "replace"))
    assert (frame is None) == bool(faults)


def test_no_message_repeats_a_detail_that_stands_in_the_second_part_of_a_key(tmp_path):
    table = replace(TABLE, key=("people", "id"))
    others = [GOOD.replace("A1", f"A{number}") for number in range(60)]
    row = GOOD.replace("A1", "0101 01 1234")
    reading = _reading(tmp_path, "\n".join([HEADER, *others, row, row]), table=table)
    assert any("must differ in every row" in fault.message for fault in reading.faults)
    assert not any("0101" in str(fault) for fault in reading.faults)
