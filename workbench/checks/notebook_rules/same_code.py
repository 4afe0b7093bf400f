"""Rule: a reference notebook has the code of the stage notebook that it was made from."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Notebook
from workbench.checks.notebook_rules.rule import Context, Found, Rule


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    if not context.reference or context.stage is None:
        return
    anew = "make the reference anew"
    if [cell.id for cell in notebook.cells] != [cell.id for cell in context.stage.cells]:
        yield Found(None, f"its cells are not those of the stage notebook: {anew}")
        return
    for cell, own in zip(notebook.cells, context.stage.cells, strict=True):
        changed = cell.source != own.source and "parameters" not in cell.tags
        # A cell of code that is made one of text is not run, and so shows nothing that could differ.
        if changed or cell.content.get("cell_type") != own.content.get("cell_type"):
            yield Found(cell, f"differs from the stage notebook's: {anew}")


RULE = Rule("same-code", "A reference of older code shows that the older code works.", _check)
