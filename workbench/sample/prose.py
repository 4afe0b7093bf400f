"""The prose of the sample's reports: key messages, chapters and what children read, of claims and a word bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.sample.claims import Claim, picked
from workbench.sample.latent import fraction

COMMENT = "<!-- Written by the sample from synthetic evidence. A file that a person changed is never overwritten. -->"


def side_by_side(well: Sequence[str], improve: Sequence[str]) -> str:
    """Return two lists of points beside each other: what works well, and what could improve."""
    return _boxes((("works-well", "What works well", well), ("could-improve", "What could improve", improve)))


def _boxes(columns: Sequence[tuple[str, str, Sequence[str]]]) -> str:
    lines = ["::::: {.columns}", ""]
    for box, heading, points in columns:
        lines += [':::: {.column width="50%"}', "", f"::: {{.{box}}}", "", f"### {heading}", "", *points, ""]
        lines += [":::", "", "::::", ""]
    return "\n".join([*lines, ":::::", ""])


def _fact(claim: Claim, area: str, seed: int, phrases: Mapping[str, Any]) -> str:
    lead = picked(phrases["leads"][claim.group], seed, area, claim.name, "lead")
    return f"{lead.format(value=f'{{{{< meta {claim.name}.says >}}}}')} {claim.says}."


def key_messages(
    area: str, seed: int, grades: Mapping[str, int], claims: Mapping[str, tuple[Sequence[Claim], Sequence[Claim]]],
    phrases: Mapping[str, Any],
) -> str:  # fmt: skip
    """Return the key messages of an area, each with a number that shows it."""
    well, improve = [], []
    for indicator, (strengths, improvements) in claims.items():
        more = 2 if grades[indicator] >= 5 else 1
        well += [_point(claim.strength, claim, area, seed, phrases) for claim in strengths[:more]]
        more = 2 if grades[indicator] <= 3 else 1
        improve += [_point(claim.improve, claim, area, seed, phrases) for claim in improvements[:more]]
    return f"{COMMENT}\n\n{side_by_side(well, improve)}"


def for_children(claims: Mapping[str, tuple[Sequence[Claim], Sequence[Claim]]]) -> str:
    """Return what goes well and what should get better, of what children and parents spoke about themselves."""
    well, better = [], []
    for strengths, improvements in claims.values():
        well += [claim for claim in strengths if claim.group in ("children", "parents")]
        better += [claim for claim in improvements if claim.group in ("children", "parents")]
    sides = [
        [f"- {sentence}" for sentence in sentences[:4]] or ["- Grown-ups are still finding this out."]
        for sentences in ([claim.strength for claim in well], [claim.improve for claim in better])
    ]
    columns = (("works-well", "Going well", sides[0]), ("could-improve", "Should get better", sides[1]))
    return f"{COMMENT}\n\n{_boxes(columns)}"


def _point(sentence: str, claim: Claim, area: str, seed: int, phrases: Mapping[str, Any]) -> str:
    return f"- **{sentence}**" + (f"\n  {_fact(claim, area, seed, phrases)}" if claim.numbered else "")


def chapter(
    area: str, seed: int, indicator: str, grade: int, claims: tuple[Sequence[Claim], Sequence[Claim]],
    phrases: Mapping[str, Any],
) -> str:  # fmt: skip
    """Return the narrative of one quality indicator: opening, argument in two turns, now and then a close."""
    strengths, improvements = claims
    draw = (seed, area, indicator)
    opening = picked(phrases["openings"][indicator][grade], *draw, "opening").format(area="{{< meta area.name >}}")
    closing = picked(phrases["closings"][indicator], *draw, "closing")
    good = _argument([(claim.strength, claim) for claim in strengths], 3 if grade >= 4 else 2, draw, phrases)
    bad = _argument([(claim.improve, claim) for claim in improvements], 2 if grade >= 4 else 3, draw, phrases)
    weak_first = grade <= 3 and fraction(*draw, "order") < 0.55
    first, second = (bad, good) if weak_first else (good, bad)
    turn = picked(phrases["returns" if weak_first else "turns"], *draw, "turn")
    paragraphs = [[opening, *first], [turn, *second]]
    if sum(not claim.shown for claim in (*strengths, *improvements)) > 2:
        paragraphs.append([picked(phrases["small"], *draw, "small")])
    if fraction(*draw, "closing") < 0.7:
        paragraphs.append([closing])
    return COMMENT + "\n\n" + "\n\n".join("\n".join(lines) for lines in paragraphs) + "\n"


def _argument(
    claims: Sequence[tuple[str, Claim]], most: int, draw: tuple[int, str, str], phrases: Mapping[str, Any]
) -> list[str]:
    """Return sentences: claims and the numbers that show them; the last ones are made shorter now and then."""
    lines: list[str] = []
    for place, (sentence, claim) in enumerate(claims[:most]):
        way = fraction(*draw, claim.name, "way") if place else 0.5
        if way >= 0.25 or not claim.numbered:
            lines.append(sentence)
        if way < 0.85 and claim.numbered:
            lines.append(_fact(claim, draw[1], draw[0], phrases))
    return lines
