"""The area profile against figures published elsewhere and against the source files, cell by cell."""

import csv

import pytest

from workbench.errors import InputFaults
from workbench.intake.statistics import COLUMNS, FILES, area_profile, take_in_statistics
from workbench.project import Project


@pytest.fixture(scope="module")
def slugs(definitions):
    return {code: area.slug for area in definitions.areas.values() for code in (area.code, *area.retired_codes)}


@pytest.fixture(scope="module")
def folder(definitions):
    from pathlib import Path

    return Path(__file__).parents[2] / "parameters" / "statistics"


@pytest.fixture(scope="module")
def profile(folder, slugs):
    return area_profile(folder, slugs)


def _one(profile, indicator, area, period=None):
    rows = profile[(profile["indicator"] == indicator) & (profile["area"] == area)]
    if period:
        rows = rows[rows["period"] == period]
    assert len(rows) == 1, rows
    return rows.iloc[0]


def test_scotlands_counts_are_those_published(profile):
    # Children looked after and on the register 2021, referrals to the Reporter 2021/22: published Scotland totals.
    assert _one(profile, "looked_after", "scotland").numerator == 13_255
    assert _one(profile, "child_protection", "scotland").numerator == 2_102
    assert _one(profile, "reporter_care_and_protection", "scotland").numerator == 8_691
    assert _one(profile, "reporter_offence", "scotland").numerator == 2_398
    assert _one(profile, "lgbf_looked_after_residential", "scotland", "2021-22").value == 1_284
    assert _one(profile, "lgbf_looked_after_community", "scotland", "2021-22").value == 11_312
    assert _one(profile, "population", "scotland").value == 5_447_700


def test_scotlands_derived_rate_is_near_the_published_population(profile):
    row = _one(profile, "looked_after", "scotland")
    assert row.derived
    assert "32" in row.note or "council areas" in row.note
    children = _one(profile, "children", "scotland").value
    assert row.value == pytest.approx(1000 * row.numerator / children, rel=0.03)


def test_figures_of_one_area_are_those_of_the_source(profile, folder):
    with (folder / "scotpho_children_justice_context_by_council.csv").open(encoding="utf-8-sig") as stream:
        source = {(row["area_code"], row["indicator"]): row for row in csv.DictReader(stream)}
    published = source["S12000005", "Domestic abuse"]
    row = _one(profile, "domestic_abuse", "clackmannanshire")
    assert (row.value, row.numerator, row.period) == (float(published["measure"]), 755.0, "2021-22")
    assert (row.unit, row.source) == ("per 10,000 population", "scotpho")


def test_shares_are_percentages(profile):
    assert _one(profile, "lgbf_community_care", "west-lothian", "2021-22").value == pytest.approx(90.35)
    assert _one(profile, "lgbf_community_care", "scotland", "2021-22").value == pytest.approx(89.81)
    assert _one(profile, "deprived_share", "glasgow-city").value == pytest.approx(30.42895)
    percent = profile[profile["unit"] == "%"]
    assert percent["value"].dropna().between(0, 100).all()


def test_what_is_withheld_is_neither_nought_nor_a_rate(profile):
    row = _one(profile, "child_protection", "orkney-islands")
    assert row.status == "suppressed"
    # The source prints a rate of 0.0 beside a withheld count: it is no measurement.
    assert _one(profile, "child_protection_drugs", "orkney-islands").status == "suppressed"
    assert _one(profile, "child_protection_alcohol", "midlothian").status == "suppressed"
    shown = profile[profile["status"] != "published"]
    assert shown["value"].isna().all()
    assert shown["numerator"].isna().all()
    assert (shown["note"] != "").all()


def test_a_year_without_a_figure_is_missing_not_left_out(profile):
    series = profile[(profile["indicator"] == "lgbf_exclusions") & (profile["period"] == "2020-21")]
    assert len(series) == 33
    assert (series["status"] == "missing").sum() == 33 - series["value"].notna().sum() > 0


def test_scotland_is_not_worked_out_where_many_areas_are_withheld(profile):
    assert _one(profile, "child_protection_alcohol", "scotland").status == "missing"


def test_sources_that_disagree_are_both_kept(profile):
    assert _one(profile, "looked_after", "clackmannanshire").numerator == 270
    other = [
        _one(profile, f"lgbf_looked_after_{kind}", "clackmannanshire", "2021-22").value
        for kind in ("residential", "community")
    ]
    assert sum(other) > 0
    assert sum(other) != 270


def test_every_row_has_a_source_a_title_and_a_known_area(profile, definitions):
    assert list(profile.columns) == list(COLUMNS)
    assert set(profile["source"]) <= set(definitions.sources)
    assert set(profile["area"]) == {*definitions.areas, "scotland"}
    assert set(profile["status"]) == {"published", "suppressed", "missing"}
    assert profile[["title", "unit", "period", "group"]].ne("").all().all()
    assert not profile.duplicated(["indicator", "area", "period", "source"]).any()


def test_a_missing_file_and_an_unknown_code_are_named(folder, slugs, tmp_path):
    with pytest.raises(InputFaults, match="nrs_mid2022"):
        area_profile(tmp_path, slugs)
    for name in FILES:
        (tmp_path / name).write_bytes((folder / name).read_bytes().replace(b"S12000033", b"S12999999"))
    with pytest.raises(InputFaults, match="S12999999"):
        area_profile(tmp_path, slugs)


def test_a_missing_column_and_a_cell_that_is_no_number_are_named(folder, slugs, tmp_path):
    for name in FILES:
        (tmp_path / name).write_bytes((folder / name).read_bytes().replace(b"Extent", b"Reach"))
    with pytest.raises(InputFaults, match=r"simd2020_by_council.csv, row 1, column Extent: this column is missing"):
        area_profile(tmp_path, slugs)
    scotpho = tmp_path / FILES[1]
    lines = (folder / FILES[1]).read_text(encoding="utf-8-sig").splitlines()
    place = next(csv.reader(lines)).index("measure")
    cells = next(csv.reader([lines[1]]))
    cells[place] = "n/a"
    scotpho.write_text("\n".join([lines[0], ",".join(f'"{cell}"' for cell in cells), *lines[2:]]))
    with pytest.raises(InputFaults, match=r"row 2, column measure, value 'n/a': a number belongs here"):
        area_profile(tmp_path, slugs)


def test_the_store_is_brought_up_to_date_only_when_something_changed(project, definitions):
    assert take_in_statistics(project, definitions)
    path = project.store / "statistics" / "area_profile.parquet"
    content = path.read_bytes()
    assert not take_in_statistics(project, definitions)
    path.unlink()
    assert take_in_statistics(project, definitions)
    assert path.read_bytes() == content
    assert isinstance(project, Project)
