"""What a PDF says of its numbers: the words before each raised trace number, read by poppler's ``pdftotext``."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from workbench.provenance.papers import Marked

_MARK = re.compile(r"T(\d+)(?!\d)")
# Reports say what a trace number looks like; that one leads nowhere.
_EXAMPLE = re.compile(r"\bsuch as\s*$")
# A footer between two pages would stand in the middle of a text; so far back no recorded text reaches.
_BACK = 400


def reader() -> str | None:
    """Return the program that reads PDF on this machine, or None."""
    return shutil.which("pdftotext")


def pdf_marks(path: Path, program: str, page: str, targets: Mapping[str, str]) -> list[Marked]:
    """Return every place of a PDF that leads to a trace of a value.

    Parameters
    ----------
    path
        The file.
    program
        From `reader`.
    page
        Its trace page, relative to it.
    targets
        The anchor of each trace number, such as ``v-records-read`` of ``T12``, from that page.

    Returns
    -------
    list of Marked
        In the order of the text; none where the file cannot be read: its sum says so. Cells of tables are not told
        apart in the text of a PDF, so notes under tables are left out.
    """
    run = subprocess.run([program, "-raw", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=False)
    found: list[Marked] = []
    end = 0
    text = run.stdout.decode("utf-8", "replace")
    for match in _MARK.finditer(text):
        target = targets.get(match.group())
        before = text[max(end, match.start() - _BACK) : match.start()]
        if target is None or _EXAMPLE.search(before):
            continue
        if target.startswith("v-"):
            found.append(Marked(before, page, target, leading=tuple(before.splitlines())))
        end = match.end()
    return found
