"""Synthetic registers of cases, in which published counts stand exactly as they were published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from helpers.working_days import after_months
from workbench.definitions import Area, Column, Definitions, Instrument
from workbench.definitions.registers import Period, Register, TimeLimit
from workbench.sample.answers import Draw
from workbench.sample.latent import CHILDREN

FOLDER = Path(__file__).parent / "words"
#: Share of the units that have no case where no number of units is published.
SILENT = 0.2
#: How much later than its limit something is done that is late: up to so many times the limit.
LATE = 3
SATURDAY = 5

Row = list[str | int]
Case = dict[str, Any]


def register_rows(
    definitions: Definitions, instrument: Instrument, draw: Draw, units: Sequence[Area], count: int
) -> list[Row]:
    """Return the cases of a register, in the order of the instrument's columns and of their dates.

    Parameters
    ----------
    definitions
        For the published counts of the programme, ``<short>.<period>.cases``, ``.units`` and ``.<choice>.<option>``:
        where there are any for a period, the sample has them exactly.
    instrument
        A register, and how it is read; its words are those of ``words/<instrument id>.yaml``.
    draw
        Randomness.
    units
        The units that may have cases.
    count
        How many cases there are where nothing is published.
    """
    register = instrument.register_of
    if register is None:
        return []
    bank = _bank(instrument.id)
    published = {each.measure: each.value for each in definitions.published.get(draw.programme, ())}
    programme = definitions.programmes.get(draw.programme)
    as_of = programme.sample.as_of if programme is not None and programme.sample else date(2026, 3, 31)
    periods = register.periods or (Period(id="all", title="All", first=date(2022, 1, 1), last=as_of),)
    silent = set(_some(draw, units, max(1, round(SILENT * len(units))))) if len(units) > 1 else set()
    cases: list[Case] = []
    parts = _parts(draw, count, len(periods))
    for number, period in enumerate(periods):
        stem = f"{instrument.short}.{period.id}"
        size = published.get(f"{stem}.cases", parts[number])
        reached = published.get(f"{stem}.units")
        chosen = _some(draw, units, min(reached, len(units))) if reached else [u for u in units if u not in silent]
        made = [_case(draw, register, period, unit) for unit in _shared_out(draw, chosen, size)]
        _choose(draw, instrument, bank, made, stem, published)
        cases += made
    for case in cases:
        _dates(draw, instrument, bank, case, as_of)
        _texts(draw, bank, case)
    cases.sort(key=lambda case: (case[register.dated], case[register.unit].slug))
    return [_row(instrument, register, case, number) for number, case in enumerate(cases, start=1)]


@cache
def _bank(instrument: str) -> dict[str, Any]:
    # Imported here: the command line starts without it.
    import yaml

    path = FOLDER / f"{instrument}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _parts(draw: Draw, count: int, parts: int) -> list[int]:
    """Return a number in parts that differ a little, as years do."""
    weights = draw.generator.uniform(0.8, 1.2, parts)
    return [int(each) for each in draw.generator.multinomial(count, weights / weights.sum())]


def _some(draw: Draw, units: Sequence[Area], number: int) -> list[Area]:
    """Return some units, large ones sooner, in their own order."""
    weights = [_weight(unit) for unit in units]
    whole = sum(weights)
    places = draw.generator.choice(len(units), size=number, replace=False, p=[each / whole for each in weights])
    return [units[place] for place in sorted(places)]


def _weight(unit: Area) -> float:
    return sum(CHILDREN.get(slug, 0) for slug in unit.covers) or 20000


def _shared_out(draw: Draw, units: Sequence[Area], cases: int) -> list[Area]:
    """Return the unit of every case: each has at least one, large ones more."""
    weights = [_weight(unit) for unit in units]
    whole = sum(weights)
    more = draw.generator.choice(len(units), size=max(0, cases - len(units)), p=[each / whole for each in weights])
    return [*units[:cases], *(units[place] for place in more)]


def _case(draw: Draw, register: Register, period: Period, unit: Area) -> Case:
    day = period.first + timedelta(days=int(draw.generator.integers((period.last - period.first).days + 1)))
    # Offices are closed at weekends; the day stays within the period.
    back = max(0, day.weekday() - SATURDAY + 1)
    day = day - timedelta(days=back) if day - timedelta(days=back) >= period.first else day + timedelta(days=2)
    return {register.unit: unit, register.dated: day}


def _choose(
    draw: Draw, instrument: Instrument, bank: Mapping[str, Any], cases: list[Case], stem: str,
    published: Mapping[str, int],
) -> None:  # fmt: skip
    """Give every case its choices: as published where that is known, by the bank's shares otherwise."""
    for column in instrument.columns:
        if column.type != "choice" or column.id in bank.get("follows", {}):
            continue
        wanted = {o.value: published.get(f"{stem}.{column.id}.{o.value}") for o in column.options}
        those = [case for case in cases if _fits(case, bank.get("filled", {}).get(column.id, {}))]
        if column.id in bank.get("from_unit", {}):
            for case in those:
                case[column.id] = _of_unit(bank["from_unit"][column.id], case[instrument.register_of.unit])
            continue
        given = _exactly(column, wanted, len(those)) or _by_share(draw, column, bank, len(those))
        order = draw.generator.permutation(len(given))
        for case, place in zip(those, order, strict=True):
            case[column.id] = given[place]


def _of_unit(starts: Mapping[str, str], unit: Area) -> str:
    """Return the answer that goes with how a unit's slug begins."""
    return next(value for start, value in starts.items() if unit.slug.startswith(start))


def _exactly(column: Column, wanted: Mapping[str, int | None], size: int) -> list[str]:
    """Return the answers where the numbers of all options but one are known; an empty list where they are not."""
    known = {value: number for value, number in wanted.items() if number is not None}
    if not known or len(known) < len(wanted) - 1:
        return []
    rest = size - sum(known.values())
    answers = [value for value, number in known.items() for _ in range(number)]
    return answers + [value for value, number in wanted.items() if number is None for _ in range(rest)]


def _by_share(draw: Draw, column: Column, bank: Mapping[str, Any], size: int) -> list[str]:
    values = [option.value for option in column.options]
    shares = bank.get("choices", {}).get(column.id) or dict.fromkeys(values, 1.0)
    whole = sum(shares.values())
    places = draw.generator.choice(len(values), size=size, p=[shares.get(value, 0) / whole for value in values])
    return [values[place] for place in places]


def _dates(draw: Draw, instrument: Instrument, bank: Mapping[str, Any], case: Case, as_of: date) -> None:
    """Date the steps around the one that is dated; what lies after the day of the sample has not happened yet."""
    filled = bank.get("filled", {})
    for limit in instrument.register_of.time_limits:
        if limit.begins in case and limit.ends not in case and _fits(case, filled.get(limit.ends, {})):
            case[limit.ends] = _later(draw, limit, case[limit.begins], bank)
        elif limit.ends in case and limit.begins not in case:
            case[limit.begins] = _earlier(draw, limit, case[limit.ends], bank)
    for column, rule in bank.get("dates", {}).items():
        if case.get(rule["after"]) is not None and _fits(case, filled.get(column, {})):
            low, high = rule["days"]
            case[column] = case[rule["after"]] + timedelta(days=int(draw.generator.integers(low, high + 1)))
    required = {column.id for column in instrument.columns if column.required}
    for column in [name for name, value in case.items() if isinstance(value, date) and value > as_of]:
        case[column] = as_of if column in required else None
    for column, rule in bank.get("follows", {}).items():
        if _fits(case, filled.get(column, {})):
            case[column] = rule["then"] if case.get(rule["column"]) else rule["else"]


def _taken(draw: Draw, limit: TimeLimit, bank: Mapping[str, Any]) -> float:
    """Return how much of its limit a step takes: up to 1 where it is in time."""
    in_time = draw.generator.random() < bank.get("in_time", {}).get(limit.id, 0.8)
    part = float(draw.generator.random())
    return part if in_time else 1.0 + LATE * (0.1 + 0.9 * part)


def _later(draw: Draw, limit: TimeLimit, day: date, bank: Mapping[str, Any]) -> date:
    part = _taken(draw, limit, bank)
    if limit.unit == "months":
        whole = (after_months(day, limit.within) - day).days
        return _workday(day + timedelta(days=round(part * whole) if part > 1 else int(part * whole)), -1)
    days = round(part * limit.within) if part > 1 else int(part * (limit.within + 1))
    return _step(day, days, 1) if limit.unit == "working_days" else day + timedelta(days=days)


def _earlier(draw: Draw, limit: TimeLimit, day: date, bank: Mapping[str, Any]) -> date:
    part = _taken(draw, limit, bank)
    days = max(limit.within + 1, round(part * limit.within)) if part > 1 else int(part * (limit.within + 1))
    return _step(day, days, -1) if limit.unit == "working_days" else day - timedelta(days=days)


def _step(day: date, number: int, way: int) -> date:
    while number:
        day += timedelta(days=way)
        number -= day.weekday() < SATURDAY
    return day


def _workday(day: date, way: int) -> date:
    while day.weekday() >= SATURDAY:
        day += timedelta(days=way)
    return day


def _texts(draw: Draw, bank: Mapping[str, Any], case: Case) -> None:
    for column, texts in bank.get("texts", {}).items():
        need = bank.get("needs", {}).get(column)
        if _fits(case, bank.get("filled", {}).get(column, {})) and (need is None or case.get(need)):
            places = draw.generator.choice(len(texts), size=int(draw.generator.integers(1, 3)), replace=False)
            case[column] = " ".join(texts[place] for place in sorted(places))


def _fits(case: Case, wanted: Mapping[str, str]) -> bool:
    return all(case.get(column) == value for column, value in wanted.items())


def _row(instrument: Instrument, register: Register, case: Case, number: int) -> Row:
    """Return a case as the file has it: names, labels and dates in words of the form."""
    cells: Row = []
    for column in instrument.columns:
        value = case.get(column.id)
        if column.type == "identifier":
            cells.append(f"{instrument.short[0].upper()}{number:04d}")
        elif value is None:
            cells.append("")
        elif column.id == register.unit:
            cells.append(value.name)
        elif isinstance(value, date):
            cells.append(value.isoformat())
        else:
            cells.append(next((option.label for option in column.options if option.value == value), value))
    return cells
