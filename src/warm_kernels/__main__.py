"""The command ``python -m warm_kernels``: install a kernelspec, run a program with warm kernels, or say why not."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from warm_kernels import install, prepared, supported


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m warm_kernels", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("doctor", help="say whether warm kernels can be used here, and if not, why")
    writing = commands.add_parser("install", help="write a kernelspec that JupyterLab and papermill can name")
    writing.add_argument("--name", default="warm-python")
    writing.add_argument("--display-name", default="Python 3 (warm)")
    writing.add_argument("--data-folder", type=Path, help="a Jupyter data folder (this environment's)")
    running = commands.add_parser("run", help="run a program whose kernels are all forked from one prepared process")
    running.add_argument("program", nargs=argparse.REMAINDER, help="-- program and its arguments")
    for each in (writing, running):
        each.add_argument("--preload", action="append", default=[], metavar="MODULE", help="may be given again")
        each.add_argument("--warm-up", metavar="MODULE:FUNCTION")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code.

    Examples
    --------
    >>> main(["doctor"]) in (0, 1)  # doctest: +ELLIPSIS
    Warm kernels ...
    True
    """
    options = _parser().parse_args(arguments)
    if options.command == "doctor":
        able, reason = supported()
        print(reason)
        return 0 if able else 1
    if options.command == "install":
        print(install(options.data_folder, options.name, options.preload, options.warm_up, options.display_name))
        return 0
    program = options.program[1:] if options.program[:1] == ["--"] else options.program
    if not program:
        print("Name a program to run, such as: python -m warm_kernels run -- make notebooks", file=sys.stderr)
        return 2
    with prepared(options.preload, options.warm_up) as process:
        if process.reason:
            print(f"Ordinary kernels are used. {process.reason}", file=sys.stderr)
        return subprocess.run(program, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
