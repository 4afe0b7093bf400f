"""Faults of composed sources, told at the file and line that a person can open and mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from workbench.definitions.areas import NATIONAL
from workbench.errors import Fault, InputFaults, shown_path
from workbench.project import Project

_SHARED = "shared"
_ALIKE = 0.75  # the name of a quality indicator, put into the copy that is made for it, changes a line by less


def at_their_sources(error: InputFaults, project: Project, programme: str, composed: Path) -> InputFaults:
    """Return faults of composed sources as faults of the files that people write, where they came from one.

    Parameters
    ----------
    error
        What rendering found; its files are relative to ``composed``.
    project, programme
        The project, and the programme's id.
    composed
        Folder of the composed website.

    Returns
    -------
    InputFaults
        Each fault at the narrative or template that has its line. A line that is in none of them was composed: it is
        told at the composed file, below the project's folder as well.
    """
    found = (_at_its_source(fault, project, programme, composed) for fault in error.faults)
    # A text that several pages take up is wrong once.
    once = list(dict.fromkeys(found))
    counted = f"{len(once)} fault{'' if len(once) == 1 else 's'}"
    return InputFaults(once, re.sub(r"^\d+ faults?\b", counted, error.heading))


def _at_its_source(fault: Fault, project: Project, programme: str, composed: Path) -> Fault:
    path = composed / fault.file
    lines = _lines(path)
    written = [each for each in _candidates(fault.file, project.reports, programme) if each.is_file()]
    line = lines[fault.line - 1].strip() if 0 < fault.line <= len(lines) else ""
    for close in (False, True) if line else ():
        for each in written:
            if number := _line_of(line, _lines(each), close=close):
                return replace(fault, file=shown_path(each, project.root), line=number)
    if not line and written:
        return replace(fault, file=shown_path(written[0], project.root))
    return replace(fault, file=shown_path(path, project.root)) if path.is_file() else fault


def _line_of(line: str, lines: Iterable[str], *, close: bool) -> int:
    """Return the number of the one line that reads so, or nearly so; 0 where none or several do."""
    stripped = [each.strip() for each in lines]
    like = get_close_matches(line, set(stripped), 1, _ALIKE) if close else [line]
    return stripped.index(like[0]) + 1 if like and stripped.count(like[0]) == 1 else 0


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []


def _candidates(file: str, reports: Path, programme: str) -> Iterator[Path]:
    """Yield where a composed source may have come from: the place's own texts first, what all share last."""
    own = reports / programme
    parts = PurePosixPath(file).parts
    place, below = (parts[:2], parts[2:-1]) if parts[0] == "areas" and len(parts) > 2 else ((NATIONAL,), parts[:-1])
    for name in _names(parts[-1]):
        # A page of another kind may take up a text of its place's report.
        yield from dict.fromkeys((own.joinpath(*place, *below, name), own.joinpath(*place, name)))
        for kind in below or sorted({each.name for each in (*own.iterdir(), *reports.iterdir()) if each.is_dir()}):
            yield own / kind / name
            yield reports / kind / name
        yield reports / _SHARED / name
        yield reports / name


def _names(name: str) -> Iterator[str]:
    """Yield a file's name, and that of the partial for each quality indicator that it may be a copy of."""
    yield name
    stem, _, key = name.removesuffix(".qmd").rpartition("-")
    if stem and key:
        yield f"{stem}.qmd"
