"""Rule: a stage notebook has no outputs and no execution counts."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Notebook
from workbench.checks.notebook_rules.rule import Context, Found, Rule


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    if context.reference:
        return
    for cell in notebook.code:
        if cell.outputs or cell.content.get("execution_count") is not None:
            yield Found(cell, "has outputs or a count: clear all outputs and save, the build makes its own")


RULE = Rule("stripped", "Outputs in a stage notebook are of one area at one time, and nobody renews them.", _check)
