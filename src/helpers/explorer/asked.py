"""One question or item: this area beside its family group and Scotland, area by area and group by group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from helpers.agreement import Agreement, agreement
from helpers.disclosure import protect_list, shared_groups
from helpers.explorer.counted import label_of
from helpers.explorer.places import FAMILY, OTHER, OWN, Place
from helpers.explorer.programme import Programme
from helpers.explorer.rows import LIMIT, Rows
from helpers.explorer.shares import AS_HERE, Share, not_shown, share_of
from helpers.explorer.sources import brief_source
from helpers.explorer.store import quoted
from helpers.explorer.tallies import Tally, tallies, together
from helpers.instruments import Column, Instrument
from helpers.proportions import Proportion
from helpers.surveys import NOT_STATED

SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class Across:
    """One question across the areas that have evidence.

    Parameters
    ----------
    here, family, everywhere
        The share in this area, in the other areas of its family group together, and in all areas together; None where
        there is no evidence.
    group
        Name of the family group; empty where the area has none.
    places
        Every area with answers, the highest share first.
    """

    here: Share | None
    family: Share | None
    everywhere: Share | None
    group: str
    places: tuple[Place, ...]


def across(programme: Programme, area: str, instrument: Instrument, column: Column) -> Across:
    """Return one question or item across all areas; editions are never mixed, as one programme has one."""
    found = tallies(programme.store, instrument, [column], [*programme.areas])
    group, members = programme.family(area)
    places = []
    for tally in found:
        share = _share(programme, instrument, column, [tally])
        if share is not None and share.percent is not None:
            who = OWN if tally.area == area else FAMILY if tally.area in members else OTHER
            source = brief_source(programme, instrument.id, tally.area)
            name = programme.areas[tally.area]
            places.append(Place(tally.area, name, who, share.percent, share.says, share.in_report, source))
    return Across(
        _share(programme, instrument, column, [tally for tally in found if tally.area == area]),
        _sum(programme, instrument, column, [tally for tally in found if tally.area in members]),
        _sum(programme, instrument, column, found),
        group,
        tuple(sorted(places, key=lambda place: (-place.value, place.name))),
    )


def _share(programme: Programme, instrument: Instrument, column: Column, found: Iterable[Tally]) -> Share | None:
    found = tuple(found)
    if not found:
        return None
    return share_of(programme.run, instrument.id, label_of(column), together(found, column.id))


def _sum(programme: Programme, instrument: Instrument, column: Column, found: Sequence[Tally]) -> Share | None:
    """Return the share of several areas together.

    A report may show it only where it shows each of them: what one holds back would follow from the sum and the others.
    """
    share = _share(programme, instrument, column, found)
    own = [_share(programme, instrument, column, [tally]) for tally in found]
    held = sum(1 for each in own if each and not each.report.shown)
    if share is None or not held or not share.report.shown:
        return share
    areas = "an area whose own share is" if held == 1 else f"{held} areas whose own shares are"
    return replace(share, report=Proportion(share.label, SUPPRESSED, f"it counts {areas} held back"))


@dataclass(frozen=True)
class GroupShare:
    """One group's answers to a question here, in the family group and everywhere."""

    label: str
    people: int
    here: Share
    in_report: str
    family: Share | None
    everywhere: Share | None


def by_group(
    programme: Programme, area: str, instrument: Instrument, column: Column, group: Column
) -> tuple[GroupShare, ...]:
    """Return one question group by group; a group says whether a report shows it, by the reports' own rules.

    A report holds a group back where it is too small, and with it whatever would give it away.
    """
    found = tallies(programme.store, instrument, [column], [*programme.areas], group.id)
    _, members = programme.family(area)
    own = {tally.group: tally for tally in found if tally.area == area}
    names = [option.value for option in group.options if option.value in own] + ([""] if "" in own else [])
    profile = programme.run.profile(instrument.id)
    yes = [own[name].counts[column.id][0] for name in names]
    base = [sum(own[name].counts[column.id]) for name in names]
    rows = [own[name].rows for name in names]
    hidden = shared_groups(yes, base, protect_list(rows, profile), sum(rows), profile) if names else frozenset()
    whole = _share(programme, instrument, column, own.values())
    shares = []
    for place, name in enumerate(names):
        alike = [tally for tally in found if tally.group == name]
        here = share_of(programme.run, instrument.id, label_of(column), own[name].counts[column.id])
        held = place in hidden or whole is None or not whole.report.shown
        shares.append(
            GroupShare(
                group.label_of(name) if name else NOT_STATED,
                own[name].rows,
                here,
                not_shown(profile.reason) if held else AS_HERE,
                _share(programme, instrument, column, [tally for tally in alike if tally.area in members]),
                _share(programme, instrument, column, alike),
            )
        )
    return tuple(shares)


def readers_agree(programme: Programme, area: str, instrument: Instrument, column: Column) -> Agreement | None:
    """Return how far two readers of the same records agree on an item; None where no record was read twice."""
    if not instrument.has("reading"):
        return None
    name, key = quoted(column.id), quoted(instrument.of_type("identifier")[0].id)
    question = (
        f"SELECT CAST(one.{name} AS VARCHAR), CAST(two.{name} AS VARCHAR) FROM evidence one JOIN evidence two "
        f"ON one.{key} = two.{key} AND one.reading = 1 AND two.reading = 2 "
        f"WHERE one.{name} IS NOT NULL AND two.{name} IS NOT NULL ORDER BY one.{key}"
    )
    pairs = programme.store.ask(question, instrument.id, [area])
    return agreement([one for one, _ in pairs], [two for _, two in pairs]) if pairs else None


def answer_rows(
    programme: Programme, areas: Iterable[str], instrument: Instrument, column: Column, limit: int = LIMIT
) -> Rows:
    """Return the single answers to a question, with what people said of themselves; the first ``limit`` of them."""
    places = tuple(areas)
    keys = instrument.of_type("identifier")
    groups = [each for each in instrument.groups if each.id != column.id]
    shown = [*keys, *([instrument.column("reading")] if instrument.has("reading") else []), *groups, column]
    title = f"{instrument.title}: the answers behind it"
    headings = ("Area", *(each.label for each in shown))
    total = programme.store.ask("SELECT count(*) FROM evidence", instrument.id, places)
    if not total:
        return Rows(title, headings, (), 0)
    names = ", ".join(quoted(each.id) for each in shown)
    order = ", ".join(quoted(each.id) for each in keys)
    question = f"SELECT area, {names} FROM evidence ORDER BY area, {order} LIMIT {limit}"
    rows = tuple(
        (
            programme.areas.get(area, area),
            *("" if cell is None else each.label_of(str(cell)) for each, cell in zip(shown, cells, strict=True)),
        )
        for area, *cells in programme.store.ask(question, instrument.id, places)
    )
    return Rows(title, headings, rows, total[0][0])
