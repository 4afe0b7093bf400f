"""``python -m workbench.lab.tending PROGRAM …``: another program, ended with all it started when its starter ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

_PAUSE = 0.5


def main() -> None:
    """Run a program for as long as the process that started this one lives; to be begun in a session of its own."""
    starter = os.getppid()
    program = subprocess.Popen(sys.argv[1:])
    while program.poll() is None:
        if os.getppid() != starter:
            os.killpg(0, signal.SIGKILL)
        time.sleep(_PAUSE)
    sys.exit(program.returncode)


if __name__ == "__main__":
    main()
