"""Agreement of two readers of the same records: Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# Landis and Koch (1977), Biometrics 33, 159–174.
_WORDS = (
    (0.0, "poor"),
    (0.2, "slight"),
    (0.4, "fair"),
    (0.6, "moderate"),
    (0.8, "substantial"),
    (1.0, "almost perfect"),
)


@dataclass(frozen=True)
class Agreement:
    """How far two readers agree.

    Parameters
    ----------
    pairs
        Judgements both readers made.
    same
        How many of them were the same.
    kappa
        Cohen's kappa, or None where both readers gave one and the same answer throughout and it has no meaning.
    """

    pairs: int
    same: int
    kappa: float | None

    @property
    def word(self) -> str:
        """Word for the kappa after Landis and Koch (1977), or an empty string."""
        if self.kappa is None:
            return ""
        return next(word for end, word in _WORDS if self.kappa <= end)


def agreement(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """Return the agreement of two readers (Cohen 1960).

    Parameters
    ----------
    first, second
        Their answers to the same questions in the same order.

    Raises
    ------
    ValueError
        When the two are not of one length.

    Examples
    --------
    >>> found = agreement(["yes", "yes", "no", "no"], ["yes", "yes", "no", "yes"])
    >>> found.same, found.kappa, found.word
    (3, 0.5, 'moderate')
    """
    pairs = len(first)
    same = sum(one == other for one, other in zip(first, second, strict=True))
    if not pairs:
        return Agreement(0, 0, None)
    ours, theirs = Counter(first), Counter(second)
    chance = sum(ours[answer] * theirs[answer] for answer in ours) / pairs**2
    if chance == 1:
        return Agreement(pairs, same, None)
    return Agreement(pairs, same, (same / pairs - chance) / (1 - chance))
