"""Synthetic counts of people who took part, by way and group."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.definitions import Instrument
from workbench.sample.answers import Draw

Row = list[str | int]

#: Of the people of a size (children, parents, staff), which part each group is; a group that is not named is a tenth of
#: the children.
GROUPS = {
    "children and young people": ("children", 1.0),
    "children": ("children", 0.30),
    "young people": ("children", 0.52),
    "young adults": ("children", 0.18),
    "parents and carers": ("parents", 1.0),
    "staff": ("staff", 1.0),
}
#: How common each way is; a way that is not named is seldom used.
WAYS = {
    "survey": 0.55,
    "one-to-one in person": 0.16,
    "one-to-one by phone": 0.06,
    "one-to-one by video": 0.07,
    "one-to-one": 0.42,
    "group": 0.34,
    "observation": 0.12,
}
_SELDOM = 0.05
#: Share of the people who make each choice in each way; elsewhere nobody can.
CHOICES = {
    "anonymous": {"survey": 0.7, "one-to-one by phone": 0.15},
    "with_volunteer": {"one-to-one in person": 0.4, "one-to-one by video": 0.3, "group": 0.45},
    "supported": {"one-to-one in person": 0.45, "one-to-one by video": 0.3, "group": 0.25, "survey": 0.2},
}


def participation_rows(instrument: Instrument, draw: Draw, area: str, sizes: Mapping[str, int]) -> list[Row]:
    """Return an area's counts, in the order of the instrument's columns.

    Parameters
    ----------
    instrument
        The form: the choices ``way`` and ``group``, the number of ``people``, and numbers of them who chose something.
    draw
        Randomness of the area.
    area
        Slug of the area; the draw depends on it already.
    sizes
        How many ``children``, ``parents`` and ``staff`` there are in all: the people of each group add up to them.
    """
    generator = draw.generator
    ways, groups = instrument.column("way").options, instrument.column("group").options
    shares = [WAYS.get(way.value, _SELDOM) for way in ways]
    totals = _group_totals([group.value for group in groups], sizes)
    rows: list[Row] = []
    for group, total in zip(groups, totals, strict=True):
        # Every area has its own habits.
        lean = [share * generator.uniform(0.7, 1.3) for share in shares]
        whole = sum(lean)
        people = generator.multinomial(total, [share / whole for share in lean]).tolist()
        for way, number in zip(ways, people, strict=True):
            cells: dict[str, str | int] = {"way": way.label, "group": group.label, "people": number}
            for choice, rates in CHOICES.items():
                cells[choice] = int(generator.binomial(number, rates.get(way.value, 0.0)))
            rows.append([cells.get(column.id, "") for column in instrument.columns])
    return rows


def _group_totals(groups: list[str], sizes: Mapping[str, int]) -> list[int]:
    """Return whole numbers of people by group; groups that divide one size add up to all of it."""
    known = {group: GROUPS.get(group, ("children", 0.1)) for group in groups}
    totals = {group: round(sizes.get(size, 0) * part) for group, (size, part) in known.items()}
    for size in {size for size, _ in known.values()}:
        own = [group for group in groups if known[group][0] == size]
        if sum(known[group][1] for group in own) > 0.999:
            totals[own[0]] += sizes.get(size, 0) - sum(totals[group] for group in own)
    return [max(0, totals[group]) for group in groups]
