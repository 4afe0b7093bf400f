"""Rule: a reference notebook ran from the top without a gap, an error or a warning, and has its outputs."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Cell, Notebook
from workbench.checks.notebook_rules.rule import Context, Found, Rule

_ANEW = "make the reference anew"
# nbval leaves these out: pictures made of points, and what a program in the page draws.
_NOT_COMPARED = ("image/png", "image/jpeg", "application/vnd.jupyter.widget-view+json")


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    if not context.reference:
        return
    if not any(cell.outputs for cell in notebook.code):
        yield Found(None, f"it has no outputs, so it compares equal with anything: {_ANEW}")
        return
    for cell in notebook.code:
        yield from (Found(cell, f"{message}: {_ANEW}") for message in _messages(cell))


def _messages(cell: Cell) -> Iterator[str]:
    count = cell.content.get("execution_count")
    if count != cell.number:
        yield f"has execution count {count}, not {cell.number}"
    if cell.shown is not None and not cell.outputs:
        yield "displays something but has no output"
    if any(output.get("output_type") == "error" for output in cell.outputs):
        yield "ended in an error"
    if any(output.get("name") == "stderr" for output in cell.outputs):
        yield "has a warning in its output"
    unseen = sorted({kind for output in cell.outputs for kind in output.get("data", {}) if kind in _NOT_COMPARED})
    if unseen:
        yield f"shows {unseen[0]}, which is not compared; let the helper draw SVG or write HTML"


RULE = Rule("executed", "A reference without outputs, or run out of order, compares equal with anything.", _check)
