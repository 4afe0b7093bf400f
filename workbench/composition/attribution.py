"""Findings that are attributed to no authority: no council area is named in anything made of national results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.composition.assembled import Assembled
from workbench.composition.results import Recorded
from workbench.composition.shown import put_in, without_markup
from workbench.definitions.output_kinds import OutputKind
from workbench.errors import Fault


def attribution_faults(
    kind: OutputKind, page: Assembled, metadata: Mapping[str, Any], recorded: Recorded, areas: Iterable[Any]
) -> list[Fault]:
    """Return every place that names a council area, where a kind of output says that none may be named.

    The page is looked through, and everything that was recorded for the nation: the list of traces, the search and the
    spreadsheets are made of that.

    Parameters
    ----------
    kind, page, metadata
        The kind, its page, and the page's values.
    recorded
        What was recorded for the nation.
    areas
        The council areas, with every name they are known by.
    """
    if not kind.rules.not_attributed:
        return []
    names = names_of(areas)
    index = page.sources["index.qmd"]
    what = f"{kind.title.lower()} attributes nothing to an authority; take this name out"
    on_page = {
        Fault(page.sources.get(name, index).file, value=match.group(), message=what)
        for name, text in page.files.items()
        for match in names.finditer(put_in(without_markup(text), metadata))
    }
    behind = {
        Fault(index.file, value=match.group(), message=f"{what} from what the notebook records as {where}")
        for where, text in _recorded_texts(recorded)
        for match in names.finditer(text)
    }
    return sorted(on_page | behind)


def names_of(areas: Iterable[Any]) -> re.Pattern[str]:
    """Return a pattern of every name of some areas, as whole words and whatever their case.

    Examples
    --------
    >>> from types import SimpleNamespace as Area
    >>> fife = Area(name="Fife", short_name="Fife", slug="fife", code="S12000047", spellings=("Fife Council",))
    >>> names_of([fife]).findall("In FIFE and in fifes")
    ['FIFE']
    """
    names = {name for area in areas for name in (area.name, area.short_name, area.slug, area.code, *area.spellings)}
    listed = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def _recorded_texts(recorded: Recorded) -> Iterator[tuple[str, str]]:
    for kind in (recorded.values, recorded.tables, recorded.figures):
        for name, entry in kind.items():
            yield name, "\n".join(_strings(entry))


def _strings(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, Mapping):
        for each in entry.values():
            yield from _strings(each)
    elif isinstance(entry, (list, tuple)):
        for each in entry:
            yield from _strings(each)
