"""The numbers of rendered pages, compared with what was recorded."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator

from workbench.plan.units import NATIONAL
from workbench.provenance.findings import Finding
from workbench.provenance.pages import PageText, Traced
from workbench.provenance.recorded import Recorded, alike, number_words

CHECK = "numbers"
#: What a trace page states of a value that is a number or holds one.
_STATED = ("Value", "Count and base", "Likely range")

Known = Callable[[str], tuple[Recorded | None, bool]]


def stated_on(trace: PageText) -> Recorded:
    """Return what a trace page states: what a release without results is compared with."""
    found = Recorded()
    for target, stated in trace.stated.items():
        if target.startswith("v-"):
            found.values[target] = {alike(stated[term]) for term in _STATED if term in stated}
            found.names[target] = stated.get("Name", target)
    return found


def number_findings(file: str, page: PageText, known: Known) -> Iterator[Finding]:
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
        else:
            for said in cells_not_recorded(traced.target, traced.cells, recorded):
                yield Finding(CHECK, file, f"{where}: {said}")


def cells_not_recorded(target: str, cells: tuple[str, ...], recorded: Recorded) -> Iterator[str]:
    """Yield, in words, every number of a table that the recorded one does not hold."""
    if not cells or target not in recorded.tables:
        return
    shown: Counter[str] = Counter()
    for cell in cells:
        shown += number_words(cell)
    for number in sorted(shown - recorded.tables[target]):
        yield f"a table shows {number}, which {recorded.names[target]} does not hold there"


def _value_findings(file: str, where: str, traced: Traced, recorded: Recorded, whole: bool) -> Iterator[Finding]:
    texts = recorded.values.get(traced.target)
    if texts is None:
        yield Finding(CHECK, file, f"{where}: “{traced.text}” leads to {traced.target}, which is not recorded")
        return
    right = alike(traced.text) in texts
    if not right and not whole:
        known = Counter(number for text in texts for number in number_words(text))
        right = set(number_words(traced.text)) <= set(known)
    if not right:
        name = recorded.names[traced.target]
        yield Finding(CHECK, file, f"{where}: says “{traced.text}”, but {name} was recorded as {listed_texts(texts)}")


def listed_texts(texts: set[str]) -> str:
    """Return the first few of the texts that were recorded of a value, the shortest first."""
    return ", ".join(sorted(texts, key=lambda text: (len(text), text))[:4])


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
