"""Shares of a group: Wilson interval, proportion word, and how the share reads in a sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from helpers.disclosure import Profile, why_not_share
from helpers.proportion_words import Words, whole_percent
from helpers.values import Value, missing, suppressed


def wilson(count: int, base: int, *, population: int | None = None, level: float = 0.95) -> tuple[float, float]:
    """Return the Wilson score interval of a share (Wilson 1927), as two fractions.

    Parameters
    ----------
    count, base
        How many of how many; ``base`` at least 1.
    population
        Size of the whole group the ``base`` was drawn from. Where it is known the interval is narrowed by the
        finite-population correction: the sample counts as ``base × (N − 1) / (N − base)``.
    level
        Confidence level.

    Raises
    ------
    ValueError
        When ``count`` is not between 0 and ``base``, or ``base`` is 0.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(77, 94)]
    [0.729, 0.884]
    >>> wilson(77, 94, population=94)
    (0.8191489361702128, 0.8191489361702128)
    """
    if base < 1 or not 0 <= count <= base:
        raise ValueError(f"{count} of {base} is not a share")
    share = count / base
    size = float(base)
    if population is not None:
        if population <= base:
            return (share, share)
        size = base * (population - 1) / (population - base)
    z = NormalDist().inv_cdf(0.5 + level / 2)
    centre = (share + z * z / (2 * size)) / (1 + z * z / size)
    half = z / (1 + z * z / size) * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return (max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share)))


@dataclass(frozen=True)
class Proportion:
    """A share that may be shown, or the reason why it may not.

    Parameters
    ----------
    label
        What is counted, in plain words.
    status
        ``shown``, ``suppressed`` or ``missing``; the numbers are 0 unless shown.
    role
        What a suppressed share is held back for; never published.
    count, base, percent, low, high
        How many of how many; whole per cents with the Wilson interval.
    word
        Proportion word, or an empty string.
    """

    label: str
    status: str = "shown"
    reason: str = ""
    count: int = 0
    base: int = 0
    percent: int = 0
    low: int = 0
    high: int = 0
    word: str = ""
    table: str = ""
    rule: str = ""
    role: str = ""

    @property
    def shown(self) -> bool:
        """Whether the share may be shown."""
        return self.status == "shown"

    @property
    def says(self) -> str:
        """How the share reads in a sentence."""
        if not self.shown:
            return self.value().says
        of = f"{self.percent}%, {self.count:,} of {self.base:,}"
        return f"{self.word} ({of})" if self.word else of

    def value(self) -> Value:
        """Return the share as a value to record."""
        if self.status == "suppressed":
            return suppressed("proportion", self.label, self.reason, table=self.table, rule=self.rule, role=self.role)
        if self.status == "missing":
            return missing("proportion", self.label, self.reason, table=self.table)
        numbers = {name: getattr(self, name) for name in ("count", "base", "percent", "low", "high", "word")}
        return Value(
            "proportion", self.label, f"{self.percent}%", self.says, numbers=numbers, table=self.table, rule=self.rule
        )


def proportion(
    label: str,
    count: int,
    base: int,
    *,
    words: Words,
    profile: Profile,
    table: str = "",
    population: int | None = None,
) -> Proportion:
    """Return the share ``count`` of ``base`` after disclosure control.

    Parameters
    ----------
    label
        What is counted.
    count, base
        How many of how many.
    words, profile
        Proportion words and disclosure rules.
    table
        Evidence table the counts come from.
    population
        Whole group behind the base, for the finite-population correction.

    Examples
    --------
    >>> words = Words("example", (("most", 75, 90),))
    >>> proportion("Plans in place", 77, 94, words=words, profile=Profile()).says
    'most (82%, 77 of 94)'
    >>> proportion("Plans in place", 3, 94, words=words, profile=Profile()).says
    'a share that cannot be shown safely'
    """
    role = why_not_share(count, base, profile)
    if role:
        return Proportion(label, "suppressed", profile.reason, table=table, rule=profile.rule, role=role)
    low, high = wilson(count, base, population=population)
    word = words.word(count, base)
    rule = f"{words.id}: {words.rule}" if word and words.rule else words.id if word else profile.rule
    return Proportion(
        label,
        "shown",
        "",
        profile.rounded(count),
        profile.rounded(base),
        whole_percent(count, base),
        math.floor(low * 100 + 0.5),
        math.floor(high * 100 + 0.5),
        word,
        table,
        rule,
    )


def missing_proportion(label: str, reason: str, table: str = "") -> Proportion:
    """Return a share for which there is no evidence.

    Parameters
    ----------
    label
        What would be counted.
    reason
        Why there is nothing, as part of a sentence.
    table
        The evidence table it would come from.

    Examples
    --------
    >>> missing_proportion("Plans in place", "no records were read").says
    'an unknown share'
    """
    return Proportion(label, "missing", reason, table=table)


def shares(counts: Sequence[int]) -> list[int]:
    """Return whole per cents of a distribution, each rounded by itself (they may add up to 99 or 101).

    Examples
    --------
    >>> shares([1, 1, 1])
    [33, 33, 33]
    """
    base = sum(counts)
    return [whole_percent(count, base) if base else 0 for count in counts]
