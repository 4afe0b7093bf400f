"""The evaluations and recommendations recorded for the sample, in keeping with its latent quality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from workbench.sample.claims import Claim, picked, uncapitalised
from workbench.sample.latent import fraction

#: Latent quality from which each grade is recorded.
_BOUNDS = ((0.69, 5), (0.50, 4), (0.31, 3))
_LOWEST = 2
#: First possible day of a decision: after the week of the team's final analysis.
_FIRST_DAY = date(2026, 4, 13)
_STATES = (("final", 0.35), ("factual accuracy", 0.60), ("assured", 0.80), ("draft", 1.0))


def grade_for(quality: float) -> int:
    """Return the grade that the sample's team would record for a latent quality.

    This is how made-up grades are made to fit made-up evidence. No real grade comes from a formula.

    Parameters
    ----------
    quality
        From 0 to 1.

    Examples
    --------
    >>> [grade_for(quality) for quality in (0.2, 0.4, 0.6, 0.8)]
    [2, 3, 4, 5]
    """
    return next((grade for bound, grade in _BOUNDS if quality >= bound), _LOWEST)


def evaluations_record(
    area: str,
    seed: int,
    quality: Mapping[str, float],
    claims: Mapping[str, tuple[Sequence[Claim], Sequence[Claim]]],
    phrases: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the content of an area's ``evaluations.yaml``.

    Parameters
    ----------
    area, seed
        What everything is drawn from.
    quality
        Latent quality by quality indicator.
    claims
        Strengths and areas for improvement by quality indicator.
    phrases
        The phrase bank.
    """
    where = fraction(seed, area, "state")
    first, states = phrases.get("first_day", _FIRST_DAY), phrases.get("states")
    state = states or next(name for name, upto in _STATES if where < upto)
    evaluations = []
    for indicator in quality:
        grade = grade_for(quality[indicator])
        day = _weekday(first + timedelta(days=int(20 * fraction(seed, area, "day"))))
        evaluation: dict[str, Any] = {
            "quality_indicator": indicator,
            "grade": grade,
            "rationale": _rationale(area, seed, indicator, grade, claims[indicator], phrases),
            # A list of its own each time: YAML would write one list as a reference.
            "strands": list(phrases.get("strands") or _strands(area, seed, indicator, state)),
            "decided_by": picked(phrases["decided_by"], seed, area, "decided by"),
            "decided_on": day,
            "state": state,
        }
        change = _change(area, seed, indicator, grade, day, phrases) if state != "draft" else None
        if change:
            evaluation["changes"] = [change]
        evaluations.append(evaluation)
    return {"synthetic": True, "evaluations": evaluations}


def _rationale(
    area: str, seed: int, indicator: str, grade: int, claims: tuple[Sequence[Claim], Sequence[Claim]], phrases: Any
) -> str:
    strengths, improvements = claims
    pattern = picked(phrases["rationales"][grade], seed, area, indicator, "rationale")
    groups = dict.fromkeys(claim.group for claim in (strengths[0], improvements[0]))
    sources = " and ".join(phrases["sources"][group] for group in groups)
    basis = picked(phrases["bases"], seed, area, indicator, "basis").format(sources=sources)
    reasons = pattern.format(
        strength=strengths[0].strength,
        # Where little was asked about an indicator, there may be no second claim.
        strength2=strengths[1].strength if strengths[1:] else "",
        improve=improvements[0].improve,
        improve2=improvements[1].improve if improvements[1:] else "",
        improve_lower=uncapitalised(improvements[0].improve),
    )
    return " ".join(f"{reasons} {basis}".split())


def _strands(area: str, seed: int, indicator: str, state: str) -> list[str]:
    strands = ["survey", "records", "engagement"]
    if fraction(seed, area, indicator, "documents") < 0.6:
        strands.append("documents")
    # A draft may still rest on too little; the evaluation's checks then say so.
    if state == "draft" and fraction(seed, area, indicator, "few strands") < 0.3:
        strands = ["survey", "engagement"]
    return strands


def _change(area: str, seed: int, indicator: str, grade: int, day: date, phrases: Any) -> dict[str, Any] | None:
    if fraction(seed, area, indicator, "panel") > 0.16:
        return None
    down = grade <= 4 and fraction(seed, area, indicator, "down") < 0.6
    return {
        "on": _weekday(day + timedelta(days=28)),
        "by": "Quality and consistency panel",
        "from": grade + (1 if down else -1),
        "to": grade,
        "reason": picked(phrases["panel"]["down" if down else "up"], seed, area, indicator, "reason"),
    }


def recommendations_record(
    claims: Mapping[str, tuple[Sequence[Claim], Sequence[Claim]]], grades: Mapping[str, int]
) -> dict[str, Any]:
    """Return the content of an area's ``recommendations.yaml``: more of them where grades are lower, 2 to 5.

    Parameters
    ----------
    claims
        Strengths and areas for improvement by quality indicator.
    grades
        Grade by quality indicator.
    """
    chosen: list[tuple[str, Claim]] = []
    for indicator, (_, improvements) in claims.items():
        chosen += [(indicator, claim) for claim in improvements[: 2 if grades[indicator] <= 3 else 1]]
    lowest = sorted(chosen, key=lambda each: grades[each[0]])[: 2 if min(grades.values()) >= 5 else 5]
    recommendations = [
        {"number": number, "quality_indicator": indicator, "text": claim.recommend, "owner": claim.owner}
        for number, (indicator, claim) in enumerate((each for each in chosen if each in lowest), 1)
    ]
    return {"synthetic": True, "recommendations": recommendations}


def _weekday(day: date) -> date:
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
