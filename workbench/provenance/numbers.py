"""The numbers of rendered pages, compared with what was recorded."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.composition.metadata import leaves, lookup, value_tree
from workbench.composition.tables import MISSING, SUPPRESSED, cell_text
from workbench.composition.traces import LINKED, anchor
from workbench.plan.units import NATIONAL
from workbench.provenance.findings import Finding
from workbench.provenance.pages import PageText, Traced, one_line

CHECK = "numbers"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
#: What a trace page states of a value that is a number or holds one.
_STATED = ("Value", "Count and base", "Likely range")
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


def number_words(text: str) -> Counter[str]:
    """Return the numbers in a text, each with how often it stands there.

    Examples
    --------
    >>> sorted(number_words("most (82%, 1,077 of 1,314)"))
    ['1077', '1314', '82']
    """
    return Counter(found.replace(",", "") for found in _NUMBER.findall(text))


@dataclass
class Recorded:
    """What was recorded of one place, by the anchors that traces have.

    Parameters
    ----------
    values
        The texts that a page may show of each value.
    tables
        The cells of each table, and of each figure's data.
    names
        The recorded name of each anchor.
    """

    values: dict[str, set[str]] = field(default_factory=dict)
    tables: dict[str, Counter[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def recorded_at(folder: Path, place: str) -> Recorded | None:
    """Return what the results of a place hold; None where a folder keeps none.

    Parameters
    ----------
    folder
        A release or a build.
    place
        ``areas/fife`` or ``national``.
    """
    found = Recorded()
    files = sorted((folder / "results" / place.removeprefix("areas/")).glob("*/results.json"))
    for path in files:
        results = json.loads(path.read_text(encoding="utf-8"))
        for name, value in results.get("values", {}).items():
            _add_value(found, name, value)
        for name, table in results.get("tables", {}).items():
            _add_table(found, anchor(name, "tables"), name, table)
        for name, figure in results.get("figures", {}).items():
            _add_table(found, anchor(name, "figures"), name, figure.get("data", {}))
    return found if files else None


def _add_value(found: Recorded, name: str, value: Mapping[str, Any]) -> None:
    # As authors can write it: the same texts, dates in words.
    tree = value_tree({name: value})
    texts = {str(lookup(tree, leaf)) for leaf in leaves(tree) if leaf.rpartition(".")[2] in LINKED}
    # A trace gives a date as it was recorded.
    texts |= {str(value[part]) for part in ("says", "text") if value.get(part)}
    if value.get("status") == "suppressed":
        texts.add(SUPPRESSED)
    if value.get("status") == "missing":
        texts.add(MISSING)
    found.values.setdefault(anchor(name), set()).update(map(_alike, texts))
    found.names[anchor(name)] = name


def _add_table(found: Recorded, target: str, name: str, table: Mapping[str, Any]) -> None:
    kinds = [str(column.get("kind", "text")) for column in table.get("columns", ())]
    texts = [str(column.get("label", "")) for column in table.get("columns", ())]
    texts += [cell_text(cell, kind) for row in table.get("rows", ()) for cell, kind in zip(row, kinds, strict=False)]
    cells: Counter[str] = Counter()
    for text in texts:
        cells += number_words(text)
    # Two stages may record the same name: a page shows one of them.
    found.tables[target] = found.tables.get(target, Counter()) | cells
    found.names[target] = name


def stated_on(trace: PageText) -> Recorded:
    """Return what a trace page states: what a release without results is compared with."""
    found = Recorded()
    for target, stated in trace.stated.items():
        if target.startswith("v-"):
            texts = {stated[term] for term in _STATED if term in stated}
            found.values[target] = set(map(_alike, texts))
            found.names[target] = stated.get("Name", target)
    return found


def number_findings(
    file: str, page: PageText, known: Callable[[str], tuple[Recorded | None, bool]]
) -> Iterator[Finding]:
    """Yield every number of a page that leads to a trace and is not what was recorded there.

    Parameters
    ----------
    file
        The page, for messages.
    page
        What it says.
    known
        Returns what was recorded at the place of a trace page, given that page; and whether it is from the results, so
        that each text has to be one of the recorded ones: a trace page states less, so numbers alone are compared.
    """
    for traced in page.traced:
        where = f"line {traced.line}, under “{traced.heading}”"
        recorded, whole = known(posixpath.normpath(posixpath.join(posixpath.dirname(file), traced.page or file)))
        if recorded is None:
            continue
        if traced.target.startswith("v-"):
            yield from _value_findings(file, where, traced, recorded, whole)
        elif traced.cells and traced.target in recorded.tables:
            shown: Counter[str] = Counter()
            for cell in traced.cells:
                shown += number_words(cell)
            for number in sorted(shown - recorded.tables[traced.target]):
                said = f"a table shows {number}, which {recorded.names[traced.target]} does not hold there"
                yield Finding(CHECK, file, f"{where}: {said}")


def _value_findings(file: str, where: str, traced: Traced, recorded: Recorded, whole: bool) -> Iterator[Finding]:
    texts = recorded.values.get(traced.target)
    if texts is None:
        yield Finding(CHECK, file, f"{where}: “{traced.text}” leads to {traced.target}, which is not recorded")
        return
    right = _alike(traced.text) in texts
    if not right and not whole:
        known = Counter(number for text in texts for number in number_words(text))
        right = set(number_words(traced.text)) <= set(known)
    if not right:
        shown = ", ".join(sorted(texts, key=lambda text: (len(text), text))[:4])
        name = recorded.names[traced.target]
        yield Finding(CHECK, file, f"{where}: says “{traced.text}”, but {name} was recorded as {shown}")


def trace_findings(file: str, trace: PageText, recorded: Recorded) -> Iterator[Finding]:
    """Yield every value that a trace page states otherwise than the results do."""
    stated = stated_on(trace)
    for target, texts in sorted(stated.values.items()):
        known = Counter(number for text in recorded.values.get(target, ()) for number in number_words(text))
        # "95% interval" stands in every likely range.
        wrong = {number for text in texts for number in number_words(text)} - set(known) - {"95"}
        if wrong:
            name = recorded.names.get(target, target)
            yield Finding(CHECK, file, f"the trace of {name} states {', '.join(sorted(wrong))}, which was not recorded")


def trace_of(place: str) -> str:
    """Return the trace page of a place.

    Examples
    --------
    >>> trace_of("areas/fife"), trace_of("national")
    ('site/areas/fife/trace.html', 'site/trace.html')
    """
    return "site/trace.html" if place == NATIONAL else f"site/{place}/trace.html"


def _alike(text: str) -> str:
    """Return a text as it is compared: typographers' quotes, dashes and spaces are all one; so are capitals."""
    return one_line(text.translate(_SAME)).casefold().replace(",", "")
