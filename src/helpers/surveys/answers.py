"""Answers to one question, merged into positive, neutral and negative, and protected together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.disclosure import Count, Profile, protect_list
from helpers.instruments import Column as Question
from helpers.proportion_words import Words, whole_percent
from helpers.proportions import Proportion, proportion
from helpers.tables import Suppressed

POLARITIES = ("positive", "neutral", "negative")


@dataclass(frozen=True)
class Answers:
    """Answers to one question, merged into positive, neutral and negative, and already protected.

    Parameters
    ----------
    question
        What was asked.
    cells
        How many answered positively, neutrally and negatively, as far as each may be shown.
    base
        How many gave an answer that counts: for reckoning in here only.
    share
        The share of positive answers, or why it is not shown.
    """

    question: Question
    cells: tuple[Count, ...]
    base: int
    share: Proportion

    @property
    def percents(self) -> tuple[int, ...] | None:
        """Whole per cents of positive, neutral and negative answers, or None where any of them is held back."""
        if not self.share.shown or any(isinstance(cell, Suppressed) for cell in self.cells):
            return None
        return tuple(whole_percent(cell, self.share.base) for cell in self.cells)


def protected_answers(
    question: Question, given: Sequence[object], words: Words, profile: Profile, table: str
) -> Answers:
    """Return the answers that were given to a question, protected.

    Parameters
    ----------
    question
        What was asked, with its options.
    given
        One answer a respondent, None for none.
    words, profile, table
        The proportion words, the disclosure rules and the evidence table.
    """
    counts = merged(question, given)
    base = sum(counts)
    share = proportion(question.label, counts[0], base, words=words, profile=profile, table=table)
    if not share.shown:
        held = Suppressed(share.reason, share.role)
        return Answers(question, (held, held, held), base, share)
    # The share gives away how many did not answer positively, so the other two have a known sum.
    return Answers(question, (counts[0], *protect_list(counts[1:], profile)), base, share)


def merged(question: Question, given: Sequence[object]) -> tuple[int, int, int]:
    """Return how many answers are positive, neutral and negative; others are not in the base.

    Parameters
    ----------
    question
        What was asked, with the polarity of each option.
    given
        One answer a respondent, None for none.

    Returns
    -------
    tuple of int
        Their sum is the base of every share of the question.

    Examples
    --------
    >>> from helpers.instruments import Option
    >>> question = Question("q", "Q", "scale", (Option("yes", "Yes", "positive"), Option("no", "No", "negative")))
    >>> merged(question, ["yes", "yes", "no", None, "not applicable"])
    (2, 0, 1)
    """
    tally = Counter(given)
    positive, neutral, negative = (sum(tally[value] for value in question.values(polarity)) for polarity in POLARITIES)
    return (positive, neutral, negative)


def in_base(question: Question) -> frozenset[str]:
    """Return the answers to a question that count: all but such as “don't know”."""
    return frozenset().union(*(question.values(polarity) for polarity in POLARITIES))
