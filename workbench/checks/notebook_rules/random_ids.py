"""Rule: what is random is fixed where it comes from, not waved through by the comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Cell, imported
from workbench.checks.notebook_rules.rule import of_cells

MODULES = frozenset(("random", "secrets", "uuid", "tempfile"))
_WAVED = re.compile(r"#\s*(NBVAL_IGNORE_OUTPUT|NBVAL_SKIP|NBVAL_RAISES_EXCEPTION|PYTEST_VALIDATE_IGNORE_OUTPUT)", re.I)
_WAVED_TAGS = ("nbval-ignore-output", "pytest-validate-ignore-output")
_RANDOM = {
    "a random id": re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b", re.I),
    "a random id of a chart": re.compile(r"\baltair-viz-[0-9a-f]{32}\b"),
    "a random id of a table": re.compile(r"""\bid=["']T_[0-9a-f]{5,}"""),
    "an address in memory": re.compile(r"\bat 0x[0-9a-f]{6,}\b", re.I),
}


def _messages(cell: Cell) -> Iterator[str]:
    modules = sorted(set(imported(cell.tree)) & MODULES)
    if modules:
        yield f"imports {modules[0]}, which gives something else in every run: take it out"
    waved = _WAVED.search(cell.source)
    tags = [tag for tag in cell.tags if tag.lower() in _WAVED_TAGS]
    if waved or tags:
        mark = waved[1] if waved else tags[0]
        yield f"is left out of the comparison ({mark}): take the mark out, and fix in the helper what differs"
    for what, pattern in _RANDOM.items():
        if any(pattern.search(text) for _, text in cell.texts()):
            yield f"shows {what}: give it a fixed one in the helper that makes it, then make the output anew"
            return


RULE = of_cells(
    "no-random-ids",
    "What differs in every run hides what changed, and a comparison that skips it skips more.",
    _messages,
)
