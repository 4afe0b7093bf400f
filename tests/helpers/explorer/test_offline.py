"""The charts' JavaScript is bundled on this machine, and nothing of that is written below a cell."""

import subprocess
import sys


def test_what_the_bundler_remarks_is_not_shown():
    code = "from helpers.explorer.offline import CHARTS, source; print(len(source(CHARTS)) > 100_000)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("True", "")
