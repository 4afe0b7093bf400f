"""Directories: who holds a role on a day, what is vacant and what overlaps."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from helpers.directory import read_directory
from helpers.errors import EvidenceError
from helpers.run import open_run
from tests.helpers.folders import PROGRAMME, _load, instrument

TABLE = "link_directory"
AREAS = [{"slug": "fife", "name": "Fife"}, {"slug": "moray", "name": "Moray"}]


def entry(area: str, role: str, holder: str | None, since: str = "2020-01-01", until: str | None = None, **more):
    return {"authority": area, "role": role, "holder": holder, "since": since, "until": until, **more}


ENTRIES = [
    entry("fife", "strategic", "Strategic inspector 1"),
    entry("fife", "adults", "Manager 2"),
    entry("fife", "adults", "Manager 3", "2026-03-01"),
    entry("fife", "children", "Manager 4", until="2026-02-28"),
    entry("fife", "regional", "Manager 5", collaborative="south_east"),
    entry("moray", "strategic", "Strategic inspector 1"),
    entry("moray", "strategic", "Strategic inspector 9", "2026-05-01"),
    entry("moray", "adults", "Manager 2"),
    entry("moray", "children", "Manager 4"),
    entry("moray", "regional", "Manager 6", collaborative="northern"),
]


def run_with(folder, rows, as_of="2026-03-31"):
    context = {
        "schema": 1, "stage": "directory", "programme": {"id": PROGRAMME, "title": "T", "short_title": "T"},
        "area": None, "areas": AREAS, "quality_indicators": [], "scale": None, "brand": {}, "synthetic": True,
        "disclosure": {"default": {}, "tables": {}}, "instruments": {TABLE: instrument(TABLE)},
        "evidence": {TABLE: {"as_of": as_of}},
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(json.dumps(context, default=str))
    if rows is not None:
        columns = [column["id"] for column in _load(f"instruments/{TABLE}.yaml")["columns"]]
        whole = [{name: row.get(name) for name in columns} | {"entry": str(n)} for n, row in enumerate(rows)]
        (folder / "inputs" / "evidence").mkdir(parents=True)
        schema = pa.schema([(name, pa.string()) for name in columns])
        parquet.write_table(pa.Table.from_pylist(whole, schema), folder / "inputs" / "evidence" / f"{TABLE}.parquet")
    return open_run(PROGRAMME, None, folder)


def test_vacancies_and_overlaps_are_flagged(tmp_path):
    directory = read_directory(run_with(tmp_path, ENTRIES))
    assert directory.vacancies == [("fife", "children")]
    assert directory.overlaps == [("fife", "adults")]
    values = {name: value.numbers["value"] for name, value in directory.values().items()}
    assert values == {"link.units": 2, "link.roles": 8, "link.vacancies": 1, "link.overlaps": 1}
    flags = directory.tables()["link.flags"].rows
    assert [row[2] for row in flags] == ["Held by Manager 2 and Manager 3 at once", "Vacant since 28 February 2026"]


def test_who_begins_later_does_not_hold_a_role_yet(tmp_path):
    table = read_directory(run_with(tmp_path, ENTRIES)).tables()["link.directory"]
    assert table.rows[1] == ("Moray", "Strategic inspector 1", "Manager 2", "Manager 4", "Manager 6")


def test_collaboratives_list_their_areas(tmp_path):
    table = read_directory(run_with(tmp_path, ENTRIES)).tables()["link.by_collaborative"]
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["South East Collaborative"] == ("Fife", "Manager 5")
    assert rows["The West Partnership"] == ("–", "Vacant")


def test_without_a_day_nobody_can_be_told(tmp_path):
    with pytest.raises(EvidenceError, match="write the day in batch"):
        read_directory(run_with(tmp_path, ENTRIES, as_of="2026"))


def test_without_a_directory_everything_says_so(tmp_path):
    directory = read_directory(run_with(tmp_path, None))
    assert {value.status for value in directory.values().values()} == {"missing"}
    assert {table.status for table in directory.tables().values()} == {"missing"}
