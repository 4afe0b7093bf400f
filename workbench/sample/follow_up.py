"""The key points and improvement plans recorded for the sample, in keeping with its recommendations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workbench.sample.claims import Claim, picked
from workbench.sample.grades import recommendations_record

Claims = Mapping[str, tuple[Sequence[Claim], Sequence[Claim]]]

#: How far a recommendation can be met, in the order in which it gets better.
_STATES = ("not met", "partly met", "met")
#: When the sample's plans were agreed, and the ends of quarters by which actions are due.
_AGREED = date(2026, 6, 30)
_DUE = (date(2026, 9, 30), date(2026, 12, 31), date(2027, 3, 31), date(2027, 6, 30))


def key_points_record(claims: Claims) -> dict[str, Any]:
    """Return the content of an area's ``key-points.yaml``: what the team found, for the feedback meeting.

    Parameters
    ----------
    claims
        Strengths and areas for improvement by quality indicator.
    """
    points = [
        {
            "quality_indicator": indicator,
            "strengths": [claim.strength for claim in strengths],
            "improvements": [claim.improve for claim in improvements],
        }
        for indicator, (strengths, improvements) in claims.items()
    ]
    return {"synthetic": True, "points": points}


def plan_record(
    area: str, seed: int, claims: Claims, grades: Mapping[str, int], phrases: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the content of an area's ``improvement-plan.yaml``: one or two actions for each recommendation.

    Parameters
    ----------
    area, seed
        What everything is drawn from.
    claims
        Strengths and areas for improvement by quality indicator.
    grades
        Grade by quality indicator.
    phrases
        The phrase bank.
    """
    by_text = {claim.recommend: claim for _, improvements in claims.values() for claim in improvements}
    bank, actions = phrases["plan"], []
    for one in recommendations_record(claims, grades)["recommendations"]:
        claim = by_text[one["text"]]
        first = int(picked((0, 1), seed, area, claim.name, "due"))
        options = bank["actions"][claim.group]
        chosen = picked(options, seed, area, claim.name, "action")
        measure = bank["measures"][claim.group].format(says=claim.says)
        for place, action in enumerate(chosen):
            actions.append(
                {
                    "recommendation": one["number"],
                    "action": action,
                    "owner": one["owner"],
                    "by": date.fromordinal(
                        _DUE[min(first + 2 * place, len(_DUE) - 1)].toordinal()
                    ),  # YAML would write one object as a reference
                    "measure": measure if place == len(chosen) - 1 else bank["done"],
                }
            )
    return {"synthetic": True, "agreed_on": _AGREED, "actions": actions}


def matters_record(area: str, seed: int, claims: Claims, phrases: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of an area's ``matters.yaml``: how matters stood when the work was scoped.

    What turned out to be a strength gave no concern, or left the team uncertain; what could improve was a concern, or
    left it uncertain. For each that was not clear it says what would resolve it.

    Parameters
    ----------
    area, seed
        What everything is drawn from.
    claims
        Strengths and areas for improvement by quality indicator.
    phrases
        The phrase bank.
    """
    bank, matters = phrases["matters"], []
    for indicator, (strengths, improvements) in claims.items():
        sides = [(claim, claim.strength, ("clear", "uncertain")) for claim in strengths[:1]]
        sides += [(claim, claim.improve, ("concern", "uncertain")) for claim in improvements[:1]]
        for claim, sentence, ways in sides:
            way = picked(ways, seed, area, claim.name, "state")
            entry = {
                "matter": sentence.rstrip("."),
                "quality_indicator": indicator,
                "state": bank["states"][way],
                "because": picked(bank["because"][way], seed, area, claim.name, "because"),
            }
            if way != "clear":
                entry["next"] = bank["next"][claim.group]
            matters.append(entry)
    return {"synthetic": True, "matters": matters}


def progress_record(
    area: str, seed: int, claims: Claims, grades: Mapping[str, int], phrases: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the content of an area's ``progress.yaml``: its reviews of progress, the last one and those before it.

    Parameters
    ----------
    area, seed
        What everything is drawn from.
    claims
        Strengths and areas for improvement by quality indicator.
    grades
        Grade by quality indicator.
    phrases
        The phrase bank; ``reviews`` says which reviews the area had, ``progress`` what is said of each state.
    """
    numbers = [one["number"] for one in recommendations_record(claims, grades)["recommendations"]]
    reviews, places = [], dict.fromkeys(numbers, 0)
    for review in phrases["reviews"][area]["reviews"]:
        entries = []
        for number in numbers:
            # Progress goes on from review to review, at its own pace.
            places[number] = min(
                len(_STATES) - 1, places[number] + picked((0, 0, 1, 1, 2), seed, area, number, len(reviews))
            )
            state = _STATES[places[number]]
            said = picked(phrases["progress"][state], seed, area, number, len(reviews), state)
            entries.append({"recommendation": number, "state": state, **said})
        reviews.append({"reviewed_on": review, "progress": entries})
    last, earlier = reviews[-1], reviews[:-1]
    return {"synthetic": True, **last, **({"earlier": earlier} if earlier else {})}
