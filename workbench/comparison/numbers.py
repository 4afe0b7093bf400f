"""Published numbers and recorded words compared, by their traces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from workbench.comparison.changes import HELD, SHOWN, UNEXPLAINED, Change, Part, Reason, Where
from workbench.comparison.traces import Entry

Finder = Callable[[str], tuple[Where, ...]]
Explainer = Callable[[Entry], tuple[Reason, ...]]
_FAMILY = "evaluation."
# The value itself and what it is made of; shown as one.
_VALUE = ("Value", "Count and base", "Likely range", "Proportion word")


def number_changes(
    place: str, before: Mapping[str, Entry], after: Mapping[str, Entry], where: Finder, why: Explainer
) -> Iterator[Change]:
    """Yield what differs in the numbers of one place.

    Parameters
    ----------
    place
        ``areas/fife`` or ``national``.
    before, after
        Entries of both trace pages; those of tables and figures are left to their own comparison.
    where
        Returns the pages that publish a number, by its anchor.
    why
        Returns the reasons for a difference in what a run recorded.
    """
    for anchor in sorted({*before, *after}):
        if not anchor.startswith("v-"):
            continue
        old, new = before.get(anchor), after.get(anchor)
        entry = new or old
        if entry is None or (old is not None and new is not None and _same(old, new)):
            continue
        yield _change(place, old, new, where(anchor), why(entry) or (UNEXPLAINED,))


def _same(old: Entry, new: Entry) -> bool:
    return old.label == new.label and old.said == new.said


def _change(
    place: str, old: Entry | None, new: Entry | None, where: tuple[Where, ...], reasons: tuple[Reason, ...]
) -> Change:
    label = (new or old).label  # type: ignore[union-attr]  one of them is there
    if old is None or new is None:
        return _one_sided(place, old, new, where, reasons)
    if old.held != new.held:
        mark = "held back" if new.held else "shown"
        # The number is not said, whichever side publishes it: the comparison may be read with either.
        said = (HELD, SHOWN) if old.held else (SHOWN, HELD)
        return Change(place, "disclosure", label, *said, where=where, reasons=reasons, marks=(mark,))
    parts = _parts(old, new)
    kind, marks = _kind(old, new)
    return Change(
        place, kind, label, old.value, new.value, parts=parts, where=where, reasons=reasons, marks=marks
    )  # fmt: skip


def _one_sided(
    place: str, old: Entry | None, new: Entry | None, where: tuple[Where, ...], reasons: tuple[Reason, ...]
) -> Change:
    entry = new or old
    assert entry is not None
    kind, _ = _kind(entry, entry)
    said = HELD if entry.held else entry.value
    before, after = ("", said) if old is None else (said, "")
    return Change(place, kind, entry.label, before, after, where=where, reasons=reasons)


def _kind(old: Entry, new: Entry) -> tuple[str, tuple[str, ...]]:
    if old.is_grade or new.is_grade:
        return "grade", ("grade",) if old.value != new.value else ()
    if new.name.startswith(_FAMILY):
        return "evaluation", ()
    if old.word != new.word:
        return "word", ("word",)
    return "number", ()


def _parts(old: Entry, new: Entry) -> tuple[Part, ...]:
    """Return what differs beside the value: its label, range, rule, source."""
    found = []
    if old.label != new.label:
        found.append(Part("Label", old.label, new.label))
    same_value = old.value == new.value
    for term in dict.fromkeys([*old.said, *new.said]):
        one, other = old.said.get(term, ""), new.said.get(term, "")
        # The words of a value hold its count, base and word already.
        if one != other and term != "Value" and (same_value or term not in _VALUE or term == "Likely range"):
            found.append(Part(term, one, other, "word" if term == "Proportion word" else ""))
    return tuple(found)
