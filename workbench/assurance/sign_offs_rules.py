"""Which sign-off may follow which: the order of the states, who may sign, and what must be done before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from workbench.assurance.sign_offs import SignOff
from workbench.assurance.states import ASSURED, DRAFT, FACTUAL_ACCURACY, FINAL
from workbench.errors import WorkbenchError

_SHOWN = 8


@dataclass(frozen=True)
class Asked:
    """A sign-off that somebody wants to give.

    Parameters
    ----------
    report, state, role, on
        What is to be signed, by whom, and when.
    unanswered
        Numbers of the partnership's points that have no answer.
    corrections
        How many changes were made because of its points.
    roles
        The programme's declared roles: post by ``analyst``, ``assurer``, ``approver``, ``commissioner``.
    """

    report: str
    state: str
    role: str
    on: date
    unanswered: tuple[int, ...] = ()
    corrections: int = 0
    roles: Mapping[str, str] = field(default_factory=dict)


def reasons_against(asked: Asked, before: tuple[SignOff, ...], content: str) -> list[str]:
    """Return why a sign-off cannot be given, each with what to do; empty where it can.

    Parameters
    ----------
    asked
        The sign-off.
    before
        The report's sign-offs so far, the oldest first.
    content
        Hash of the report's content as it is now.
    """
    last = before[-1] if before else None
    reasons = []
    if last is not None and asked.on < last.date:
        reasons.append(f"It was signed off last on {last.date}, and {asked.on} is before that. Give the right date.")
    analyst = asked.roles.get("analyst", "")
    if asked.state in (ASSURED, FINAL) and analyst and _same(asked.role, analyst):
        who = "assures" if asked.state == ASSURED else "approves"
        reasons.append(f"{analyst} analysed it, and somebody else {who} it. Another role has to sign.")
    why = _order(asked, last, content)
    if why:
        reasons.append(why)
    if asked.state in (FACTUAL_ACCURACY, FINAL) and asked.unanswered:
        told = f"The partnership's {without_answer(asked.unanswered)}."
        reasons.append(f"{told} Write it into factual-accuracy.yaml (response, role, date).")
    return reasons


def without_answer(points: tuple[int, ...]) -> str:
    """Return that points have no answer.

    Examples
    --------
    >>> without_answer((2,)), without_answer((2, 5, 6))
    ('point 2 has no answer', 'points 2, 5 and 6 have no answer')
    """
    *most, last = map(str, points)
    return f"points {', '.join(most)} and {last} have no answer" if most else f"point {last} has no answer"


def refuse(asked: Asked, before: tuple[SignOff, ...], content: str) -> None:
    """Raise where a sign-off cannot be given, with every reason.

    Raises
    ------
    WorkbenchError
        With the reasons of `reasons_against`.
    """
    if reasons := reasons_against(asked, before, content):
        raise WorkbenchError(cannot(asked.state, {asked.report: reasons}))


def cannot(state: str, reasons: Mapping[str, Iterable[str]]) -> str:
    """Return why reports cannot be signed off, with every reason of each; what several have alike is said once.

    Examples
    --------
    >>> print(cannot("final", {"fife": ["It is a draft."]}))
    fife cannot be signed off as final.
      It is a draft.
    >>> print(cannot("final", {"fife": ["It is a draft."], "moray": ["It is a draft."]}))
    2 reports cannot be signed off as final, so nothing was signed.
      fife, moray: It is a draft.
    """
    if len(reasons) == 1:
        ((report, found),) = reasons.items()
        return "\n  ".join([f"{report} cannot be signed off as {state}.", *found])
    return "\n  ".join(
        [f"{len(reasons)} reports cannot be signed off as {state}, so nothing was signed.", *by_reason(reasons)]
    )


def by_reason(reasons: Mapping[str, Iterable[str]]) -> list[str]:
    """Return a line for each reason, with the reports it is one of."""
    found: dict[str, list[str]] = {}
    for report, said in reasons.items():
        for reason in said:
            found.setdefault(reason, []).append(report)
    return [f"{_some(reports)}: {reason}" for reason, reports in found.items()]


def _some(reports: list[str]) -> str:
    more = f" and {len(reports) - _SHOWN} more" if len(reports) > _SHOWN else ""
    return ", ".join(reports[:_SHOWN]) + more


def _same(role: str, other: str) -> bool:
    return " ".join(role.casefold().split()) == " ".join(other.casefold().split())


def _order(asked: Asked, last: SignOff | None, content: str) -> str:
    state = last.state if last else DRAFT
    same = last is not None and last.content == content
    on = f"on {last.date}" if last else ""
    if asked.state == DRAFT:
        return "It is a draft already." if state == DRAFT else ""
    if asked.state == ASSURED:
        if state == DRAFT or not same:
            return ""  # what changed since is assured anew
        return (
            f"It was assured already, {on}, and has not changed."
            if state == ASSURED
            else f"It is further: {state}, {on}, and has not changed. Take it back to draft, with the reason, first."
        )
    if asked.state == FACTUAL_ACCURACY:
        if state in (ASSURED, FACTUAL_ACCURACY) and not same:
            # What the partnership put right is changed in this very step.
            return (
                ""
                if asked.corrections
                else f"It has changed since it was signed off {on} as {state}, and factual-accuracy.yaml names no "
                "change made because of a point. Have it assured again, or write the points with the changes made."
            )
        if state == ASSURED:
            return ""
        if state == FINAL:
            return (
                f"It is final, {on}, and has not changed. Take it back to draft, with the reason, first."
                if same
                else f"It has changed since it was final {on}. Have it assured again."
            )
        return "It is a draft. It has to be assured first." if state == DRAFT else f"It is so already, {on}."
    if state == FACTUAL_ACCURACY:
        return "" if same else (
            f"It has changed since its factual accuracy was signed off {on}. Sign off its factual accuracy again, or "
            "have it assured again."
        )  # fmt: skip
    if state == FINAL:
        return (
            f"It is final already, {on}." if same else f"It has changed since it was final {on}. Have it assured again."
        )
    return f"It is {_is(state)}. Its factual accuracy has to be signed off first."


def _is(state: str) -> str:
    return "a draft" if state == DRAFT else state
