"""Synthetic directories: role placeholders and no names, with a few vacancies and overlaps to be flagged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from workbench.definitions import Area, Definitions, Instrument
from workbench.sample.answers import Draw

FOLDER = Path(__file__).parent / "words"
#: How many areas one holder has, by role; of a role that is not here, one holder has them all.
AREAS_EACH = {"strategic": 4, "adults": 5, "children": 5}
REGIONAL = "regional"
#: Shares of roles that nobody holds and that two hold at once while one takes over.
VACANT, OVERLAPPING = 0.05, 0.03
AS_OF = date(2026, 3, 31)

Row = list[str | int]


def directory_rows(definitions: Definitions, instrument: Instrument, draw: Draw, units: Sequence[Area]) -> list[Row]:
    """Return one entry for every role of every unit, in the order of the instrument's columns.

    Parameters
    ----------
    definitions
        For the day that the sample describes.
    instrument
        A directory with a choice ``role``; ``words/<instrument id>.yaml`` says which area is in which region.
    draw
        Randomness.
    units
        The units; neighbours in their order share a holder.
    """
    programme = definitions.programmes.get(draw.programme)
    as_of = programme.sample.as_of if programme is not None and programme.sample else AS_OF
    region_of = _regions(instrument)
    entries = []
    for role in instrument.column("role").options:
        for place, unit in enumerate(units):
            title = role.label.split(",")[0]
            region = region_of.get(unit.slug, "")
            if role.value == REGIONAL:
                number = 1 + sorted(set(region_of.values())).index(region) if region else 1
            else:
                number = 1 + place // AREAS_EACH.get(role.value, len(units))
            cells = {"role": role.label, "collaborative": _label(instrument, region) if role.value == REGIONAL else ""}
            since = as_of - timedelta(days=int(draw.generator.integers(90, 1500)))
            chance = float(draw.generator.random())
            if role.value == REGIONAL:
                chance = 1.0
            holder = f"{title}{_of(role.value)} {number}"
            if chance < VACANT:
                until = as_of - timedelta(days=int(draw.generator.integers(5, 80)))
                entries.append((unit, {**cells, "holder": holder, "since": min(since, until), "until": until}))
                continue
            entries.append((unit, {**cells, "holder": holder, "since": since, "until": None}))
            if chance > 1 - OVERLAPPING and role.value != REGIONAL:
                start = as_of - timedelta(days=int(draw.generator.integers(5, 40)))
                other = f"{title}{_of(role.value)} {number + 1}"
                entries.append((unit, {**cells, "holder": other, "since": start, "until": None}))
    return [_row(instrument, unit, cells, number) for number, (unit, cells) in enumerate(entries, start=1)]


def _of(role: str) -> str:
    return {"adults": " (adults)", "children": " (children)"}.get(role, "")


@cache
def _bank(instrument: str) -> dict[str, list[str]]:
    # Imported here: the command line starts without it.
    import yaml

    path = FOLDER / f"{instrument}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))["regions"] if path.is_file() else {}


def _regions(instrument: Instrument) -> dict[str, str]:
    """Return to which option of the choice ``collaborative`` each area belongs."""
    return {slug: region for region, slugs in _bank(instrument.id).items() for slug in slugs}


def _label(instrument: Instrument, value: str) -> str:
    options = instrument.column("collaborative").options
    return next((option.label for option in options if option.value == value), "")


def _row(instrument: Instrument, unit: Area, cells: dict, number: int) -> Row:
    known = cells | {"entry": f"L{number:03d}", "authority": unit.name}
    found: Row = []
    for column in instrument.columns:
        value = known.get(column.id)
        found.append(value.isoformat() if isinstance(value, date) else value or "")
    return found
