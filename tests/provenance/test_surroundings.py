"""The two surroundings of a proof are unlike in what they say, and the clock is really moved."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from workbench.provenance.surroundings import CLOCK, MOVED, age_files, available_locales, surroundings

ASKED = """
import datetime, email.utils, json, pickle, time, uuid, zipfile
day = datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.timezone.utc)
print(json.dumps({
    "time": time.time(), "ns": time.time_ns() / 1e9, "gm": time.mktime(time.localtime()),
    "year": int(time.strftime("%Y", time.gmtime())), "strftime": time.strftime("%Y-%m-%d"),
    "now": datetime.datetime.now().timestamp(), "aware": datetime.datetime.now(datetime.timezone.utc).timestamp(),
    "today": datetime.date.today().isoformat(), "now day": datetime.datetime.now().date().isoformat(),
    "datetime.today": datetime.datetime.today().timestamp(),
    "type": type(day) is datetime.datetime and isinstance(day, datetime.date),
    "pickled": pickle.loads(pickle.dumps(day)) == day, "moved on": time.monotonic() > 0,
}))
"""


def asked(**variables):
    import json

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASKED], env={**os.environ, **variables}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_every_clock_that_python_programs_ask_is_moved_and_the_types_stay(tmp_path):
    log = tmp_path / "log"
    said = asked(PYTHONPATH=str(CLOCK), WORKBENCH_MOVED_CLOCK=str(MOVED), WORKBENCH_MOVED_CLOCK_LOG=str(log), TZ="UTC0")
    wanted = datetime.now(UTC).timestamp() + MOVED
    for name in ("time", "ns", "gm", "now", "aware", "datetime.today"):
        assert said[name] == pytest.approx(wanted, abs=60), name
    assert said["year"] == datetime.fromtimestamp(wanted, UTC).year
    assert said["strftime"] == said["today"] == said["now day"]
    assert said["type"] and said["pickled"] and said["moved on"]
    assert len(log.read_text().splitlines()) == 1


def test_without_being_asked_to_it_moves_nothing():
    assert asked(PYTHONPATH=str(CLOCK))["time"] == pytest.approx(datetime.now(UTC).timestamp(), abs=60)


def test_the_two_are_unlike_in_everything(tmp_path):
    first, second = surroundings(tmp_path)
    for name in ("TZ", "PYTHONHASHSEED", "USER", "LOGNAME", "HOME", "TMPDIR", "COLUMNS", "SOURCE_DATE_EPOCH", "LC_ALL"):
        assert first.variables[name] != second.variables[name], name
    assert (first.jobs, second.jobs) == (1, 2)
    assert first.umask != second.umask
    assert not first.moved
    assert second.moved
    assert "Python's clock 411 days back" in second.lines()


def test_the_local_dates_are_never_the_same(tmp_path):
    days = []
    for around in surroundings(tmp_path):
        environment = {**os.environ, "TZ": around.variables["TZ"]}
        done = subprocess.run(["date", "+%F"], env=environment, capture_output=True, text=True, check=True)
        days.append(done.stdout)
    assert days[0] != days[1]


def test_the_locales_are_there():
    assert available_locales()[0] == "C"


def test_files_are_made_old_each_by_another_time(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_text("")
    age_files(tmp_path)
    times = {path.stat().st_mtime for path in tmp_path.iterdir()}
    assert len(times) == 2
    assert max(times) < 700_000_000
