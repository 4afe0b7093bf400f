"""Synthetic information returns: counts that fit together, with no personal identifiers."""

from __future__ import annotations

from workbench.definitions import Area, Instrument
from workbench.sample.answers import SHARES, Draw
from workbench.sample.asked import Asked
from workbench.sample.latent import Sizes, fraction
from workbench.sample.phrases import bank

AGES = ("Under 5", "5 to 11", "12 to 15", "16 and over")
#: Measures that are broken down by age, as the sample of records is drawn across ages.
BY_AGE = ("cso_at_home", "cso_new", "on_register")

Row = list[str | int]


def return_rows(instrument: Instrument, draw: Draw, sizes: Sizes, area: Area) -> list[Row]:
    """Return an area's counts, in the order of the instrument's columns.

    Parameters
    ----------
    instrument
        The information return.
    draw
        Randomness and latent quality of the area.
    sizes
        For the number of children at home on an order.
    area
        The area, named in one of the ways in which it is known.
    """
    counts = _counts(draw, sizes.population)
    groups = [option.label for option in instrument.column("group").options]
    generator = draw.generator
    rows: list[Row] = []
    notes = bank("statements")["notes"]
    names = (area.name, *area.spellings)
    council = names[int(generator.integers(len(names)))]
    for option in instrument.column("measure").options:
        total = counts.get(option.value)
        if total is None:
            continue
        parts = {"All": total}
        if option.value in BY_AGE and set(AGES) <= set(groups):
            parts |= dict(zip(AGES, generator.multinomial(total, SHARES[AGES]).tolist(), strict=True))
        for group in groups:
            if group not in parts:
                continue
            note = notes[int(generator.integers(len(notes)))] if group == "All" and generator.random() < 0.25 else ""
            cells = {"area": council, "measure": option.label, "group": group, "count": parts[group], "note": note}
            rows.append([cells[column.id] for column in instrument.columns])
    return rows


def known_measures(instrument: Instrument) -> bool:
    """Return whether the return's measures are those of children at home on an order."""
    ids = {column.id for column in instrument.columns}
    if not {"area", "measure", "group", "count", "note"} <= ids:
        return False
    return "cso_at_home" in {option.value for option in instrument.column("measure").options}


def plain_return_rows(asked: Asked) -> list[Row]:
    """Return a unit's counts for measures of any kind, in the order of the instrument's columns.

    Parameters
    ----------
    asked
        The return: a choice ``measure``, a whole number ``count``, and perhaps a choice ``group`` whose first option
        is the whole. A measure that is part of another one is at most as large.
    """
    instrument, generator = asked.instrument, asked.draw.generator
    given = {column.id: column for column in instrument.columns}
    group = given.get("group")
    groups = [option.label for option in group.options] if group else [""]
    totals: dict[str, int] = {}
    published = {each.measure: each.value for each in asked.definitions.published.get(asked.programme.id, ())}
    rows: list[Row] = []
    # What is a part of another measure comes after it.
    wholes = {option.part_of for option in given["measure"].options}
    for option in sorted(given["measure"].options, key=lambda one: bool(one.part_of)):
        # What others are a part of is everybody; the records that are read are a sample of them.
        everybody = option.value in wholes and not option.part_of
        share = 1.0 if everybody else 0.15 + 0.7 * fraction("measure", asked.programme.id, option.value)
        whole = totals.get(option.part_of, asked.sizes.population)
        drawn = int(generator.binomial(max(1, whole), share))
        # What was published is kept exactly, whatever chance says.
        totals[option.value] = published.get(f"context.{option.value}", drawn) if asked.national else drawn
    for option in given["measure"].options:
        total = totals[option.value]
        rest = groups[1:]
        shares = generator.multinomial(total, [1 / len(rest)] * len(rest)).tolist() if rest else []
        parts = dict(zip(rest, shares, strict=True))
        for name in groups:
            cells = {"measure": option.label, "group": name, "count": parts.get(name, total)}
            rows.append([cells.get(column.id, "") for column in instrument.columns])
    return rows


def _counts(draw: Draw, at_home: int) -> dict[str, int]:
    generator = draw.generator
    care = sum(draw.quality.values()) / len(draw.quality)

    def share(low: float, high: float) -> float:
        return float(generator.uniform(low, high))

    new = round(at_home * share(0.45, 0.75))
    due = round(at_home * share(3.0, 4.0))
    return {
        "cso_at_home": at_home,
        "cso_all": round(at_home * share(1.6, 2.2)),
        "cso_new": new,
        "cso_ended": round(at_home * share(0.35, 0.65)),
        "cso_over_two_years": round(at_home * share(0.25, 0.5)),
        "moved_from_home": round(at_home * share(0.05, 0.16)),
        "on_register": round(at_home * share(0.05, 0.15)),
        "reviews_due": due,
        "reviews_on_time": round(due * min(0.99, 0.62 + 0.4 * care * share(0.7, 1.0))),
        "no_lead_worker": round(at_home * max(0.0, 0.10 - 0.12 * care) * share(0.6, 1.2)),
    }
