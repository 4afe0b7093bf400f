"""Rule: notebook format 4.5 with an id of its own for every cell, and code that is Python."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Notebook
from workbench.checks.notebook_rules.rule import Context, Found, Rule


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    if notebook.version < (4, 5):
        yield Found(None, "save it as notebook format 4.5: earlier ones have no cell ids and get random ones")
    ids = [cell.id for cell in notebook.cells]
    if len(set(ids)) != len(ids) or "" in ids:
        yield Found(None, "give every cell an id of its own")
    for cell in notebook.code:
        if not cell.is_python and not cell.has_magic:
            yield Found(cell, "is not Python: mend it")


RULE = Rule("file-format", "The trace of a published number names the cell it comes from, by its id.", _check)
