"""What a hostile or careless sender may put into a file ends as plain text or as a clear refusal."""

import csv
import io
import os
import struct
import zipfile

import pandas as pd
import pytest
import xlsxwriter

from workbench.composition.text import plain
from workbench.intake.archives import BadArchive, check_archive
from workbench.intake.grid import Unreadable
from workbench.intake.reading import read_grid
from workbench.store import EvidenceStore

INJECTIONS = (
    "**bold** [link](https://example.com) ![](x)",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "#set page(width: 1cm); #eval(\"1\") $x$ @ref <label>",
    "{{< include /etc/passwd >}} {{% raw %}} ```{=html}\n<b>\n```",
    "=HYPERLINK(\"http://x\",\"y\")",
    "@SUM(A1:A9)",
    "::: {.callout-note}\ntext\n:::",
)  # fmt: skip


def _engagement(raw, change):
    path = raw / "fife" / "fife_engagement.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    change(rows)
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def _statements(project, programme):
    path = EvidenceStore(project).table_path(programme.id, "engagement", "fife")
    return pd.read_parquet(path)["statement"].tolist()


@pytest.mark.parametrize("text", INJECTIONS)
def test_text_that_wants_to_be_more_travels_as_text(project, programme, sampled, text):
    intake, raw = sampled

    def change(rows):
        rows[1][rows[0].index("What was found")] = text

    (outcome,) = intake(files=[_engagement(raw, change)]).outcomes
    if outcome.state == "refused":  # a web address is a detail that may lead to a person
        assert "web address" in str(outcome.faults[0])
        return
    assert _statements(project, programme)[0] == text
    shown = plain(text)
    assert "<script" not in shown
    assert "{{<" not in shown
    assert not shown.startswith((":::", "#", "```"))


def test_hidden_characters_do_not_reach_the_store(project, programme, sampled):
    intake, raw = sampled

    def change(rows):
        rows[1][rows[0].index("What was found")] = "She\u200b was \u202eheard\u202c.\x07\ufeff\U000e0041"
        rows[2][rows[0].index("Method")] = "Focus\u200b group"

    assert intake(files=[_engagement(raw, change)]).count("taken in") == 1
    assert _statements(project, programme)[0] == "She was heard."


def test_links_pipes_and_names_with_hidden_characters_are_refused(project, sampled, tmp_path):
    intake, raw = sampled
    secret = tmp_path / "secret.csv"
    secret.write_text("Finding\nsecret\n")
    (raw / "fife" / "fife_engagement.csv").unlink()
    (raw / "fife" / "fife_engagement.csv").symlink_to(secret)
    (raw / "fife" / "fife_parents_survey.csv").unlink()
    os.mkfifo(raw / "fife" / "fife_parents_survey.csv")
    (raw / "fife" / "fife\u202e_staff_survey.xlsx").write_bytes(b"x")
    (raw / "Orkney").symlink_to(tmp_path)
    with open(os.fsencode(raw / "fife") + b"/\xff_children_survey.csv", "wb") as stream:  # noqa: PTH123
        stream.write(b"x")
    refused = {one.file: one.faults[0].message for one in intake().outcomes if one.state == "refused"}
    assert "this is a link" in refused["fife/fife_engagement.csv"]
    assert "this is a link" in refused["Orkney"]
    assert "no ordinary file" in refused["fife/fife_parents_survey.csv"]
    assert "cannot be seen" in refused["fife/fife_staff_survey.xlsx"]
    assert "cannot be seen" in refused["fife/_children_survey.csv"]
    assert not any(b"secret" in path.read_bytes() for path in project.store.rglob("*") if path.is_file())


def _zip(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_an_archive_that_lies_about_its_size_is_counted():
    size = 400 * 1024 * 1024
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as part:
        for _ in range(400):
            part.write(b"\0" * 1024 * 1024)
    lying = stream.getvalue().replace(struct.pack("<L", size), struct.pack("<L", 10))
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert archive.infolist()[0].file_size == 10
    with pytest.raises(BadArchive, match="unpacks"):
        check_archive(lying)


@pytest.mark.parametrize("far", ['r="XFD1048576"', 'r="ZZZZZZ9"', 'r="B99999999999"'])
def test_a_cell_unreasonably_far_out_is_refused_before_room_is_made_for_it(tmp_path, far):
    sheet = f'<worksheet><sheetData><row r="1"><c {far}><v>1</v></c></row></sheetData></worksheet>'
    (tmp_path / "a.xlsx").write_bytes(_zip({"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet}))
    with pytest.raises(Unreadable, match="reaches over"):
        read_grid(tmp_path / "a.xlsx")


def test_an_ods_that_repeats_a_cell_a_thousand_million_times_is_refused(tmp_path):
    cell = '<table:table-cell table:number-columns-repeated="1000000000" office:value="1"/>'
    content = f'<x><table:table table:name="S"><table:table-row>{cell}</table:table-row></table:table></x>'
    (tmp_path / "a.ods").write_bytes(_zip({"content.xml": content}))
    with pytest.raises(Unreadable, match="reaches over"):
        read_grid(tmp_path / "a.ods")


def test_blank_cells_formatted_to_the_end_of_a_sheet_are_no_fault(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet("S")
        page.write("A1", "h")
        page.write_blank("XFD1048576", None, book.add_format({"bold": True}))
    assert read_grid(tmp_path / "a.xlsx").rows == (("h",),)


def test_a_cell_of_megabytes_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("h,i\n" + "x" * 3_000_000 + ",1\n")
    with pytest.raises(Unreadable, match="more than 131,072 characters"):
        read_grid(tmp_path / "a.csv")


def test_a_file_of_nothing_but_cells_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("," * 6_000_000)
    with pytest.raises(Unreadable, match="5,000,000 cells"):
        read_grid(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", _zip({"x": "y"}), "ending of a CSV file"),
        ("a.xlsx", b"h,i\n1,2\n", "CSV file with the ending of a workbook"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        ("a.ods", b"", "not a readable Excel workbook"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_told(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable, match=said):
        read_grid(tmp_path / name)
