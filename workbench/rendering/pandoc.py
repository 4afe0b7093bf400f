"""Pandoc called as a program: one call for the check of a page, one for each format."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from workbench.errors import MissingProgram, WorkbenchError

FILTERS = Path(__file__).parent / "filters"
# Quarto reads Pandoc's own Markdown; mathematics in backslashes stays off there too.
READER = "markdown"
FAULT = "WORKBENCH-FAULT "
_PLACE = re.compile(r" ?\bat (?:\S+ )?line (\d+) column \d+")


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


def run_pandoc(
    text: str, arguments: list[str], cwd: Path, reader: str = READER, *, warnings_are_faults: bool = False
) -> tuple[bytes, list[dict[str, Any]]]:
    """Return what Pandoc wrote, and the faults its filters reported.

    Parameters
    ----------
    text
        What to read.
    arguments
        Pandoc's options besides the reader.
    cwd
        Folder from which Pandoc looks for pictures.
    reader
        What ``text`` is: Markdown, or ``json`` for a document parsed before.
    warnings_are_faults
        Whether a warning about a line of the text is given back as a fault with ``what`` and ``line``.

    Raises
    ------
    RenderError
        When Pandoc fails or warns: a warning means that something would be missing from the report.
    """
    environment = os.environ | {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"), "LC_ALL": "C.UTF-8"}
    run = subprocess.run(
        [pandoc_program(), "--from", reader, *arguments],
        input=text.encode(),
        capture_output=True,
        cwd=cwd,
        env=environment,
    )
    faults, said = [], []
    for line in run.stderr.decode(errors="replace").splitlines():
        if line.startswith(FAULT):
            faults.append(json.loads(line.removeprefix(FAULT)))
        elif warnings_are_faults and (place := _PLACE.search(line)):
            # What an id used twice means is said by the check in its own words.
            if "Duplicate identifier" not in line:
                what = (
                    _PLACE.sub("", line.removeprefix("[WARNING] ")).replace("defined but", "defined, but").rstrip(".")
                )
                faults.append({"what": what, "line": int(place[1])})
        elif line.strip():
            said.append(line)
    if run.returncode or (said and not faults):
        raise RenderError(f"Pandoc could not render this page: {' '.join(said) or run.returncode}")
    return run.stdout, faults


@contextmanager
def context_file(context: dict[str, Any]) -> Iterator[str]:
    """Yield the name of a temporary JSON file through which the filters are told ``context``."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8", delete=False) as stream:
        json.dump(context, stream, ensure_ascii=False)
    try:
        yield stream.name
    finally:
        Path(stream.name).unlink()
