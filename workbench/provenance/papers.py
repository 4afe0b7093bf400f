"""The numbers of papers, Word and PDF, compared with what was recorded: on paper a raised number leads to a trace."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.provenance.findings import Finding
from workbench.provenance.numbers import CHECK, Known, cells_not_recorded, listed_texts
from workbench.provenance.recorded import alike

_SHOWN = 60
# A number that goes on, or that began before.
_GOES_ON = re.compile(r"\.?\d")
_BEGAN = re.compile(r"\d\.?$")


@dataclass(frozen=True)
class Marked:
    """One place of a paper that leads to a trace.

    Parameters
    ----------
    before
        The words before it: of its paragraph in Word, of the page in a PDF.
    page, target
        The trace page as the paper names it, and the anchor in it, such as ``v-records-read``.
    heading
        The heading it stands under; may be empty.
    cells
        For the note under a table: the texts of the table's cells.
    leading
        Words at whose beginning the number may stand instead: of a key fact the trace stands after its words.
    """

    before: str
    page: str
    target: str
    heading: str = ""
    cells: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()


def paper_findings(file: str, marks: Iterable[Marked], known: Known) -> Iterator[Finding]:
    """Yield every number of a paper that stands before a trace number and is not what was recorded there.

    Parameters
    ----------
    file
        The paper, for messages.
    marks
        Its places that lead to traces.
    known
        As in `workbench.provenance.numbers.number_findings`. Nothing can be said where no results are kept: a trace
        page states less than may be shown.
    """
    for mark in marks:
        recorded, whole = known(posixpath.normpath(posixpath.join(posixpath.dirname(file), mark.page)))
        if recorded is None or not whole:
            continue
        where = f"under “{mark.heading}”" if mark.heading else f"at the trace of {mark.target}"
        if not mark.target.startswith("v-"):
            for said in cells_not_recorded(mark.target, mark.cells, recorded):
                yield Finding(CHECK, file, f"{where}: {said}")
            continue
        texts = recorded.values.get(mark.target)
        if texts is None:
            yield Finding(CHECK, file, f"{where}: a number leads to {mark.target}, which is not recorded")
        elif not stands(mark.before, texts) and not any(stands(each, texts, leading=True) for each in mark.leading):
            shown = " ".join(mark.before.split())[-_SHOWN:]
            was = f"{recorded.names[mark.target]} was recorded as {listed_texts(texts)}"
            yield Finding(CHECK, file, f"{where}: says “{shown}”, but {was}")


def stands(before: str, texts: Iterable[str], *, leading: bool = False) -> bool:
    """Return whether one of the recorded texts stands at the end of some words, or at their beginning.

    Parameters
    ----------
    before
        The words.
    texts
        Recorded texts, as `workbench.provenance.recorded.alike` writes them.
    leading
        Whether to look at the beginning.

    Notes
    -----
    In a PDF a line may end anywhere in a text, and the space there is not written: spaces count where they are, and
    are not missed where they are not.

    Examples
    --------
    >>> stands("Practice was good in most (82%, 77 of 94)", {"82%", "most (82% 77 of 94)"})
    True
    >>> stands("there were 194", {"94"}), stands("94 records read", {"94"}, leading=True)
    (False, True)
    """
    said = alike(before)
    places = [place for place, char in enumerate(said) if char != " "]
    packed = said.replace(" ", "")
    for text in texts:
        words = text.replace(" ", "")
        if not words:
            continue
        if leading:
            if packed.startswith(words) and not _GOES_ON.match(said, places[len(words) - 1] + 1):
                return True
        elif packed.endswith(words) and not _BEGAN.search(said[: places[len(packed) - len(words)]]):
            return True
    return False
