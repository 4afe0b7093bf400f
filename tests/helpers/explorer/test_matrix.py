"""The matrix, and what stands behind its cells, are those of the reports."""

import pytest

from helpers.engagement import Findings
from helpers.explorer import behind as behind_it
from helpers.explorer.behind import finding_rows
from helpers.explorer.counted import Counted
from helpers.explorer.matrix import Strands, similar_table, strands_of
from helpers.explorer.texts import HELD
from helpers.matters import statistics_signals
from helpers.records import read_records
from helpers.signals import readings
from helpers.statistics import Profile
from helpers.surveys import read_survey, survey_signals
from tests.helpers.folders import AREAS


def behind(programme, area, indicator, strand):
    return behind_it.behind(Counted(programme, area), indicator, strand)


@pytest.mark.parametrize("area", AREAS)
def test_every_strand_reads_as_in_a_report(programme, area):
    run, strands = programme.run_of(area), strands_of(programme, area)
    surveys = [read_survey(run, table) for table in run.tables_of("survey")]
    tables = {
        "survey": survey_signals(run, *surveys),
        "records": read_records(run).signals(),
        "engagement": Findings(run, run.instrument("engagement"), run.evidence("engagement")).signals(),
        "documents": Findings(run, run.instrument("position_statement"), run.evidence("position_statement")).signals(),
        "statistics": statistics_signals(run, Profile(run)),
    }
    for strand, table in tables.items():
        for indicator, found in readings(table.as_dict()).items():
            cell = strands.cells[indicator][strand]
            assert (cell.strengths, cell.improvements, cell.neither, cell.hidden, cell.reading) == found, (
                strand,
                indicator,
            )


def test_behind_a_cell_of_answers_stands_each_question_with_what_a_report_shows(programme):
    rows = behind(programme, "orkney-islands", "5.3", "survey")
    cell = strands_of(programme, "orkney-islands").cells["5.3"]["survey"]
    points = [row[4] for row in rows.rows]
    assert len(rows.rows) == rows.total == cell.strengths + cell.improvements + cell.neither + cell.hidden
    assert (points.count("strength"), points.count("neither")) == (cell.strengths, cell.neither)
    small = [row for row in rows.rows if row[2].endswith((" of 2)", " of 3)", " of 6)"))]
    assert small and all(row[5].startswith("not shown:") for row in small), "three parents answered"
    assert all("of" in row[2] for row in rows.rows), "an inspector sees the numbers themselves"
    assert all("as of 31 March 2026" in row[6] for row in rows.rows)


def test_behind_a_cell_of_findings_stand_their_words(programme):
    rows = behind(programme, "dundee-city", "2.1", "engagement")
    assert rows.columns[1] == "Finding" and rows.total == len(rows.rows) > 3
    assert [row[2] for row in rows.rows] == sorted(
        (row[2] for row in rows.rows), key=["strength", "area for improvement", "mixed"].index
    )
    every = [
        row
        for indicator in ("2.1", "5.3", "9.2")
        for row in behind(programme, "dundee-city", indicator, "engagement").rows
    ]
    assert {row[1] for row in every if row[4] == HELD} == {"Statement 3, written for a test."}


def test_many_findings_are_cut_short_and_say_so(programme):
    rows = finding_rows(programme, AREAS, "engagement", "2.1", "Findings", limit=5)
    assert len(rows.rows) == 5 and rows.total > 5
    assert rows.says == f"{rows.total} rows; the first 5 are shown."


def test_behind_a_cell_of_statistics_stand_figures_with_period_and_source(programme):
    rows = behind(programme, "midlothian", "5.3", "statistics")
    assert [row[0] for row in rows.rows] == ["Looked after children with more than one placement in the year"]
    assert rows.rows[0][4] == "2021" and rows.rows[0][7] == "Nobody: figures made up for a test, 2021"
    gap = behind(programme, "orkney-islands", "5.3", "statistics").rows[0]
    assert gap[1] == "no figure" and gap[5] == "nothing: not shown"


def test_a_strand_without_evidence_is_silent_and_has_nothing_behind_it(programme, tmp_path):
    from helpers.explorer.programme import Programme
    from helpers.explorer.store import Store

    empty = Programme(programme.context, Store(tmp_path, programme.id))
    strands = strands_of(empty, "midlothian")
    assert {cell.reading for row in strands.cells.values() for cell in row.values()} == {"silent"}
    assert all(
        behind(empty, "midlothian", "2.1", strand).rows == ()
        for strand in ("survey", "records", "engagement", "statistics")
    )


@pytest.mark.parametrize("indicator", ["2.1", "5.3", "9.2"])
def test_similar_areas_read_as_their_own_matrix_does(programme, indicator):
    counted = Counted(programme, "midlothian")
    assert counted.areas == ("midlothian", "dundee-city", "orkney-islands")
    for area in counted.areas:
        assert Strands(counted, area).cells == strands_of(programme, area).cells
    table = similar_table(counted, indicator)
    assert [row[0] for row in table.rows] == ["Midlothian", "Dundee City", "Orkney Islands"]
    assert table.rows[0][1] == strands_of(programme, "midlothian").cells[indicator]["survey"].text


def test_how_strands_read_is_kept_as_long_as_the_files_are_as_they_were(programme, desk):
    kept = programme.store.kept_readings
    before = strands_of(programme, "orkney-islands").cells
    known = dict(kept._found)
    assert strands_of(programme, "orkney-islands").cells == before
    assert all(kept._found[question] is answer for question, answer in known.items())
    folder = desk.parents[2] / "store" / programme.id / "record_reading"
    path, was = folder / "orkney-islands.parquet", (folder / "orkney-islands.parquet").read_bytes()
    try:
        path.write_bytes((folder / "dundee-city.parquet").read_bytes())
        records = {id: row["records"] for id, row in strands_of(programme, "orkney-islands").cells.items()}
        other = strands_of(programme, "dundee-city").cells
        assert [cell.reading for cell in records.values()] == [other[id]["records"].reading for id in records]
        assert records != {id: row["records"] for id, row in before.items()}
    finally:
        path.write_bytes(was)
    assert strands_of(programme, "orkney-islands").cells == before
