"""Rule: a notebook assigns, calls and imports; everything else is a helper's."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from workbench.checks.notebook_rules.network import MODULES as NETWORK
from workbench.checks.notebook_rules.random_ids import MODULES as RANDOM
from workbench.checks.notebook_rules.reading import Cell, Notebook, imported
from workbench.checks.notebook_rules.rule import Context, Found, Rule

_LOGIC: dict[type[ast.AST], str] = {
    ast.For: "a loop", ast.AsyncFor: "a loop", ast.While: "a loop", ast.ListComp: "a loop", ast.SetComp: "a loop",
    ast.DictComp: "a loop", ast.GeneratorExp: "a loop", ast.FunctionDef: "a function", ast.Lambda: "a function",
    ast.AsyncFunctionDef: "a function", ast.ClassDef: "a class", ast.If: "a decision", ast.IfExp: "a decision",
    ast.Match: "a decision", ast.Compare: "a comparison", ast.BoolOp: "a comparison", ast.BinOp: "arithmetic",
    ast.UnaryOp: "arithmetic", ast.AugAssign: "arithmetic", ast.Subscript: "a selection of data",
    ast.With: "a with block", ast.Delete: "a deletion", ast.Assert: "an assertion", ast.Global: "a global name",
    ast.NamedExpr: "an assignment inside an expression",
}  # fmt: skip
# Python's own functions, such as sum, round, open and exec. Other rules tell of what displays.
_OWN = frozenset(name for name in dir(builtins) if name.islower()) - {"print", "display"}


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    for cell in notebook.code:
        found = sorted({name for name in map(_logic, _nodes(cell)) if name})
        if found:
            yield Found(cell, f"has {' and '.join(found)}: move it to a helper, where it is tested")
        # Named is as good as called: under another name it is called in the next line.
        used = sorted({each.id for each in _nodes(cell) if isinstance(each, ast.Name) and each.id in _OWN})
        if used:
            yield Found(cell, f"uses {' and '.join(used)} of Python itself: move it to a helper, where it is tested")
        # Other rules tell of packages that read from a network or give random numbers.
        packages = sorted(set(imported(cell.tree)) - {"helpers", "__future__"} - NETWORK - RANDOM)
        if packages:
            yield Found(cell, f"imports {', '.join(packages)}: import helpers alone, and do the work there")


def _nodes(cell: Cell) -> Iterator[ast.AST]:
    """Yield the parts of a cell's code, without types, which may be such as ``str | None`` and ``list[str]``."""
    waiting: list[ast.AST] = [cell.tree]
    while waiting:
        node = waiting.pop()
        yield node
        children = ast.iter_child_nodes(node)
        waiting += [child for child in children if child is not getattr(node, "annotation", None)]


def _logic(node: ast.AST) -> str:
    # Values of two helpers are recorded together with |; a number less than nought is written with a minus.
    joins = isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)
    joined = joins and all(isinstance(side, (ast.Call, ast.BinOp)) for side in (node.left, node.right))
    number = isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant)
    return "" if joined or number else _LOGIC.get(type(node), "")


RULE = Rule(
    "no-logic", "What is worked out in a notebook has no test and is copied with it; helpers have both once.", _check
)
