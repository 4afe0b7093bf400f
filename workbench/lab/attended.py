"""``python -m workbench.lab.attended …``: the command line, ended when the program that started it ends."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``workbench`` with this process's arguments for as long as its parent lives."""
    from warm_kernels import end_with_parent
    from workbench.cli import main as workbench

    end_with_parent()
    sys.exit(workbench(prog_name="workbench"))


if __name__ == "__main__":
    main()
