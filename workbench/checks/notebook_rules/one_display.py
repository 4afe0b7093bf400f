"""Rule: a cell displays one thing."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Notebook, calls
from workbench.checks.notebook_rules.rule import Context, Found, Rule


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    for cell in notebook.code:
        early = [line for line in cell.tree.body[:-1] if isinstance(line, ast.Expr) and not _is_text(line)]
        if early or any(name in ("display", "print") for name, _ in calls(cell.tree)):
            yield Found(cell, "shows more than its last line: give each display a cell of its own")


def _is_text(line: ast.Expr) -> bool:
    return isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)


RULE = Rule("one-display", "A published number's trace leads to a cell; that cell shows it and nothing else.", _check)
