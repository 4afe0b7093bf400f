import os
import signal
import subprocess
import sys

from tests.lab.desk_project import remaining, started_by

TENDED = [sys.executable, "-m", "workbench.lab.tending", sys.executable, "-c"]
SLEEP = [*TENDED, "import time; print(1, flush=True); time.sleep(600)"]
STARTER = "import subprocess, sys; subprocess.run(sys.argv[1:], start_new_session=True)"


def test_a_program_ends_with_whoever_started_it():
    starter = subprocess.Popen([sys.executable, "-c", STARTER, *SLEEP], stdout=subprocess.PIPE)
    try:
        assert starter.stdout.readline() == b"1\n"
        below = started_by(starter.pid)
        assert len(below) == 2, "what tends it, and the program"
    finally:
        os.kill(starter.pid, signal.SIGKILL)
        starter.communicate()
    assert remaining(below) == []


def test_its_end_is_the_programs():
    assert subprocess.run([*TENDED, "raise SystemExit(3)"], check=False).returncode == 3
