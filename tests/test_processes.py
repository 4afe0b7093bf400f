import subprocess
import sys
from pathlib import Path

import pytest

from tests.lab.desk_project import remaining
from workbench.processes import below

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system does not list processes")
# A child with a child of its own, then the end of both; what ends is the parent's to collect.
_ENDED = """
import subprocess, sys
from workbench.processes import end_children
child = subprocess.Popen(["sh", "-c", "sleep 600 & echo $!; wait"], stdout=subprocess.PIPE, text=True)
print(child.stdout.readline().strip())
end_children()
print(child.wait())
"""


def test_children_and_theirs_end_and_nobody_else():
    other = subprocess.Popen(["sleep", "600"])
    try:
        said = subprocess.run([sys.executable, "-c", _ENDED], capture_output=True, text=True, check=True, timeout=60)
        grandchild, ended = said.stdout.split()
        assert ended == "-9" and other.poll() is None
        assert remaining({int(grandchild)}) == []
    finally:
        other.kill()
        other.wait()


def test_of_a_process_that_is_gone_there_are_none():
    gone = subprocess.Popen(["true"])
    gone.wait()
    assert below(gone.pid) == []
