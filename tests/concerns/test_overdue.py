"""Concerns that should have been passed on: after the hours that are data, and told to the inspection lead."""

from datetime import timedelta

import pytest

from tests.concerns.inspection import START
from workbench.concerns.concerns import update_concern
from workbench.concerns.overdue import overdue, overdue_lines
from workbench.errors import InputFaults


def test_overdue(project, record):
    assert overdue(project, START) == [] and overdue_lines(project, START) == []
    for hours in (0, 5, 10):
        record(at=START + timedelta(hours=hours))
    update_concern(project, "C2", status="passed-on", by="Inspection lead", at=START + timedelta(hours=6))
    assert overdue(project, START + timedelta(hours=24)) == []
    assert [one.id for one in overdue(project, START + timedelta(hours=24, seconds=1))] == ["C1"]
    assert [one.id for one in overdue(project, START + timedelta(days=9))] == ["C1", "C3"]
    (line,) = overdue_lines(project, START + timedelta(hours=36))
    assert line == (
        "For the inspection lead: 2 concerns not yet passed on or closed: C1 (36 hours, to Inspection lead), "
        "C3 (26 hours, to Inspection lead). See: workbench concern list"
    )


def test_the_hours_are_data(project, record):
    record()
    path = project.parameters / "concerns.yaml"
    path.write_text(path.read_text().replace("passed_on: 24", "passed_on: 2"))
    assert [one.id for one in overdue(project, START + timedelta(hours=3))] == ["C1"]
    path.write_text(path.read_text().replace("passed_on: 2", "passed_on: soon"))
    with pytest.raises(InputFaults, match=r"concerns\.yaml, line 5"):
        overdue(project, START)
