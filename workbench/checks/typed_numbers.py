"""Words and numbers typed by hand that no longer agree with a recorded value.

1. A proportion word right before a value in brackets, ``most ({{< meta records.chronology.text >}})``, is the value's
   word, else it is a fault.
2. Numbers in brackets right after a value, ``{{< meta records.chronology.word >}} (82%, 77 of 94)``, are the value's,
   else they are a fault.
3. Any other proportion word, fraction in words, percentage, "77 of 94" or "of the 94 …, 77" in a sentence with one
   value, or that says the label of one in its own words, that differs from the value is a note; so is a number in a
   sentence that says what a count counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.checks.likeness import alike, fractions
from workbench.checks.word_findings import SENTENCE, WordFindings, fault_at
from workbench.composition.results import Recorded
from workbench.composition.rules import value_name
from workbench.composition.shortcodes import Shortcode, masked, shortcodes
from workbench.composition.shown import without_markup
from workbench.composition.sources import Source
from workbench.errors import Fault

_NUMBERS = re.compile(
    r"(?P<percent>\d{1,3})\s?(?:%|per\s?cent\b)"
    r"|(?P<count>\d[\d,]*)\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?(?P<base>\d[\d,]*)"
    r"|\b[Oo]f\s+(?:the\s+)?(?P<whole>\d[\d,]*)\b[^,.;\n]{0,60},\s*(?P<part>\d[\d,]*)\b"
)
_WHOLE = re.compile(r"\d[\d,]*")
_BRACKETS = re.compile(r"\s*\((?P<inside>[^()\n]{1,60})\)")
#: Words of the bands that are ordinary words as well: alone they say nothing about a share.
_ORDINARY = frozenset({"none", "all"})


def number_findings(source: Source, recorded: Recorded, words: Iterable[str]) -> WordFindings:
    """Return the proportion words and numbers of a text that differ from the values they stand beside.

    Parameters
    ----------
    source
        A text that people wrote.
    recorded
        What was recorded for its page.
    words
        The programme's proportion words.
    """
    faults: list[Fault] = []
    notes: list[Fault] = []
    text = source.text
    codes = [code for code in shortcodes(text) if code.kind == "meta"]
    typed = without_markup(text)
    telling = sorted(set(words) - _ORDINARY, key=len, reverse=True)
    word = re.compile("|".join(rf"\b{re.escape(each)}\b" for each in telling), re.IGNORECASE)
    settled: set[int] = set()
    for code in codes:
        value = recorded.values.get(value_name(code.argument), {})
        if value.get("status") != "shown":
            continue
        for start, found, right in _certain(text, typed, code, value, word):
            settled.add(start)
            if right:
                name = value_name(code.argument)
                message = f"{name} is now {right}; write {{{{< meta {name}.says >}}}}"
                faults.append(fault_at(source, start, found, message))
    for match in SENTENCE.finditer(masked(text)):
        within = [code for code in codes if match.start() <= code.start < match.end()]
        notes += _loose(source, match, within, typed, word, recorded, settled)
    return WordFindings(tuple(faults), tuple(notes))


def _certain(
    text: str, typed: str, code: Shortcode, value: Mapping[str, Any], word: re.Pattern[str]
) -> Iterator[tuple[int, str, str]]:
    """Yield place and text of what stands in brackets with a value, and what it should be if wrong (rules 1, 2)."""
    before = typed[max(0, code.start - 60) : code.start]
    if "word" in value and (opening := re.search(r"(?:^|[\s*_])([A-Za-z][A-Za-z ]*?)[*_]*\s*\(\s*$", before)):
        found = list(word.finditer(opening[1]))
        if found and opening[1][found[-1].end() :].count(" ") <= 4:
            start = max(0, code.start - 60) + opening.start(1) + found[-1].start()
            right = "" if found[-1].group().lower() == value["word"].lower() else f"“{value['word']}” ({value['text']})"
            yield start, found[-1].group(), right
    brackets = _BRACKETS.match(typed, code.end)
    if brackets is None:
        return
    start = brackets.start("inside")
    for match in _NUMBERS.finditer(brackets["inside"]):
        if "percent" in value:
            yield start + match.start(), match.group(), "" if _agrees(match, value) else str(value["says"])
    inside = brackets["inside"].strip()
    if value.get("kind") == "count" and _WHOLE.fullmatch(inside):
        yield (
            start,
            inside,
            "" if inside.replace(",", "") == str(value["text"]).replace(",", "") else str(value["text"]),
        )


def _loose(
    source: Source,
    sentence: re.Match[str],
    codes: list[Shortcode],
    typed: str,
    word: re.Pattern[str],
    recorded: Recorded,
    settled: set[int],
) -> Iterator[Fault]:
    """Yield what differs from the one value of a sentence (rule 3)."""
    names = {value_name(code.argument) for code in codes}
    shares = {name for name in names if "percent" in recorded.values.get(name, {})}
    said = " ".join(typed[sentence.start() : sentence.end()].split())
    if not names:
        known = [name for name, value in recorded.values.items() if "percent" in value]
        shares = {one} if (one := alike(said, recorded.values, known)) else set()
        if not shares:
            yield from _counted(source, sentence, typed, said, recorded)
    if len(shares) != 1:
        return
    name = next(iter(shares))
    value = recorded.values[name]
    found = [(m.start(), m.group(), _agrees(m, value)) for m in _NUMBERS.finditer(typed, *sentence.span())]
    # A word beside its own value says what the value says; only one without it may be out of date.
    if not any(code.argument in (f"{name}.says", f"{name}.word") for code in codes):
        found += [
            (m.start(), m.group(), m.group().lower() == str(value.get("word", "")).lower())
            for m in word.finditer(typed, *sentence.span())
        ]
    found += [
        (each.start, each.text, each.low <= int(value["percent"]) <= each.high)
        for each in fractions(typed, *sentence.span())
    ]
    for start, words, right in found:
        if not right and start not in settled:
            yield fault_at(source, start, words, f"is this about {name}? It says {value['says']}")


def _counted(source: Source, sentence: re.Match[str], typed: str, said: str, recorded: Recorded) -> Iterator[Fault]:
    """Yield the one number of a sentence that says what a count counts, where it differs from the count."""
    numbers = list(_WHOLE.finditer(typed, *sentence.span()))
    counts = [
        name
        for name, value in recorded.values.items()
        if value.get("kind") == "count" and value.get("status") == "shown"
    ]
    name = alike(said, recorded.values, counts) if len(numbers) == 1 else ""
    if name and numbers[0].group().replace(",", "") != str(recorded.values[name]["text"]).replace(",", ""):
        right = recorded.values[name]["says"]
        yield fault_at(source, numbers[0].start(), numbers[0].group(), f"is this about {name}? It says {right}")


def _agrees(match: re.Match[str], value: Mapping[str, Any]) -> bool:
    if match["percent"]:
        return int(match["percent"]) == int(value["percent"])
    count, base = (match["count"], match["base"]) if match["count"] else (match["part"], match["whole"])
    numbers = (count.replace(",", ""), base.replace(",", ""))
    return numbers == (str(value["count"]), str(value["base"]))
