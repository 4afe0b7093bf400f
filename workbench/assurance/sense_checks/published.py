"""Back-tests: published counts beside those that are counted here."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from workbench.assurance.sense_checks.ground import Ground, plain_number
from workbench.assurance.sense_checks.numbers import HELD
from workbench.assurance.sense_checks.outcome import Finding
from workbench.definitions.areas import NATIONAL
from workbench.definitions.sense_checks import SenseCheck


def published(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether published counts come out again, for those that a value of the same name is recorded of."""
    nation = ground.recorded.get(NATIONAL)
    counts = ground.definitions.published.get(ground.programme.id, ())
    patterns = check.value or ("*",)
    there = [
        each
        for each in counts
        if nation and each.measure in nation.values and any(fnmatchcase(each.measure, one) for one in patterns)
    ]
    if not there:
        return
    numbers: dict[str, str] = {}
    wrong = []
    for each in there:
        here = ground.number(NATIONAL, each.measure)
        if here is None:
            continue
        numbers[each.measure] = f"{plain_number(here)} here, {each.value:,} published ({each.source})"
        if here != each.value:
            wrong.append(f"{each.label}: {plain_number(here)} here, {each.value:,} published")
    yield Finding(NATIONAL, not wrong, "; ".join(wrong), numbers) if numbers else Finding(NATIONAL, None, HELD)
