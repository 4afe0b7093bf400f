"""Rule: no rows of evidence are shown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Cell, Notebook, calls
from workbench.checks.notebook_rules.rule import Context, Found, Rule

# Tables of helpers are written by helpers; a frame's own table in an output is rows that nobody protected.
_FRAME = re.compile(r"""class="[^"]*\bdataframe\b|<table[^>]*\bid="T_|\bitables\b|\[\d+ rows x \d+ columns\]""")
_ROWS = "application/vnd.dataresource+json"
_PEEKS = frozenset(
    ["head", "tail", "sample", "nlargest", "nsmallest", "iterrows", "itertuples", "to_string", "to_html", "to_markdown"]
)
_READS = frozenset(["evidence", "read_parquet", "read_csv", "read_excel", "read_json", "read_feather", "read_table"])


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    raw: set[str] = set()
    for cell in notebook.code:
        raw |= {name for line in cell.tree.body for name in _assigned(line, raw)}
        yield from (Found(cell, message) for message in _messages(cell, raw))


def _messages(cell: Cell, raw: set[str]) -> Iterator[str]:
    peeks = sorted({name for name, _ in calls(cell.tree)} & _PEEKS)
    displayed = [node.args[0] for name, node in calls(cell.tree) if name in ("display", "print") and node.args]
    recorded = [argument for node in ast.walk(cell.tree) for argument in _recorded(node)]
    shown = [each for each in (cell.shown, *displayed, *recorded) if each is not None]
    if peeks:
        yield f"calls {peeks[0]}, which shows rows of evidence: show a table that a helper makes"
    elif any(_is_raw(each, raw) for each in shown):
        yield "shows evidence as it was read: show a table that a helper makes"
    if any(kind == _ROWS or _FRAME.search(text) for kind, text in cell.texts()):
        yield "has rows of a frame in its output: show a table that a helper makes, and clear this output"


def _assigned(line: ast.stmt, raw: set[str]) -> Iterator[str]:
    """Yield the names that a line gives to evidence as it was read, or to a part of it."""
    match line:
        case ast.Assign(targets=targets, value=value) if _is_raw(value, raw):
            yield from (each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if _is_raw(value, raw):
            yield name


def _recorded(node: ast.AST) -> list[ast.expr]:
    """Return what is given to ``results``, which shows and publishes it."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="results")), args=arguments, keywords=named):
            return [*arguments, *(each.value for each in named)]
    return []


def _is_raw(value: ast.expr, raw: set[str]) -> bool:
    """Return whether an expression is or has evidence as read: a reading call, a name of one, a chain on either."""
    while True:
        match value:
            case ast.JoinedStr(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Dict(values=parts):
                return any(_is_raw(each, raw) for each in parts)
            case ast.FormattedValue(value=inner) | ast.Starred(value=inner):
                value = inner
            # What reads evidence counts as evidence, also where it is given another name before it is called.
            case ast.Attribute(attr=name) if name in _READS:
                return True
            case ast.Name(id=name):
                return name in raw or name in _READS
            case ast.Call(func=inner) | ast.Attribute(value=inner) | ast.Subscript(value=inner):
                value = inner
            case _:
                return False


RULE = Rule(
    "no-evidence-rows", "Rows of evidence are about single people, and a shown notebook leaves the evidence store.",
    _check,
)  # fmt: skip
