"""Differences in the order in which they are shown: what several areas have alike once, then place by place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.comparison.changes import KINDS, Change, Comparison, Reason, Where
from workbench.comparison.sides import NATIONAL

#: So many places with the same difference are said as one.
_SEVERAL = 3


@dataclass(frozen=True)
class Group:
    """Differences under one heading.

    Parameters
    ----------
    title
        The heading: a place's name, or how many places have them alike.
    places
        The places.
    changes
        By kind, in the order of `KINDS`.
    reasons
        What all of them have in common; empty where they differ in it.
    """

    title: str
    places: tuple[str, ...]
    changes: tuple[Change, ...]
    reasons: tuple[Reason, ...] = ()

    def by_kind(self) -> dict[str, list[Change]]:
        """Return the changes by kind's heading."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(KINDS[change.kind], []).append(change)
        return found


def groups(comparison: Comparison) -> tuple[Group, ...]:
    """Return the differences, each in one group.

    Parameters
    ----------
    comparison
        What differs.
    """
    alike: dict[Change, list[Change]] = {}
    for change in comparison.changes:
        alike.setdefault(_without_place(comparison, change), []).append(change)
    common: dict[tuple[str, ...], list[Change]] = {}
    rest: dict[str, list[Change]] = {}
    for changes in alike.values():
        places = tuple(sorted({change.place for change in changes}))
        if len(places) >= _SEVERAL and NATIONAL not in places:
            common.setdefault(places, []).append(changes[0])
        else:
            for change in changes:
                rest.setdefault(change.place, []).append(change)
    found = [
        _group(f"{len(places)} areas alike, such as {comparison.name(places[0])}", places, changes)
        for places, changes in sorted(common.items(), key=lambda item: (-len(item[0]), item[0]))
    ]
    order = sorted(rest, key=lambda place: (place != NATIONAL, comparison.name(place)))
    return (*found, *(_group(comparison.name(place), (place,), rest[place]) for place in order))


def _group(title: str, places: tuple[str, ...], changes: Iterable[Change]) -> Group:
    ordered = tuple(sorted(changes, key=lambda change: list(KINDS).index(change.kind)))
    reasons = {change.reasons for change in ordered}
    return Group(title, places, ordered, reasons.pop() if len(reasons) == 1 else ())


def _without_place(comparison: Comparison, change: Change) -> Change:
    """Return a change without what makes it one place's own."""
    name, slug = comparison.name(change.place), change.place.removeprefix("areas/")

    def anywhere(text: str) -> str:
        return text.replace(name, "⟦area⟧").replace(slug, "⟦area⟧") if change.place != NATIONAL else text

    if change.alike:
        # Numbers in a sentence are each area's own; its words are what is alike.
        change = replace(change, before="", after="", words=(), alike=anywhere(change.alike))
    return replace(
        change,
        place="",
        title=anywhere(change.title),
        before=anywhere(change.before),
        after=anywhere(change.after),
        words=tuple((what, anywhere(text)) for what, text in change.words),
        parts=tuple(
            replace(part, label=anywhere(part.label), before=anywhere(part.before), after=anywhere(part.after))
            for part in change.parts
        ),
        where=tuple(Where(anywhere(one.page), anywhere(one.title), anywhere(one.section)) for one in change.where),
        reasons=tuple(Reason(one.kind, anywhere(one.detail)) for one in change.reasons),
        drawings=(),
    )


def where_shown(comparison: Comparison, change: Change) -> tuple[str, ...]:
    """Return where a change is published, in words: the place's main page is its report.

    Parameters
    ----------
    comparison, change
        What differs.
    """
    main = "index.html" if change.place == NATIONAL else f"{change.place}/index.html"
    name = comparison.name(change.place)
    found = []
    for where in change.where:
        title = "Report" if where.page == main else where.title.removeprefix(f"{name}: ").removesuffix(f": {name}")
        found.append(f"{title} › {where.section}" if where.section and where.section != title else title)
    return tuple(dict.fromkeys(found))


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "difference"), counted(3, "difference")
    ('1 difference', '3 differences')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(reasons: Iterable[Reason], most: int = 4) -> str:
    """Return reasons in words, the first few.

    Examples
    --------
    >>> listed((Reason("helper", "helpers.words"), Reason("notebook", "03_surveys.ipynb")))
    'helper (helpers.words); notebook (03_surveys.ipynb)'
    """
    by_kind: dict[str, list[str]] = {}
    for reason in reasons:
        by_kind.setdefault(reason.kind, []).append(reason.detail)
    said = []
    for kind, details in by_kind.items():
        named = [detail for detail in details if detail]
        more = f" and {len(named) - most} more" if len(named) > most else ""
        said.append(str(Reason(kind, ", ".join(named[:most]) + more)))
    return "; ".join(said)
