"""The attack on what a release tells: every count that a reader can work out more nearly than its profile allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.release.examples import examples
from workbench.release.knowledge import Breach, Count, Knowledge

if TYPE_CHECKING:
    from helpers.protection import Demand, Requirement


def breaches(knowledge: Knowledge, demand_of: Callable[[str], Demand]) -> list[Breach]:
    """Attack every count, and return those that can be worked out more nearly than the profile allows.

    Parameters
    ----------
    knowledge
        What the outputs tell.
    demand_of
        The demand for an evidence table.
    """
    found = list(knowledge.conflicts)
    possible = list(examples(knowledge, knowledge.breakdowns))
    for part in knowledge.parts():
        found += _attacked(part, demand_of, possible)
    return sorted(set(found))


def _attacked(
    part: Knowledge, demand_of: Callable[[str], Demand], possible: Sequence[Mapping[str, int]]
) -> Iterable[Breach]:
    from helpers.protection import ContradictionError, Puzzle, Range, withstand

    targets = [count for count in part.counts.values() if count.role not in ("open", "protecting")]
    puzzle = Puzzle(
        {count.id: Range(count.low, count.high) for count in part.counts.values()}, list(part.relations.values())
    )
    try:
        tests = {count.id: _test(count, demand_of(count.table)) for count in targets}
        intervals = withstand(puzzle, tests, examples=possible)
    except ContradictionError:
        about = next(iter(part.counts.values()))
        yield Breach(
            about.what,
            f"no counts fit everything that is published about this and {len(part.counts) - 1} counts tied to it",
            "the numbers of a release must agree",
            about.seen,
        )
        return
    except ArithmeticError as error:
        about = next(iter(part.counts.values()))
        yield Breach(about.what, str(error), "what is not shown to be safe is not released", about.seen)
        return
    for count in targets:
        interval = intervals.get(count.id)
        if interval is None or (interval.low == interval.high and not demand_of(count.table).unsafe(interval.low)):
            continue
        said = f"{count.low} is published" if count.published else f"the published numbers leave only {interval}"
        yield Breach(count.what, said, _rule(demand_of(count.table)), count.seen)


def _test(count: Count, demand: Demand) -> Requirement:
    """Return what the interval has to be like; a count known not to be small need not be protected."""
    from helpers.protection import Requirement

    if count.role == "unsafe":
        return Requirement(demand.reach, demand.width, 0 if demand.nobody_possible else None)
    return Requirement(demand.reach)


def _rule(demand: Demand) -> str:
    first = 0 if demand.suppress_zero else 1
    return (
        f"counts from {first} to {demand.threshold} are protected and must look possible above {demand.threshold} and "
        f"over {demand.width + 1} numbers"
    )
