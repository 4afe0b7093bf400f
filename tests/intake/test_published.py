"""Real published tables: figures, signs, notes and totals, none lost."""

from pathlib import Path

import pytest

from workbench.intake.grid import Grid, Unreadable
from workbench.intake.published import published_table, read_published_table
from workbench.intake.reading import read_grid

HARD = Path(__file__).parent / "hard"
PRISON = HARD / "prison_population_2023_six_sheets.xlsx"


def _cells(grid, sign):
    return sum(cell == sign for row in grid.rows for cell in row)


@pytest.mark.parametrize(
    ("sheet", "rows", "notes"), [("A2", 24, 0), ("B2", 83, 4), ("C2", 66, 4), ("O2", 241, 1), ("M2", 400, 0)]
)
def test_sheets_of_an_official_workbook(sheet, rows, notes):
    table = read_published_table(PRISON, sheet)
    assert table.title.startswith(f"{sheet}: ")
    assert (len(table.rows), len(table.below), table.read) == (rows, notes, rows + notes)
    tidy = table.tidy()
    assert len(tidy) == rows * len(table.measures)
    # Every [x] is a missing value with its reason, and nothing else is.
    assert (tidy["note"] == "not available").sum() == _cells(read_grid(PRISON, sheet), "[x]")
    assert tidy.loc[tidy["status"] != "published", "value"].isna().all()
    assert tidy.loc[tidy["status"] == "published", "value"].notna().all()


def test_percentages_as_text_are_numbers_with_their_unit():
    table = read_published_table(HARD / "csps_2019_all_organisation_scores_raw.csv")
    assert table.keys == ("Departmental Group", "Organisation", "Organisation code")
    assert (len(table.rows), len(table.measures)) == (111, 92)
    first = table.tidy().iloc[0]
    assert (first["measure"], first["value"], first["unit"]) == ("Response Rate", 80.0, "%")


def test_a_total_row_at_the_same_grain_is_marked():
    table = read_published_table(HARD / "prison_arrivals_by_council_2009-10_2023-24.csv")
    totals = {row[table.keys.index("Local Authority")] for row, total in zip(table.rows, table.totals, strict=True)
              if total}  # fmt: skip
    assert totals == {"All known LA"}


@pytest.mark.parametrize("name", ["csps_questions_ref.csv", "council_name_variants_seen.csv",
                                  "care_inspectorate_datastore_2026-05-31_first_rows.csv"])  # fmt: skip
def test_tables_of_words_are_read_row_by_row(name):
    table = read_published_table(HARD / name)
    assert table.read == len(table.rows) == len(read_grid(HARD / name).rows) - 1


def test_no_table_is_an_error_that_says_so():
    for rows in ((), (("a title",),), (("", ""),)):
        with pytest.raises(Unreadable, match="no table"):
            published_table(Grid("S", rows))
