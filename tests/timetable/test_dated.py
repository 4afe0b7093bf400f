"""Timetables with dates: weeks, holidays, what is done, what is late, and what is wrong in what people recorded."""

import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.definitions import load_definitions
from workbench.errors import InputFaults, WorkbenchError
from workbench.project import Project
from workbench.timetable.dated import dated_timetable
from workbench.timetable.holidays import Holiday, read_holidays
from workbench.timetable.weeks import is_left_out, monday_of, mondays

ROOT = Path(__file__).parents[2]
PROGRAMME = "compulsory-supervision-orders"


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(ROOT / "parameters", only=(PROGRAMME,))


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, tmp_path / "evidence", tmp_path / "build")


def record(project, text):
    path = project.reports / PROGRAMME / "areas" / "orkney-islands" / "timetable.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text)


def timetable(project, definitions, start=None, **changes):
    programme = definitions.programme(PROGRAMME).model_copy(update=changes)
    return dated_timetable(project, definitions, programme, definitions.area("orkney-islands"), start)


@settings(max_examples=40)
@given(st.dates(date(2020, 1, 1), date(2028, 1, 1)), st.integers(1, 60))
def test_weeks_that_count_follow_one_another_and_none_lies_in_the_holidays(start, count):
    away = [Holiday(date(year, 7, 1), date(year, 8, 15), "Summer", "", "x") for year in range(2020, 2031)]
    found = mondays(start, count, away)
    assert len(found) == count
    assert found[0] == monday_of(start)
    assert all(day.weekday() == 0 for day in found)
    assert all(later > earlier for earlier, later in itertools.pairwise(found))
    assert not any(is_left_out(day, away) for day in found[1:])


def test_a_week_is_left_out_from_three_working_days_on():
    monday = date(2026, 2, 16)
    assert not is_left_out(monday, [Holiday(monday, date(2026, 2, 17), "", "", "")])
    assert is_left_out(monday, [Holiday(monday, date(2026, 2, 18), "", "", "")])


def test_every_step_has_its_dates(project, definitions):
    found = timetable(project, definitions, date(2026, 1, 12))
    first, last = found.steps[0], found.steps[-1]
    assert (first.text, first.begins, first.ends) == (
        "Notification of inspection",
        date(2026, 1, 12),
        date(2026, 1, 16),
    )
    assert last.weeks == "after 21"
    published = next(step for step in found.steps if step.text == "Report and video published")
    assert published.ends == date(2026, 6, 5)
    assert found.next_step == first


def test_school_holidays_move_what_comes_after_them(project, definitions):
    folder = project.parameters / "calendars"
    folder.mkdir(parents=True)
    (folder / "school.csv").write_text(
        "area,from,to,name,source\n,2026-04-03,2026-04-17,Spring,workbench\nfife,2026-01-01,2026-12-31,Other,workbench\n"
    )
    found = timetable(project, definitions, date(2026, 1, 12), school_holidays="excluded", calendar="school")
    published = next(step for step in found.steps if step.text == "Report and video published")
    assert published.ends == date(2026, 6, 19)
    assert [one.name for one in found.left_out] == ["Spring"]


def test_slippage_is_what_the_last_step_done_was_late(project, definitions):
    record(
        project,
        "start: 2026-01-12\ndone:\n  - {step: Notification of inspection, on: 2026-01-13}\n"
        "  - {step: Pre-inspection return, on: 2026-02-12}\n",
    )
    found = timetable(project, definitions)
    said = {step.text: step.said for step in found.steps}
    assert said["Notification of inspection"] == "done as planned"
    assert said["Pre-inspection return"] == "done, 2 weeks late"
    assert said["Document return"] == "expected by 2026-02-20"
    assert found.slippage == 2
    assert found.next_step.text == "Meeting with the area's coordinator and participation lead"
    assert timetable(project, definitions, date(2027, 1, 11)).slippage == 0


def test_what_is_wrong_is_said(project, definitions):
    with pytest.raises(WorkbenchError, match="--start 2026-01-12"):
        timetable(project, definitions)
    with pytest.raises(WorkbenchError, match="has no timetable week by week"):
        timetable(project, definitions, timetable=())
    record(
        project,
        "start: 2026-01-12\ndone:\n  - {step: Notification of inspections, on: 2026-01-13}\n"
        "  - {step: Document return, on: 2026-01-02}\n  - {step: Document return, on: 2026-02-02}\n",
    )
    with pytest.raises(InputFaults) as caught:
        timetable(project, definitions)
    text = caught.value.message
    assert "line 3: no step of the timetable is called 'Notification of inspections'. Did you mean" in text
    assert "line 4: 2026-01-02 is before the start" in text
    assert "line 5: the step 'Document return' is given twice" in text


def test_a_calendar_that_cannot_be_read_names_its_lines(tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("area,from,to,name,source\n,2026-07-02,2026-07-01,x,y\n,soon,2026-07-01,x,y\n")
    with pytest.raises(InputFaults) as caught:
        read_holidays(path, tmp_path)
    assert "c.csv, line 2: ends on 2026-07-01, before it begins" in caught.value.message
    assert "c.csv, line 3" in caught.value.message
    path.write_text("from,to\n")
    with pytest.raises(InputFaults, match="area, name, source"):
        read_holidays(path, tmp_path)
