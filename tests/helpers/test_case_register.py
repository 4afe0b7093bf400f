"""Registers of cases: counts, time limits, units without any, and what small numbers hide."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from helpers.case_register import read_register
from helpers.errors import EvidenceError
from helpers.register_rules import Limit, rules_of
from helpers.register_tables import cases_figure, feedback_tables, register_tables
from helpers.run import Run, open_run
from helpers.tables import Suppressed
from helpers.time_limits import TimeLimits
from tests.helpers.folders import PARAMETERS, PROGRAMME, _load, _named, instrument

TABLE = "serious_incident_register"
AREAS = [{"slug": f"area-{letter}", "name": f"Area {letter.upper()}"} for letter in "abcdefgh"]


def cases(size: int = 240, seed: int = 3) -> list[dict]:
    rng = random.Random(seed)
    rows = []
    for number in range(size):
        incident = date(2018, 1, 2) + timedelta(days=rng.randrange(2250))
        notified = incident + timedelta(days=rng.choice([1, 3, 4, 12]))
        met = rng.random() < 0.9
        rows.append({
            "reference": f"S{number:03}",
            "authority": "area-g" if number < 3 else f"area-{rng.choice('abcdef')}",
            "sentence": rng.choice(["payback", "payback", "treatment", "licence"]),
            "incident": incident.isoformat(), "notified": notified.isoformat(),
            "criteria_met": "yes" if met else "no",
            "reason": None if met else rng.choice(["not_serious", "not_serious", "elsewhere"]),
            "submitted": (notified + timedelta(days=rng.choice([60, 80, 150]))).isoformat() if met else None,
            "strengths": "The review was honest. Staff took part." if met else None,
        })  # fmt: skip
    return rows


def run_with(folder: Path, rows: list[dict] | None, area: str | None = None, *, holidays: bool = True) -> Run:
    profiles = _named("disclosure.yaml", "disclosure_profiles")
    one = next((each for each in AREAS if each["slug"] == area), None)
    context = {
        "schema": 1, "stage": "register", "programme": {"id": PROGRAMME, "title": "T", "short_title": "T"},
        "area": one, "areas": AREAS, "unit": {"singular": "local authority", "plural": "local authorities"},
        "quality_indicators": [], "scale": None,
        "proportion_words": _named("proportion_words.yaml", "proportion_words")["education-scotland"],
        "disclosure": {"default": profiles["default"], "tables": {}},
        "instruments": {TABLE: instrument(TABLE)}, "brand": {}, "synthetic": True,
        "evidence": {TABLE: {"rows": len(rows or ()), "files": [], "synthetic": True, "as_of": "2024-06-30"}},
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run.json").write_text(json.dumps(context, default=str), encoding="utf-8")
    if rows is not None:
        columns = [column["id"] for column in _load(f"instruments/{TABLE}.yaml")["columns"]]
        schema = pa.schema([(name, pa.string()) for name in columns])
        (folder / "inputs" / "evidence").mkdir(parents=True, exist_ok=True)
        content = pa.Table.from_pylist([{name: row.get(name) for name in columns} for row in rows], schema=schema)
        parquet.write_table(content, folder / "inputs" / "evidence" / f"{TABLE}.parquet")
    if holidays:
        (folder / "inputs" / "calendars").mkdir(parents=True, exist_ok=True)
        name = "bank-holidays-scotland.csv"
        (folder / "inputs" / "calendars" / name).write_bytes((PARAMETERS / "calendars" / name).read_bytes())
    return open_run(PROGRAMME, area, folder)


def test_counts_cases_units_and_those_without_any(tmp_path):
    rows = cases()
    values = read_register(run_with(tmp_path, rows)).values()
    assert values["sir.cases"].numbers["value"] == len(rows)
    assert values["sir.units"].numbers["value"] == 7
    assert values["sir.units_none"].numbers["value"] == 1
    in_first = [row for row in rows if row["notified"] <= "2021-12-31"]
    assert values["sir.p2018_2021.cases"].numbers["value"] == len(in_first)
    assert values["sir.p2018_2021.units"].numbers["value"] == len({row["authority"] for row in in_first})
    met = sum(row["criteria_met"] == "yes" for row in in_first)
    assert values["sir.p2018_2021.criteria_met.yes"].numbers["value"] == met
    assert read_register(run_with(tmp_path, rows)).none_named().text == "Area H"


def test_small_units_are_held_back_with_another_one(tmp_path):
    rows = cases()
    tables = register_tables(read_register(run_with(tmp_path, rows)))
    shown = dict(tables["sir.by_unit"].rows)
    assert isinstance(shown["Area G"], Suppressed)
    assert sum(isinstance(cell, Suppressed) for cell in shown.values()) >= 2
    assert shown["Area H"] == 0
    assert shown["All cases"] == len(rows)


def test_an_areas_own_count_is_what_the_national_table_shows(tmp_path):
    rows = cases()
    national = dict(register_tables(read_register(run_with(tmp_path / "n", rows)))["sir.by_unit"].rows)
    for area in AREAS:
        own = read_register(run_with(tmp_path / area["slug"], rows, area["slug"])).own_values()["sir.own.cases"]
        assert (own.status == "suppressed") == isinstance(national[area["name"]], Suppressed)


def test_reasons_do_not_give_a_hidden_decision_away(tmp_path):
    register = read_register(run_with(tmp_path, cases(60)))
    whole, part = register.shown["criteria_met"], register.shown["reason"]
    for place in range(register.width):
        hidden = isinstance(whole.cells[1][place], Suppressed)
        held = sum(isinstance(row[place], Suppressed) for row in part.cells[:-1])
        assert held != 1
        assert not (hidden and held == 0)


def test_time_limits_follow_working_days_and_months(tmp_path):
    rows = cases()
    limits = TimeLimits(read_register(run_with(tmp_path, rows)))
    found = {limit.id: limits.share(limit) for limit in limits.limits}
    assert found["notified_in_time"].base == len(rows)
    assert found["submitted_in_time"].base == sum(row["criteria_met"] == "yes" for row in rows)
    late = {row["reference"] for row in rows if row["notified"] > row["incident"]}
    assert 0 < found["notified_in_time"].count < len(late)
    assert "bank holidays of 2012 to 2028 are left out" in " ".join(limits.notes())
    plain = TimeLimits(read_register(run_with(tmp_path / "plain", rows, holidays=False)))
    assert "bank holidays are not considered" in " ".join(plain.notes())
    assert plain.share(plain.limits[0]).count <= found["notified_in_time"].count
    assert set(limits.values()) >= {"sir.notified_in_time", "sir.p2022_2024.submitted_in_time"}


def test_what_is_not_due_yet_is_left_out_and_what_is_overdue_is_late():
    limit = Limit("s", "S", "a", "b", 3, "months")
    case = {"a": date(2024, 5, 1), "b": None}
    assert limit.kept(case, as_of=date(2024, 6, 30)) is None
    assert limit.kept(case, as_of=date(2024, 8, 2)) is False
    assert limit.kept({"a": None, "b": None}) is None
    assert limit.kept({"a": date(2024, 5, 1), "b": date(2024, 8, 1)}) is True


def test_feedback_tells_each_point_once(tmp_path):
    register = read_register(run_with(tmp_path, cases(), "area-a"))
    tables = feedback_tables(register)
    assert [row[0] for row in tables["sir.own.strengths"].rows] == ["Staff took part.", "The review was honest."]
    assert tables["sir.own.improvements"].status == "missing"


def test_without_a_register_everything_says_so(tmp_path):
    register = read_register(run_with(tmp_path, None))
    limits = TimeLimits(register)
    everything = {**register.values(), **limits.values()}
    assert {value.status for value in everything.values()} == {"missing"}
    tables = [*register_tables(register).values(), limits.table(), limits.by_period()]
    assert {table.status for table in tables} == {"missing"}
    assert cases_figure(register).status == limits.figure().status == "missing"


def test_figures_draw_and_say_what_they_show(tmp_path):
    register = read_register(run_with(tmp_path, cases()))
    assert "January 2018 to December 2021" in cases_figure(register).alt
    assert "<svg" in cases_figure(register).svg()
    assert "Notified within five working days" in TimeLimits(register).figure().alt


def test_a_table_that_is_no_register_is_refused():
    with pytest.raises(EvidenceError, match="no register of cases"):
        rules_of(None)
