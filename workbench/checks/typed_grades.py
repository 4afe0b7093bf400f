"""Grades typed by hand that differ from the recorded ones.

A grade stated in the chapter of a quality indicator, or in a sentence that names one by number or title, is the
recorded one, else it is a fault. In a sentence about an earlier time, or that names one by a word of its title, it is
a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.checks.likeness import content_words
from workbench.checks.word_findings import SENTENCE, WordFindings, fault_at
from workbench.composition.grade_words import grade_mentions
from workbench.composition.shown import without_markup
from workbench.composition.sources import Source
from workbench.errors import Fault

_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|last (?:inspection|time)|in (?:19|20)\d\d|before|used to|had been)\b", re.IGNORECASE
)
_CHAPTER = re.compile(r"_qi-(.+)\.qmd")


def grade_findings(
    source: Source, grades: Mapping[str, str], labels: Iterable[str], titles: Mapping[str, str] | None = None
) -> WordFindings:
    """Return the grades that a text states and that are not the recorded ones.

    Parameters
    ----------
    source
        A text that people wrote.
    grades
        Label of the recorded grade by quality indicator.
    labels
        Labels of the programme's scale.
    titles
        Titles of the quality indicators, by which a sentence may name one.
    """
    faults, notes = [], []
    own = _own_words(titles or {})
    chapter = _CHAPTER.fullmatch(source.name)
    text, labels = without_markup(source.text), tuple(labels)
    for sentence in SENTENCE.finditer(text):
        named = [
            each
            for each in grades
            # A name without a number is an ordinary word, such as wellbeing, and names nothing by itself.
            if re.search(r"\d", each) and re.search(rf"(?<![\d.]){re.escape(each)}(?![\d.]*\d)", sentence.group())
        ]
        about, sure = named, True
        if not about and chapter and chapter[1] in grades:
            about = [chapter[1]]
        elif not about:
            words = content_words(sentence.group())
            hits = {each: len(own.get(each, frozenset()) & words) for each in grades}
            about = [each for each, hit in hits.items() if hit]
            sure = len(about) == 1 and hits[about[0]] >= 2
        stated = [(each.label, each.start, sure) for each in grade_mentions(sentence.group(), labels)]
        if not stated and about:
            stated = [(label, start, sure and bool(named)) for label, start in _said_to_be(sentence.group(), labels)]
        for label, start, certain in stated:
            if len(about) != 1 or label == grades[about[0]]:
                continue
            message = f"the recorded evaluation of quality indicator {about[0]} is {grades[about[0]].lower()}"
            fault = fault_at(source, sentence.start() + start, label, message)
            (faults if certain and not _EARLIER.search(sentence.group()) else notes).append(fault)
    return WordFindings(tuple(faults), tuple(notes))


def _own_words(titles: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return the telling words of each title that no other title has."""
    words = {each: frozenset(word for word in content_words(title) if len(word) > 5) for each, title in titles.items()}
    return {
        each: mine - frozenset(word for other, theirs in words.items() if other != each for word in theirs)
        for each, mine in words.items()
    }


def _said_to_be(sentence: str, labels: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield grades that a sentence gives without a word for evaluating: "9.2 is good.", "found to be weak"."""
    known = {label.lower(): label for label in labels}
    if not known:
        return
    word = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(known, key=len, reverse=True))
    pattern = rf"(?:\b(?:is|was|are|were|to be)|:)\s+[*_“\"]*(?P<label>{word})[*_”\"]*\s*(?=$|[.;!])"
    for match in re.finditer(pattern, sentence, re.IGNORECASE):
        label = known.get(" ".join(match["label"].lower().split()))
        if label:
            yield label, match.start("label")


def rationale_findings(evaluations: Any, labels: Mapping[int, str], file: str) -> WordFindings:
    """Return the rationales that state another grade than the one recorded with them.

    Parameters
    ----------
    evaluations
        The recorded evaluations of an area; None where there are none.
    labels
        The scale's labels by grade.
    file
        The file, as shown in messages.
    """
    faults = []
    for one in evaluations.evaluations if evaluations else ():
        for mention in grade_mentions(one.rationale, labels.values()):
            if mention.label != labels[one.grade] and not _EARLIER.search(one.rationale):
                message = (
                    f"the rationale of quality indicator {one.quality_indicator} says “{mention.label.lower()}”, "
                    f"the grade is {labels[one.grade].lower()}"
                )
                faults.append(Fault(file, value=mention.label, message=message))
    return WordFindings(tuple(faults))
