"""The Pandoc that comes with the environment: where it is, and which."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from workbench.errors import MissingProgram, WorkbenchError


class RenderError(WorkbenchError):
    """A page could not be rendered."""

    exit_code = 1


@cache
def pandoc_program() -> str:
    """Return the path of the Pandoc that comes with ``pypandoc_binary``.

    Raises
    ------
    MissingProgram
        When the package is not installed, or came without its program.
    """
    # Found by hand: importing pypandoc takes a while and would also look for other Pandocs on the machine.
    from importlib.util import find_spec

    spec = find_spec("pypandoc")
    for folder in spec.submodule_search_locations or [] if spec else []:
        for name in ("pandoc", "pandoc.exe"):
            program = Path(folder) / "files" / name
            if program.is_file():
                return str(program)
    raise MissingProgram("Pandoc is not here. Install it with the project's environment: pip install pypandoc_binary")


@cache
def pandoc_version() -> str:
    """Return Pandoc's version, such as ``3.9``, without running it.

    The package's own version says nothing of Pandoc's; its program does, and is asked once per process.
    """
    run = subprocess.run([pandoc_program(), "--version"], capture_output=True, text=True, check=True)
    return run.stdout.split("\n", 1)[0].split()[-1]
