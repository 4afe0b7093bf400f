"""A comparison as text for the terminal: short, what stands out first, then by area."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.comparison.changes import MARKS, Change, Comparison, Part
from workbench.comparison.grouping import Group, counted, groups, listed, where_shown
from workbench.comparison.notebooks import places_of
from workbench.comparison.words import GONE, NEW, shortened

#: Of one kind in one place, so many are said on the terminal; the page and the JSON have all.
MOST = 12
_CELLS = 5
_LONG = 160


def comparison_lines(comparison: Comparison, *, everything: bool = False) -> Iterator[str]:
    """Yield the lines of a comparison.

    Parameters
    ----------
    comparison
        What differs.
    everything
        Whether nothing is shortened.
    """
    sides = f"{comparison.programme}: {comparison.before} → {comparison.after}"
    if not comparison.differs:
        yield f"{sides}: nothing that a reader sees differs."
        yield from _notebooks(comparison)
        yield from comparison.notes
        return
    places = {change.place for change in comparison.changes}
    yield f"{sides}: {counted(len(comparison.changes), 'difference')} in {counted(len(places), 'place')}."
    yield from _first(comparison, everything)
    for title, reports in (("New", comparison.came), ("Gone", comparison.went)):
        if reports:
            yield ""
            yield f"{title}: {'; '.join(reports)}"
    for group in groups(comparison):
        yield from _group(comparison, group, everything)
    yield from _notebooks(comparison)
    if comparison.notes:
        yield ""
        yield from comparison.notes


def _first(comparison: Comparison, everything: bool) -> Iterator[str]:
    found = comparison.standing_out
    if not found:
        return
    yield ""
    yield "Look at these first"
    for mark in MARKS:
        changes = [change for one, change in found if one == mark]
        shown = changes if everything else changes[:MOST]
        for change in shown:
            yield f"  {MARKS[mark]}: {comparison.name(change.place)}: {change.title}{_briefly(change, mark)}"
        if len(changes) > len(shown):
            yield f"  {MARKS[mark]}: and {len(changes) - len(shown)} more"


def _briefly(change: Change, mark: str) -> str:
    if change.kind in ("table", "chart"):
        parts = [part for part in change.parts if part.mark == mark]
        more = f" and {len(parts) - 2} more" if len(parts) > 2 else ""
        said = "; ".join(f"{part.label}: {_arrow(part.before, part.after)}" for part in parts[:2])
        return f" ({change.kind}): {said}{more}" if parts else f" ({change.kind})"
    if change.words:
        return f": {_marked(change)}"
    if change.parts and change.before == change.after:
        return f": {'; '.join(map(_part, change.parts[:2]))}"
    return f": {_arrow(change.before, change.after)}"


def _group(comparison: Comparison, group: Group, everything: bool) -> Iterator[str]:
    yield ""
    yield f"{group.title}" + (f"  [{listed(group.reasons)}]" if group.reasons else "")
    for kind, changes in group.by_kind().items():
        yield f"  {kind}"
        shown = changes if everything else changes[:MOST]
        for change in shown:
            yield from _change(comparison, change, bool(group.reasons), everything)
        if len(changes) > len(shown):
            yield f"    and {len(changes) - len(shown)} more"


def _change(comparison: Comparison, change: Change, told: bool, everything: bool) -> Iterator[str]:
    if change.words:
        yield f"    {change.title}: {_marked(change, everything)}"
    elif change.parts and change.before == change.after:
        yield f"    {change.title}"
    else:
        yield f"    {change.title}: {_arrow(change.before, change.after)}"
    shown = change.parts if everything else change.parts[:_CELLS]
    for part in shown:
        yield f"      {_part(part)}"
    if len(change.parts) > len(shown):
        yield f"      and {len(change.parts) - len(shown)} more"
    where = "; ".join(where_shown(comparison, change))
    why = "" if told else f"  [{listed(change.reasons)}]"
    yield f"      in {where}{why}"


def _part(part: Part) -> str:
    mark = f"  ({MARKS[part.mark]})" if part.mark else ""
    return f"{part.label}: {_arrow(part.before, part.after)}{mark}"


def _arrow(before: str, after: str) -> str:
    if not before:
        return f"new: {_short(after)}"
    if not after:
        return f"gone: {_short(before)}"
    return f"{_short(before)} → {_short(after)}"


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0] + " …"


def _marked(change: Change, everything: bool = False) -> str:
    """Return a text with what is gone and new in brackets, as wdiff writes it."""
    pieces = change.words if everything else shortened(change.words)
    said = []
    for what, text in pieces:
        text = text if everything or len(text) <= 2 * _LONG else text[: 2 * _LONG].rsplit(" ", 1)[0] + " …"
        said.append(f"[-{text}-]" if what == GONE else f"{{+{text}+}}" if what == NEW else text)
    return " ".join(said)


def _notebooks(comparison: Comparison) -> Iterator[str]:
    if not comparison.notebooks:
        return
    yield ""
    yield "Executed notebooks"
    for each in comparison.notebooks:
        names = list(places_of(each.places, comparison.names))
        where = ", ".join(names) if len(names) <= 3 else f"{', '.join(names[:2])} and {len(names) - 2} more"
        why = f"  [{listed(each.reasons)}]" if each.reasons else ""
        yield f"  {each.stage}, {where}: {each.summary}{why}"
    area, stage = comparison.notebooks[0].places[0], comparison.notebooks[0].stage
    yield f"  One of them cell by cell: workbench compare --notebook {area}/{stage} …"
