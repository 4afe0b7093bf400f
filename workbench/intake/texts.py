"""Free text looked through for what could identify a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.intake.cells import Parsed

if TYPE_CHECKING:
    from workbench.freetext.findings import Finding
    from workbench.freetext.vocabulary import Known

#: What was found in each text, for the words known last: the words of another programme may be others.
_seen: dict[str, tuple[Finding, ...]] = {}
_seen_for: list[Known | None] = []
#: Texts whose result is remembered: exports of several areas often have the same ones.
MOST_SEEN = 20_000


def check_texts(texts: Iterable[str], known: Known | None, header: str, notes: list[str]) -> dict[str, Parsed]:
    """Return what is stored for each text of a column, and add to ``notes`` what a person should look at.

    What may never be published (a CHI number, an e-mail address, …) is a fault. What only may identify somebody
    (possible names, places, ages, dates) is a note: a false alarm must not stop an intake. It is held out of every
    output until a person has read it (`workbench.freetext.held`).

    Parameters
    ----------
    texts
        Different texts of one column.
    known
        See `workbench.freetext.detecting.detect`.
    header
        The column's header, for the notes.
    notes
        Added to.
    """
    from workbench.freetext.findings import KINDS

    parsed: dict[str, Parsed] = {}
    kinds: Counter[str] = Counter()
    some = 0
    for text in texts:
        found = _found(text, known)
        never = {finding.kind: finding for finding in found if finding.never}
        if never:
            named = ", ".join(f"{KINDS[kind].one} ({never[kind].shown})" for kind in KINDS if kind in never)
            parsed[text] = Parsed(fault=f"holds what must not be kept: {named}. Take it out of the text", hidden=True)
        else:
            parsed[text] = Parsed(text, kinds=tuple(sorted({finding.kind for finding in found})))
        if found and not never:
            some += 1
            kinds.update({finding.kind for finding in found})
    if some:
        named = ", ".join(f"{kinds[kind]} with a {KINDS[kind].one}" for kind in sorted(kinds, key=list(KINDS).index))
        one = some == 1
        notes.append(
            f"column {header!r}: {some} text{'' if one else 's'} may identify somebody ({named}); "
            f"{'it is' if one else 'they are'} shown nowhere before somebody has read {'it' if one else 'them'}: "
            "workbench findings"
        )
    return parsed


def _found(text: str, known: Known | None) -> tuple[Finding, ...]:
    # Imported here: reading a file without text needs no word lists.
    from workbench.freetext.detecting import detect

    same = bool(_seen_for) and (_seen_for[0] is known or _seen_for[0] == known)
    if not same or len(_seen) >= MOST_SEEN:
        _seen.clear()
    _seen_for[:] = [known]
    if text not in _seen:
        _seen[text] = detect(text, known)
    return _seen[text]
