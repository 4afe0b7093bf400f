"""Rule: exactly one cell is tagged ``parameters``, and it holds typed defaults only."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Cell, Notebook
from workbench.checks.notebook_rules.rule import Context, Found, Rule

# Of other types a default cannot be seen to be one.
_PLAIN = {"str": str, "int": int, "float": (int, float), "bool": bool}


def parameter_cells(notebook: Notebook) -> list[Cell]:
    """Return the cells tagged ``parameters``."""
    return [cell for cell in notebook.code if "parameters" in cell.tags]


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    tagged = parameter_cells(notebook)
    if len(tagged) != 1:
        yield Found(None, f"{len(tagged)} cells are tagged parameters: tag exactly one")
        return
    lines = tagged[0].tree.body
    if not lines or not all(isinstance(line, ast.AnnAssign) and line.value for line in lines):
        yield Found(tagged[0], 'may hold typed defaults only: write them as area: str = "orkney-islands"')
        return
    for line in lines:
        kind = ast.unparse(line.annotation)
        if kind in _PLAIN and not _is(line.value, kind):
            name, value = ast.unparse(line.target), ast.unparse(line.value)
            yield Found(tagged[0], f"declares {name} as {kind}, and its default {value} is none: write a {kind}")


def _is(value: ast.expr, kind: str) -> bool:
    try:
        found = ast.literal_eval(value)
    except ValueError:
        return False
    # Python counts True as a number; people do not.
    return isinstance(found, _PLAIN[kind]) and (kind == "bool" or not isinstance(found, bool))


RULE = Rule("typed-parameters", "A build gives its parameters to this cell and checks their types by it.", _check)
