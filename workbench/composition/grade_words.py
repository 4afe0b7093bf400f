"""Words that state an evaluation: "evaluated as good", "a grade of weak"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SINGLE = re.compile(r"\b(?:records?|plans?|chronolog\w+|assessments?|reviews?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class GradeMention:
    """One place where a text states a grade.

    Parameters
    ----------
    label
        The grade's label, as the scale has it.
    start, end
        Place in the text, in characters.
    """

    label: str
    start: int
    end: int


def grade_mentions(text: str, labels: Iterable[str]) -> Iterator[GradeMention]:
    """Yield every place where ``text`` states a grade by its label; the same word used otherwise is left alone.

    Parameters
    ----------
    text
        Plain text or Markdown.
    labels
        The scale's labels; without any there is nothing to find.

    Examples
    --------
    >>> labels = ("Good", "Very good", "Weak")
    >>> [each.label for each in grade_mentions("Impact was evaluated as **very good**; help is good.", labels)]
    ['Very good']
    >>> [each.label for each in grade_mentions("Records evaluated as good or better: 12.", labels)]
    []
    """
    known = {label.lower(): label for label in labels}
    if not known:
        return
    word = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(known, key=len, reverse=True))
    stated = re.compile(
        r"\b(?:evaluat(?:ed|ion)|grad(?:ed?|ing)|rated|rating|judged)\b"
        r"(?P<between>[^.;\n]{0,70}?(?:\n[^.;\n]{0,70}?)?)"
        rf"(?:\b(?:as|of|to be|was|is|at)\b|:)[\s*_“\"'‘]*(?P<label>{word})\b"
        r"(?!\s*(?:or\s+(?:better|above|worse|below)|\w*\s*practice))",
        re.IGNORECASE,
    )
    for match in stated.finditer(text):
        # What readers evaluate in a record or plan is no evaluation of a quality indicator.
        before = re.split(r"[.!?;]\s", text[max(0, match.start() - 60) : match.start()])[-1]
        if _SINGLE.search(before + match["between"]):
            continue
        label = known[" ".join(match["label"].lower().split())]
        yield GradeMention(label, match.start("label"), match.end("label"))
