"""Checks of recorded numbers: ranges, agreement, one beside another, sums, jumps, and shares beside their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Any

from helpers.rounding import rounded
from workbench.assurance.sense_checks.ground import SHOWN, Ground, column, plain_number
from workbench.assurance.sense_checks.outcome import Finding
from workbench.definitions.areas import NATIONAL
from workbench.definitions.sense_checks import SenseCheck

HELD = "the numbers are not there or not shown"


def in_range(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether recorded values, or the numbers of a table's column, lie between two ends."""
    for place in ground.recorded:
        found: dict[str, float] = {}
        known, unit = False, ""
        for pattern in ground.expanded(check, check.value):
            known |= any(fnmatchcase(name, pattern) for name in ground.recorded[place].values)
            found |= dict(ground.shown(place, pattern))
        for name in ground.expanded(check, (check.table,) if check.table else ()):
            table = ground.data(place, name)
            known |= table is not None
            if table is not None:
                found |= dict(column(table, check.column))
                unit = "%" if _kind(table, check.column) == "percent" else ""
        if known:
            outside = {name: number for name, number in found.items() if not _between(check, number)}
            yield _judged(place, found, outside, f"{_ends(check, unit)} was asked for", unit)


def _kind(table: Mapping[str, Any], name: str) -> str:
    return next((str(each.get("kind", "")) for each in table["columns"] if each["id"] == name), "")


def _between(check: SenseCheck, number: float) -> bool:
    return (check.least is None or number >= check.least) and (check.most is None or number <= check.most)


def _ends(check: SenseCheck, unit: str = "") -> str:
    least, most = (None if end is None else f"{plain_number(end)}{unit}" for end in (check.least, check.most))
    if least is None or most is None:
        return f"at least {least}" if most is None else f"at most {most}"
    return f"from {least} to {most}"


def _judged(
    place: str, found: Mapping[str, float], outside: Mapping[str, float], asked: str, unit: str = ""
) -> Finding:
    """Return a finding on some numbers of which some are not as they should be."""
    if not found:
        return Finding(place, None, HELD)
    if not outside:
        return Finding(place, True, "", dict(found) if len(found) <= _MOST else {"numbers looked at": len(found)})
    told = "; ".join(f"{name} is {plain_number(number)}{unit}" for name, number in list(outside.items())[:_MOST])
    more = f"; and {len(outside) - _MOST} more" if len(outside) > _MOST else ""
    return Finding(place, False, f"{told}{more} ({asked})", dict(outside))


# As many numbers are told one by one.
_MOST = 4
_SHARE = {"count", "base", "percent", "low", "high"}


def at_most(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether values are no larger than others."""
    for place, pairs in _pairs(check, ground):
        wrong = [pair for pair in pairs if pair[1] > pair[3]]
        numbers = {name: number for pair in (wrong or pairs) for name, number in (pair[:2], pair[2:])}
        told = "; ".join(f"{one} is {plain_number(a)}, {other} only {plain_number(b)}" for one, a, other, b in wrong)
        yield Finding(place, not wrong, told, numbers) if pairs else Finding(place, None, HELD)


def share(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether values are a share of others, in per cent, that lies between two ends."""
    for place, pairs in _pairs(check, ground):
        shares = {f"{one} in per cent of {other}": rounded(100 * a / b, 1) for one, a, other, b in pairs if b}
        outside = {name: number for name, number in shares.items() if not _between(check, number)}
        yield _judged(place, shares, outside, f"{_ends(check)} was asked for")


def _pairs(check: SenseCheck, ground: Ground) -> Iterator[tuple[str, list[tuple[str, float, str, float]]]]:
    """Yield each place that records what a check names, with the pairs of values that are shown."""
    names = list(zip(ground.expanded(check, check.value), ground.expanded(check, check.of), strict=True))
    for place, recorded in ground.recorded.items():
        there = [(one, other) for one, other in names if one in recorded.values and other in recorded.values]
        found = [(one, ground.number(place, one), other, ground.number(place, other)) for one, other in there]
        if there:
            yield place, [(one, a, other, b) for one, a, other, b in found if a is not None and b is not None]


def parts(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether, in each return, no part is larger than its whole."""
    named = [
        (f"context.{option.value}", f"context.{option.part_of}")
        for instrument in ground.about(check)
        for option in instrument.column("measure").options
        if option.part_of
    ]
    if named:
        whole = check.model_copy(update={"value": tuple(a for a, _ in named), "of": tuple(b for _, b in named)})
        yield from at_most(whole, ground)


def adds_up(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether what the areas show adds up to the national value; what an area holds back is in neither."""
    nation = ground.recorded.get(NATIONAL)
    areas = [place for place in ground.recorded if place != NATIONAL]
    names = zip(ground.expanded(check, check.value), ground.expanded(check, check.of), strict=True)
    there = [(one, whole) for one, whole in names if nation and whole in nation.values]
    if not there or not areas:
        return
    numbers: dict[str, float] = {}
    told = []
    for one, whole in there:
        total = ground.number(NATIONAL, whole)
        if total is None:
            continue
        summed = sum(number for area in areas if (number := ground.number(area, one)) is not None)
        numbers |= {whole: total, f"{one}, all areas": summed}
        if summed != total:
            told.append(f"{whole} is {plain_number(total)}, {one} of all areas {plain_number(summed)}")
    yield Finding(NATIONAL, not told, "; ".join(told), numbers) if numbers else Finding(NATIONAL, None, HELD)


def jump(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether the latest number of each series of a figure is near the one before it.

    A row of the figure's data is one period of one series, its label the series and, after the last comma, the period.
    """
    for place in ground.recorded:
        for name in ground.expanded(check, (check.figure,)):
            data = ground.data(place, "", name)
            if data is None:
                continue
            series: dict[str, list[tuple[str, float]]] = {}
            for label, number in column(data, check.column):
                series.setdefault(label.rpartition(", ")[0], []).append((label, number))
            last = [rows[-2:] for rows in series.values() if len(rows) > 1]
            moves = {two[0]: _move(check, one[1], two[1]) for rows in last for one, two in pairwise(rows)}
            far = {label: move for label, move in moves.items() if move > (check.most or 0)}
            unit = "per cent" if check.unit == "percent" else "points"
            yield _judged(
                place, moves, far, f"a change of at most {plain_number(check.most or 0)} {unit} was asked for"
            )


def _move(check: SenseCheck, before: float, now: float) -> float:
    if check.unit == "points":
        return rounded(abs(now - before), 1)
    return rounded(100 * abs(now - before) / abs(before), 1) if before else 0.0 if now == before else 100.0


def proportions(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether every share is its count of its base, in its range and rightly worded, and counts as they read."""
    words = ground.definitions.proportion_words[ground.programme.proportion_words]
    for place, recorded in ground.recorded.items():
        shown = {name: value for name, value in recorded.values.items() if value.get("status") == SHOWN}
        wrong = {}
        looked = 0
        for name, value in sorted(shown.items()):
            if value["kind"] == "proportion" and value.keys() >= _SHARE:
                looked += 1
                told = _share_fault(value, words, _rounding(ground, value.get("table", "")))
            elif value["kind"] == "count" and isinstance(value.get("value"), int):
                looked += 1
                right = f"{value['value']:,}"
                told = "" if value["text"] == right else f"reads {value['text']}, is {right}"
            else:
                continue
            if told:
                wrong[name] = told
        if not looked:
            yield Finding(place, None, HELD)
            continue
        more = f"; and {len(wrong) - _MOST} more" if len(wrong) > _MOST else ""
        says = "; ".join(f"{name} {told}" for name, told in list(wrong.items())[:_MOST]) + more
        yield Finding(place, not wrong, says, dict(wrong) if wrong else {"numbers looked at": looked})


def _rounding(ground: Ground, table: str) -> int:
    profile = ground.programme.disclosure.profile_of(table)
    return ground.definitions.disclosure_profiles[profile].rounding


def _share_fault(value: Mapping[str, Any], words: Any, rounding: int) -> str:
    """Return what is wrong with a share, or an empty string."""
    count, base, percent, low, high = (value[name] for name in ("count", "base", "percent", "low", "high"))
    if not 0 <= count <= base or not base:
        return f"is {count:,} of {base:,}"
    # Written anew here, and not taken from the helpers: a check that shares their arithmetic shares their mistakes.
    exact = 100 * count / base
    slack = 0.5 if rounding == 1 else 0.5 + 100 * rounding / base
    clamped = percent in (1, 99) and abs(percent - exact) < 1
    if abs(percent - exact) > slack + 1e-9 and not clamped:
        return f"says {percent}% for {count:,} of {base:,}"
    if not low <= percent <= high:
        return f"says {percent}%, outside its likely range of {low}% to {high}%"
    of = f"{percent}%, {count:,} of {base:,}"
    if value["text"] != f"{percent}%" or of not in value["says"]:
        return f"reads {value['says']}, is {of}"
    word = value.get("word", "")
    right = "none" if count == 0 else "all" if count == base else words.word(percent) if 0 < percent < 100 else word
    if word and rounding == 1 and word != right:
        return f"is called {word}, {percent}% is {right}"
    return ""
