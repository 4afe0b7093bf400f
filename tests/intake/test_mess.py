"""Files as people really have them: read through where nothing is guessed, every row accounted for."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from workbench.intake.cells import parser_of
from workbench.intake.dates import date_of, why_no_date
from workbench.intake.expected import Column, Table
from workbench.intake.reading import read_grid
from workbench.intake.validation import read_table
from workbench.store import EvidenceStore

HARD = Path(__file__).parent / "hard"
AREAS = {"Fife": "fife", "S12000047": "fife", "S12000015": "fife", "Orkney": "orkney-islands"}
TABLE = Table(
    id="counts", title="Counts", file_name="{area}_counts.csv", format="csv", sheet="", key=("measure",),
    columns=(
        Column("area", "Council area", "area", True),
        Column("measure", "Measure", "choice", True, (("a", "Orders made"), ("b", "Orders ended"), ("all", "All"))),
        Column("count", "Number", "integer", False, minimum=0),
        Column("on", "Counted on", "date", False),
        Column("note", "Note", "text", False),
    ),
)  # fmt: skip
HEADER = ["Council area", "Measure", "Number", "Counted on", "Note"]
ROW = ["Fife", "Orders made", "12", "31/03/2026", "as agreed"]


def _csv(rows, delimiter=","):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def _read(tmp_path, content, name="fife_counts.csv", table=TABLE):
    path = tmp_path / name
    path.write_bytes(content)
    reading = read_table(path, table, "fife", AREAS.get, name)
    assert reading.read == reading.rows + reading.refused
    return reading


def _xlsx(rows, merges=(), sheet="S", extra=()):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for name, content in (*extra, (sheet, rows)):
            page = book.add_worksheet(name)
            for number, row in enumerate(content):
                page.write_row(number, 0, row)
        for *place, text in merges:
            page.merge_range(*place, text)
    return stream.getvalue()


def _ods(rows, filling=""):
    office = "urn:oasis:names:tc:opendocument:xmlns:"

    def cell(text):
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}{filling}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}office:1.0" '
        f'xmlns:table="{office}table:1.0" xmlns:text="{office}text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{office}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return stream.getvalue()


def test_the_same_table_is_read_from_csv_xlsx_and_ods(tmp_path):
    expected = _read(tmp_path, _csv([HEADER, ROW])).values
    assert expected["on"] == ["2026-03-31"]
    assert _read(tmp_path, _xlsx([HEADER, ROW]), "a.xlsx").values == expected
    assert _read(tmp_path, _ods([HEADER, ROW]), "a.ods").values == expected
    blank = '<table:table-cell table:number-columns-repeated="16000"/>'
    assert _read(tmp_path, _ods([HEADER, ROW], blank), "a.ods").values == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_usual_encoding_is_understood(tmp_path, encoding):
    content = _csv([HEADER, [*ROW[:4], "the café’s order – “agreed”"]]).decode().encode(encoding)
    assert _read(tmp_path, content).values["note"] == ["the café’s order – “agreed”"]


def test_titles_above_notes_below_blank_rows_totals_and_a_header_repeated(tmp_path):
    rows = [
        ["Return of orders, 2026"], ["Published by nobody; of interest to some"], [], HEADER, ROW, HEADER, [],
        ["Fife", "Orders ended", "[c]", "", ""], ["Total", "", "99", "", ""], [], [],
        ["Note: as counted by the council."], ["Contact: someone"], ["", "", "", "", ""],
    ]  # fmt: skip
    reading = _read(tmp_path, _csv(rows))
    assert not reading.faults
    assert (reading.read, reading.rows, reading.refused) == (6, 2, 4)
    assert [(row.row, row.reason.partition(" ")[0]) for row in reading.set_aside] == [
        (6, "the"), (9, "a"), (12, "a"), (13, "a"),
    ]  # fmt: skip


def test_an_answer_that_says_all_is_no_total(tmp_path):
    reading = _read(tmp_path, _csv([HEADER, ["Fife", "All", "5", "", ""]]))
    assert (reading.rows, reading.set_aside) == (1, ())
    assert [row.row for row in _read(tmp_path, _csv([HEADER, ROW, ["Scotland", "All", "5", "", ""]])).set_aside] == [3]


@pytest.mark.parametrize("name", ["SCOTLAND (all councils)", "Scotland (Estimated)", "Scotland"])
def test_scotland_among_the_areas_is_a_total(tmp_path, name):
    (row,) = _read(tmp_path, _csv([HEADER, ROW, [name, "Orders ended", "5", "", ""]])).set_aside
    assert "total" in row.reason
    assert _read(tmp_path, _csv([HEADER, ROW, ["outside Scotland", "Orders ended", "5", "", ""]])).faults


def test_a_header_merged_over_two_rows_is_one(tmp_path):
    upper = ["Council area", "Measure", "Counts", "", "Note"]
    lower = ["", "", "Number", "Counted on", ""]
    reading = _read(tmp_path, _xlsx([["Orders"], upper, lower, ROW], merges=[(1, 0, 2, 0, "Council area")]), "a.xlsx")
    assert not reading.faults
    assert (reading.rows, reading.values["count"]) == (1, [12])


def test_the_sheet_with_the_table_is_found_where_there_are_several(tmp_path):
    reading = _read(tmp_path, _xlsx([HEADER, ROW], sheet="Data", extra=[("Read me", [["Hello"]])]), "a.xlsx")
    assert reading.rows == 1


@pytest.mark.parametrize(
    ("sign", "status"),
    [("[c]", "suppressed"), ("*", "suppressed"), ("c", "suppressed"), ("[x]", "missing"), ("z", "missing"),
     ("..", "missing"), ("-", "missing"), ("[low]", "suppressed"), ("[u]", "suppressed"), ("[z]", "missing")],
)  # fmt: skip
def test_a_sign_is_no_number_and_its_reason_is_kept(tmp_path, sign, status):
    reading = _read(tmp_path, _csv([HEADER, ["Fife", "Orders made", sign, "", ""]]))
    assert reading.values["count"] == [None]
    assert reading.values["count_reason"][0].startswith(status)
    assert sign in reading.values["count_reason"][0]


@pytest.mark.parametrize("value", ["80%", "nan", "inf", "-inf", "1e400", "1e5", "٣", "12 13", "0x10", "=1+1", "1_000"])
def test_what_is_no_whole_number_is_refused(tmp_path, value):
    (fault,) = _read(tmp_path, _csv([HEADER, ["Fife", "Orders made", value, "", ""]])).faults
    assert "a whole number belongs here" in fault.message


@pytest.mark.parametrize(
    "form",
    ["31/03/2026", "31.3.2026", "31-03-26", "2026-03-31", "2026/03/31", "31 March 2026", "31st March 2026", "31-Mar-26",
     "31 Mar 2026", "Tuesday 31 March 2026", "2026-03-31T00:00:00", "31/03/2026 14:30", "2026-03-31 00:00:00"],
)  # fmt: skip
def test_date_forms(form):
    assert date_of(form) == "2026-03-31"


@pytest.mark.parametrize("form", ["03/31/2026", "31/13/2026", "30 Feb 2026", "March 2026", "2026", "soon", "1/2"])
def test_no_dates(form):
    assert date_of(form) is None
    assert why_no_date(form)


def test_every_spelling_of_a_council_that_was_met_is_known(definitions):
    grid = read_grid(HARD / "council_name_variants_seen.csv")
    codes = {area.code: area.slug for area in definitions.areas.values()}
    codes |= {code: area.slug for area in definitions.areas.values() for code in area.retired_codes}
    column = Column("area", "Area", "area", True)
    for name, code, *_ in grid.rows[1:]:
        if not code:  # Scotland, outside Scotland and two councils as one
            assert definitions.match_area(name) is None
            continue
        parse = parser_of(column, codes[code], lambda text: getattr(definitions.match_area(text), "slug", None))
        assert parse(name).value == parse(code).value == codes[code]


def test_cells_beyond_the_header_are_not_dropped(tmp_path):
    (fault,) = _read(tmp_path, _csv([HEADER, [*ROW, "a comma too many"]])).faults
    assert fault.column == "F"
    assert "no header" in fault.message


def test_spreadsheet_errors_are_told(tmp_path):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet("S")
        page.write_row(0, 0, HEADER)
        page.write_row(1, 0, ROW)
        page.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    assert "spreadsheet error" in _read(tmp_path, stream.getvalue(), "a.xlsx").notes[0]


@pytest.fixture
def engagement(sampled):
    _, raw = sampled
    return raw / "fife" / "fife_engagement.csv"


def _edit(path, change):
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    change(rows)
    path.write_bytes(_csv(rows))


def test_refused_rows_are_written_for_the_sender_and_go_when_mended(project, programme, sampled, engagement):
    intake, _ = sampled
    good = engagement.read_bytes()

    def spoil(rows):
        place = rows[0].index("Method")
        rows[1][place] = "=cmd|' /C calc'!A0"
        rows[3][place] = "seance"

    _edit(engagement, spoil)
    (outcome,) = intake(files=[engagement]).outcomes
    assert (outcome.state, outcome.rows, outcome.refused) == ("refused", 0, outcome.read)
    written = project.evidence / "refused" / programme.id / "fife" / "fife_engagement.csv.csv"
    assert outcome.refusals == written
    assert written.stat().st_mode & 0o777 == 0o600
    rows = list(csv.reader(io.StringIO(written.read_text(encoding="utf-8-sig"), newline="")))
    assert [row[0] for row in rows] == ["Row", "2", "4"]
    assert "not an allowed answer" in rows[1][1]
    assert "'=cmd|' /C calc'!A0" in rows[1]
    assert not any(cell.startswith(("=", "+", "@", "-")) for row in rows for cell in row)
    engagement.write_bytes(good)
    assert intake(files=[engagement]).count("taken in") == 1
    assert not written.exists()


def test_the_store_knows_every_version_and_keeps_the_originals(project, programme, sampled, engagement):
    import hashlib

    intake, raw = sampled
    intake(files=[engagement])
    first = engagement.read_bytes()
    _edit(engagement, lambda rows: rows.pop())
    (raw / "batch.yaml").write_text("synthetic: true\nas_of: 2026-06-30\n")
    (outcome,) = intake(files=[engagement]).outcomes
    assert outcome.replaces
    (entry,) = EvidenceStore(project).catalogue(programme.id)["files"]
    assert [(one["as_of"], one["read"], one["rows"]) for one in entry["versions"]] == [
        ("2026-03-31", outcome.rows + 1, outcome.rows + 1), ("2026-06-30", outcome.rows, outcome.rows),
    ]  # fmt: skip
    for version, content in zip(entry["versions"], (first, engagement.read_bytes()), strict=True):
        sha = version["sha256"]
        kept = project.evidence / "originals" / sha[:2] / sha / "fife_engagement.csv"
        assert kept.read_bytes() == content
        assert hashlib.sha256(content).hexdigest() == sha
        assert kept.stat().st_mode & 0o777 == 0o600
    assert intake(files=[engagement]).count("unchanged") == 1
    assert EvidenceStore(project).catalogue(programme.id)["files"] == [entry]


def test_a_preview_says_everything_and_writes_nothing(project, sampled, engagement, tmp_path):
    intake, raw = sampled
    place = {}

    def change(rows):
        place.update({name: number for number, name in enumerate(rows[0])})
        rows[1][place["Method"]] = "FOCUS  group"
        rows.append(["Total", "", "", "", "99"])

    _edit(engagement, change)
    (raw / "fife" / "fife_staff_survey.xlsx").write_bytes(b"PK no workbook")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    summary = intake(preview=True, areas=["fife"])
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert not project.store.exists()
    outcome = next(one for one in summary.outcomes if one.file.endswith("engagement.csv"))
    assert any("'FOCUS  group' is read as 'focus group', 1 cell" in change for change in outcome.changes)
    assert outcome.refused == 1
    assert summary.count("refused") == 1
    assert summary.read == summary.rows + summary.refused


def test_personal_details_stop_a_file_and_possible_names_do_not(project, sampled, engagement):
    intake, _ = sampled
    good = engagement.read_bytes()

    def names(rows):
        rows[1][rows[0].index("What was found")] = "Eilidh Drever said that she was listened to"

    _edit(engagement, names)
    (outcome,) = intake(files=[engagement]).outcomes
    assert outcome.state == "taken in"
    assert "may identify somebody" in outcome.notes[0]
    assert "Eilidh" not in outcome.notes[0]
    engagement.write_bytes(good)

    def numbers(rows):
        rows[1][rows[0].index("What was found")] = "Ring 07700 900123 about CHI 0101011237"

    _edit(engagement, numbers)
    (outcome,) = intake(files=[engagement]).outcomes
    assert outcome.state == "refused"
    said = "\n".join(map(str, outcome.faults)) + outcome.refusals.read_text(encoding="utf-8-sig")
    assert "phone number" in said
    assert "900123" not in said
    assert "0101011237" not in said
    # Nothing of a refused file is kept elsewhere.
    assert not any(b"0101011237" in path.read_bytes() for path in project.evidence.rglob("*")
                   if path.is_file() and "raw" not in path.parts)  # fmt: skip


def test_names_in_a_column_of_answers_are_not_repeated(tmp_path):
    people = ["Eilidh Drever", "Jack Smith", "Mairi Flett", "Ann Example"]
    reading = _read(tmp_path, _csv([HEADER, *(["Fife", name, "1", "", ""] for name in people)]))
    assert "names of people" in str(reading.faults[0])
    assert not any(name in str(fault) for name in people for fault in reading.faults)
    assert not reading.wrong_rows


def test_the_store_and_all_beside_it_are_for_the_user_alone(project, sampled):
    intake, _ = sampled
    intake(areas=["fife"])
    for top in (project.store, project.evidence / "originals"):
        for path in (top, *top.rglob("*")):
            assert path.stat().st_mode & 0o077 == 0, path


def test_the_command_line_previews_and_reconciles(project, sampled, monkeypatch):
    from click.testing import CliRunner

    from workbench.cli.intake import command

    monkeypatch.setenv("WORKBENCH_PROJECT", str(project.root))
    monkeypatch.setenv("WORKBENCH_EVIDENCE", str(project.evidence))
    result = CliRunner().invoke(command, ["--preview", "--area", "fife"])
    assert result.exit_code == 0, result.output
    assert "nothing was written" in result.output
    assert " accepted + 0 refused" in result.output
    assert not project.store.exists()


def test_the_hard_workbook_is_no_evidence_table_and_says_so(tmp_path):
    reading = _read(tmp_path, (HARD / "prison_population_2023_six_sheets.xlsx").read_bytes(), "a.xlsx")
    first, *others = map(str, reading.faults)
    assert first.startswith("a.xlsx, sheet Notes, row 1: none of the 5 columns of Counts are here.")
    missing = [fault.partition("column ")[2].partition(":")[0] for fault in others if "column is missing" in fault]
    assert missing == ["Council area", "Measure", "Number", "Counted on", "Note"]
    assert reading.rows == 0
