"""Sense checks as lines: a few for the end of a build, all of them for ``workbench check --sense``."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.assurance.sense_checks.answers import template
from workbench.assurance.sense_checks.outcome import FAIL, NOT_CHECKED, PASS, REVIEW, Outcome
from workbench.definitions.sense_check_files import Declared

_MOST = 5


def totals(found: Sequence[Outcome]) -> str:
    """Return how many checks ended how, in words.

    Examples
    --------
    >>> totals([Outcome("a", "fife", "pass"), Outcome("b", "fife", "fail", "2 is more than 1")])
    '1 passed, 1 failed'
    """
    said = ((PASS, "passed"), (REVIEW, "to review"), (FAIL, "failed"), (NOT_CHECKED, "not checked"))
    counts = {state: sum(each.state == state for each in found) for state, _ in said}
    answered = sum(each.answer is not None for each in found)
    counts[REVIEW] -= answered
    parts = [f"{counts[state]:,} {word}" for state, word in said if counts[state]]
    return ", ".join([*parts, *([f"{answered:,} reviewed"] if answered else [])]) or "none"


def closing_lines(found: Sequence[Outcome], programme: str) -> list[str]:
    """Return the lines at the end of a build: the totals, and the first of what failed or waits for a review."""
    if not found:
        return []
    order = {FAIL: 0, REVIEW: 1}
    open_ = sorted((each for each in found if each.blocks), key=lambda each: order[each.state])
    lines = [f"Sense checks: {totals(found)}: workbench check {programme} --sense"]
    lines += [f"  {each}" for each in open_[:_MOST]]
    return [*lines, *([f"  and {len(open_) - _MOST} more"] if len(open_) > _MOST else [])]


def all_lines(found: Sequence[Outcome], declared: Sequence[Declared], programme: str, answers: str) -> list[str]:
    """Return every check with what it asks for, and place by place how it ended and the numbers that led to it.

    Parameters
    ----------
    found, declared
        The outcomes, and the checks they are of.
    programme
        Programme id.
    answers
        The file that answers go into, as a user knows it.
    """
    lines = [f"Sense checks of {programme}: {totals(found)}"]
    for each in declared:
        own = [outcome for outcome in found if outcome.check == each.check.name]
        if not own:
            continue
        lines += ["", f"{each.check.name}: {totals(own)}", f"  {each.check.says}"]
        for outcome in own:
            numbers = "; ".join(f"{name} {value}" for name, value in outcome.numbers.items())
            told = f"  {outcome.place}: {numbers or 'nothing to compare'}"
            lines.append(f"  {outcome}" if outcome.state in (REVIEW, FAIL) else told)
            if outcome.answer is not None:
                lines.append(f"    {outcome.answer.role}, {outcome.answer.date}: {outcome.answer.comment}")
    waiting = template(found, answers)
    return [*lines, *(["", *waiting] if waiting else [])]
