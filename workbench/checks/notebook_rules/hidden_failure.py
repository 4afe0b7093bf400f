"""Rule: nothing that hides a failure or a warning."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Cell, calls
from workbench.checks.notebook_rules.rule import of_cells

_TAGS = ("raises-exception", "nbval-raises-exception", "skip-execution", "nbval-skip")
_CALLS = (
    "get_ipython",
    "suppress",
    "filterwarnings",
    "simplefilter",
    "catch_warnings",
    "run_line_magic",
    "run_cell_magic",
    "system",
)


def _messages(cell: Cell) -> Iterator[str]:
    if cell.has_magic:
        yield "has a magic or a shell command, whose failure does not stop the notebook: write Python"
    if any(isinstance(node, (ast.Try, ast.TryStar)) for node in ast.walk(cell.tree)):
        yield "catches errors: take try and except out, so that a failure stops the run"
    called = [name for name, _ in calls(cell.tree) if name in _CALLS]
    # By another name it is called all the same.
    called += [each.id for each in ast.walk(cell.tree) if isinstance(each, ast.Name) and each.id == "get_ipython"]
    if called:
        yield f"calls {called[0]}, which hides failures or warnings: take it out, or mend its cause in a helper"
    tagged = [tag for tag in cell.tags if tag.lower() in _TAGS]
    if tagged:
        yield f"is tagged {tagged[0]}: take the tag out, so that the cell runs and an error in it counts"


RULE = of_cells("no-hidden-failure", "A failure that does not stop the run becomes a number in a report.", _messages)
