"""What the sample's narrative claims about an area: its strengths and what could improve, borne out by its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from workbench.definitions import Column, Instrument
from workbench.sample.answers import standing
from workbench.sample.latent import fraction
from workbench.sample.shares import Fallen

#: How much chance moves a claim in the order, on the hidden line, so that areas do not all name the same ones.
_SHUFFLE = 0.7
_EACH = 3
#: How many on the smaller side make a share safe to show: above the thresholds of disclosure, with room for what
#: protects other numbers.
_SAFE = {"staff": 9, "children": 17, "parents": 17, "records": 17}
#: Shares from which a number bears a strength out, and up to which it bears out that something could improve.
_STRONG, _WEAK = 0.58, 0.55

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Claim:
    """One thing that the narrative can say about an area.

    Parameters
    ----------
    name
        Name of the recorded value that shows it, such as ``records.chronology``.
    says
        How the sentence goes on after the value.
    strength, improve
        The claim as a sentence, where it is a strength and where it could improve.
    recommend, owner
        What to do about it, and the role or body that should.
    shown
        Whether the value can probably be shown: neither few people nor all but a few of them.
    share
        What share the value is.
    borne_out
        Whether the value bears out what is claimed; a claim that rests on other evidence has no number beside it.
    """

    name: str
    says: str
    strength: str
    improve: str
    recommend: str
    owner: str
    shown: bool = True
    share: float = 0.5
    borne_out: bool = True

    @property
    def numbered(self) -> bool:
        """Whether the narrative gives the value beside the claim."""
        return self.shown and self.borne_out

    @property
    def group(self) -> str:
        """Whose evidence it rests on, such as ``records`` or ``staff``."""
        return self.name.split(".")[0]


def picked(options: Sequence[Thing], *parts: object) -> Thing:
    """Return one of ``options``, always the same for the same ``parts``."""
    return options[int(fraction(*parts) * len(options))]


def uncapitalised(sentence: str) -> str:
    """Return a sentence with a small first letter, to go on after a comma.

    Examples
    --------
    >>> uncapitalised("Reviews are late.")
    'reviews are late.'
    """
    return sentence[:1].lower() + sentence[1:]


def claims_of(
    instruments: Iterable[Instrument], quality: Mapping[str, float], bank: Mapping[str, Any],
    shares: Mapping[str, Fallen], *, programme: str, seed: int, area: str,
) -> dict[str, tuple[list[Claim], list[Claim]]]:  # fmt: skip
    """Return, for each quality indicator, the claims that stand highest and lowest in an area.

    Parameters
    ----------
    instruments
        The programme's instruments; a claim needs a question or item that bears on the quality indicator.
    quality
        Latent quality of the area by quality indicator.
    bank
        The claims by value name.
    shares
        How the area's answers fell out, by value name.
    programme, seed, area
        What everything is drawn from.

    Returns
    -------
    dict of str to (list of Claim, list of Claim)
        Up to three strengths and up to three areas for improvement, best and worst first. No claim is used twice in an
        area, and no group of people speaks for two of the first claims where another could.
    """
    used: set[str] = set()
    chosen = {}
    ranked: dict[str, list[tuple[float, Claim]]] = {indicator: [] for indicator in quality}
    for instrument in instruments:
        for column in instrument.columns:
            name = f"{instrument.short}.{column.id}"
            if name not in bank:
                continue
            for indicator in column.quality_indicators:
                if indicator in ranked:
                    place = _place(column, quality, indicator, programme, seed, area)
                    shown = shares[name].smaller_side > _SAFE.get(instrument.short, _SAFE["children"])
                    ranked[indicator].append((place, Claim(name, **bank[name], shown=shown, share=shares[name].share)))
    # The indicator with the fewest claims chooses first, so that none is left without.
    for indicator in sorted(ranked, key=lambda each: (len(ranked[each]), each)):
        order = [claim for _, claim in sorted(ranked[indicator], key=lambda each: (-each[0], each[1].name))]
        free = [claim for claim in order if claim.name not in used]
        upper = [replace(claim, borne_out=claim.share >= _STRONG) for claim in free[: (len(free) + 1) // 2]]
        strengths = _varied(upper)
        taken = {claim.name for claim in strengths}
        lower = [replace(claim, borne_out=claim.share <= _WEAK) for claim in reversed(free) if claim.name not in taken]
        improvements = _varied(lower)
        used |= {claim.name for claim in (*strengths, *improvements)}
        chosen[indicator] = (strengths, improvements)
    return {indicator: chosen[indicator] for indicator in quality}


def _place(column: Column, quality: Mapping[str, float], indicator: str, programme: str, seed: int, area: str) -> float:
    return standing(dict(quality), column, programme, seed, area) + _SHUFFLE * (
        fraction(seed, area, indicator, column.id, "claim") - 0.5
    )


def _varied(order: Sequence[Claim]) -> list[Claim]:
    """Return up to three claims from the front of ``order``, from different groups where there are any.

    Those that their values bear out come before all others.
    """
    order = sorted(order, key=lambda claim: not claim.borne_out)
    first: list[Claim] = []
    for claim in order:
        if all(claim.group != other.group for other in first):
            first.append(claim)
    return (first + [claim for claim in order if claim not in first])[:_EACH]
