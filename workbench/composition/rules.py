"""What must hold for the pages of a kind of output: no fact that is not in the report, no grades, a reading age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.composition.assembled import Assembled
from workbench.composition.grade_words import grade_mentions
from workbench.composition.metadata import PARTS, lookup
from workbench.composition.readability import readability
from workbench.composition.results import Recorded
from workbench.composition.shortcodes import shortcodes
from workbench.composition.shown import put_in, without_markup, words_of
from workbench.composition.sources import Source
from workbench.definitions.output_kinds import OutputKind
from workbench.errors import Fault

#: Metadata that is no evidence: it may be named on any page.
_GIVEN = frozenset({"area", "programme", "report", "evidence"})
_DIGITS = re.compile(r"(?<![\w.])\d[\d,.]*\d%?|(?<![\w.])\d%?")
_LIST_MARK = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_SCALE = re.compile(r"_qi-[\w.-]+/scale\.md|_tables/(?:programme\.scale|evaluation\.[\w.]+|national\.grades)\.md")
_GRADE = re.compile(r"evaluation\.(?:\w+\.)*grade(?:\.\w+)?")


def value_name(name: str) -> str:
    """Return the recorded value that a metadata name is a part of.

    Examples
    --------
    >>> value_name("records.chronology.says"), value_name("area.name")
    ('records.chronology', 'area.name')
    """
    before, _, last = name.rpartition(".")
    return before if before and last in PARTS else name


def report_facts(report: Assembled, recorded: Recorded, instruments: Iterable[Any]) -> frozenset[str]:
    """Return the names of all recorded values that an area's report uses, in its text, tables and figures.

    Parameters
    ----------
    report
        The area's report, put together.
    recorded
        What was recorded for the area.
    instruments
        The programme's instruments: a figure of all answers, and a chapter's table, show the values of their questions.
    """
    facts = {value_name(name) for name in report.used}
    chapters = any(name.startswith("_qi-") and name.endswith(".md") for name in report.files)
    for instrument in instruments:
        drawn = any(f"](figures/{instrument.short}-" in text for text in report.files.values())
        for column in instrument.columns:
            if drawn or (chapters and column.quality_indicators):
                facts.add(f"{instrument.short}.{column.id}")
    return frozenset(facts & set(recorded.values)) | {name for name in facts if name.split(".")[0] in _GIVEN}


def all_facts(recorded: Recorded) -> frozenset[str]:
    """Return the names of all recorded values, for the pages of an area that has no report."""
    return frozenset(recorded.values) | _GIVEN


def rule_faults(
    kind: OutputKind, page: Assembled, metadata: Mapping[str, Any], facts: frozenset[str], labels: Iterable[str]
) -> list[Fault]:
    """Return what breaks the rules of a kind of output.

    Parameters
    ----------
    kind, page, metadata
        The kind, its page for an area, and the page's values.
    facts
        Names of the recorded values that the area's report uses.
    labels
        Labels of the programme's scale.
    """
    faults: list[Fault] = []
    if kind.rules.facts_of_the_report:
        faults += [*_foreign_facts(kind, page, facts), *_typed_numbers(page)]
    if kind.rules.no_grades:
        faults += _grades(kind, page, metadata, tuple(labels))
    return faults


def _texts(page: Assembled) -> Iterator[tuple[Source, str]]:
    """Yield each text of a page with the source it stands in; what was made for it stands in the index."""
    index = page.sources["index.qmd"]
    for name, text in page.files.items():
        source = page.sources.get(name)
        yield (source, source.text) if source and text.strip() else (source or Source(index.file, name, text), text)


def _fault(source: Source, text: str, start: int, value: str, message: str) -> Fault:
    line = source.first_line + text.count("\n", 0, start) if source.text == text else 0
    return Fault(source.file, line=line, value=value, message=message)


def _foreign_facts(kind: OutputKind, page: Assembled, facts: frozenset[str]) -> Iterator[Fault]:
    for source, text in _texts(page):
        for code in shortcodes(text):
            name = value_name(code.argument)
            family = name.split(".")[0]
            if code.kind != "meta" or name in facts or family in _GIVEN or family.startswith("qi_"):
                continue
            message = f"the area's report does not use this value, so {kind.title.lower()} may not state it"
            yield _fault(source, text, code.start, code.argument, message)


def _typed_numbers(page: Assembled) -> Iterator[Fault]:
    for source, text in _texts(page):
        if source.name not in page.sources:
            continue  # made from records, not typed
        visible = _LIST_MARK.sub(lambda match: " " * len(match.group()), without_markup(text))
        for match in _DIGITS.finditer(visible):
            message = "a number typed by hand; take it from the report with {{< meta … >}}"
            yield _fault(source, text, match.start(), match.group(), message)


def _grades(kind: OutputKind, page: Assembled, metadata: Mapping[str, Any], labels: tuple[str, ...]) -> Iterator[Fault]:
    what = f"{kind.title.lower()} states no grade"
    for source, text in _texts(page):
        for code in shortcodes(text):
            shown = _GRADE.fullmatch(code.argument) if code.kind == "meta" else _SCALE.fullmatch(code.argument)
            if shown:
                yield _fault(source, text, code.start, code.argument, f"{what}; take this out")
            elif code.kind == "meta":
                for mention in grade_mentions(lookup(metadata, code.argument) or "", labels):
                    yield _fault(source, text, code.start, code.argument, f"{what}, but this says “{mention.label}”")
        for mention in grade_mentions(without_markup(text), labels):
            yield _fault(source, text, mention.start, mention.label, f"{what}; take this out")
        for match in re.finditer(r"\bgraded?\s+[1-6]\b", put_in(without_markup(text), metadata), re.IGNORECASE):
            yield _fault(source, text, match.start(), match.group(), f"{what}; take this out")


def age_notes(kind: OutputKind, ages: Mapping[str, float]) -> list[str]:
    """Return what the author should know about the reading age of a kind's pages.

    Parameters
    ----------
    kind
        The kind.
    ages
        Reading age in years by area.

    Examples
    --------
    >>> kind = OutputKind(id="a", title="A", holds="b", readers="c", rules={"reading_age": 11})
    >>> age_notes(kind, {"fife": 8.2, "orkney-islands": 8.9})
    ['a: reading age 8.2 to 8.9 years (Flesch–Kincaid), 11 is the highest wanted']
    """
    limit = kind.rules.reading_age
    if limit is None or not ages:
        return []
    low, high = min(ages.values()), max(ages.values())
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    notes = [f"{kind.id}: reading age {span} years (Flesch–Kincaid), {limit} is the highest wanted"]
    over = sorted(area for area, age in ages.items() if age > limit)
    if over:
        notes.append(f"{kind.id}: harder to read than wanted in {', '.join(over)}; use shorter sentences and words")
    return notes


def reading_age(page: Assembled, metadata: Mapping[str, Any]) -> float:
    """Return the reading age of a page's running text, in years."""
    return readability(words_of(page, metadata)).age
