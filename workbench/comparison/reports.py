"""Reports and formats that only one of two sides has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from workbench.comparison.sides import NATIONAL, Side, place_of

_FORMATS = {".html": "HTML", ".pdf": "PDF", ".docx": "Word", ".xlsx": "spreadsheet"}


def reports_that_came_or_went(
    before: Side, after: Side, wanted: Callable[[str], bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the reports that only the second side has, and those that only the first has, in words.

    An area that came or went is said once, not file by file, and so is a format. A build of a revision makes the
    pages alone, so other formats do not count there.

    Parameters
    ----------
    before, after
        The sides.
    wanted
        Whether a place is looked at.
    """
    return _only(after, before, wanted), _only(before, after, wanted)


def _only(one: Side, other: Side, wanted: Callable[[str], bool]) -> tuple[str, ...]:
    said = [one.names.get(place, place) for place in sorted(set(one.places) - set(other.places)) if wanted(place)]
    formats = {PurePosixPath(name).suffix for name in other.files}
    revision = "revision" in (one.kind, other.kind)
    missing = set()
    for name in one.files:
        suffix, place = PurePosixPath(name).suffix, place_of(name)
        if suffix not in _FORMATS or place not in other.places or name in other.files or not wanted(place):
            continue
        if suffix not in formats:
            missing.add(suffix)
        elif suffix == ".html" or not revision:
            said.append(_named(one, name, place))
    if not revision:
        said += [f"every report as {_FORMATS[suffix]}" for suffix in sorted(missing)]
    return tuple(dict.fromkeys(said))


def _named(side: Side, name: str, place: str) -> str:
    title = side.title(name) if name.endswith(".html") else PurePosixPath(name).name
    area = side.names.get(place, place)
    what = title or name
    if place == NATIONAL or area in what:
        return what
    return f"{area}: {what}"
