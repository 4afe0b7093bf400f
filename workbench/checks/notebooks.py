"""Rules for notebooks: what a stage notebook must have, and what makes a reference notebook worth comparing with."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.errors import Fault

# Places of one machine. A path inside a word of prose, such as and/or, is none.
_ABSOLUTE = re.compile(r"""(?:^|[\s"'(=])(?:/(?:home|Users|tmp|work|mnt|root|var|opt|usr|etc)\b|[A-Za-z]:[\\/]|~/)""")
_PARAMETERS = "parameters"


def notebook_faults(path: Path, *, reference: bool = False, shown: str = "") -> list[Fault]:
    """Return everything wrong with a notebook.

    1. It is notebook format 4.5 or later, and every cell has an id of its own.
    2. It has exactly one cell tagged ``parameters``, of annotated assignments only (``area: str = "…"``).
    3. No cell has a magic or a shell command.
    4. No cell has an absolute path.
    5. A cell displays one thing at most: only its last line may be an expression, and it does not call ``display``.
    6. A stage notebook has no outputs and no execution counts. A reference notebook (``reference=True``) has execution
       counts from 1 without a gap, an output for every cell that displays something, and no error. A notebook without
       outputs would compare equal with anything.

    Parameters
    ----------
    path
        The notebook.
    reference
        Whether it is an executed notebook to compare with.
    shown
        How the file is called in faults; by default its name.

    Returns
    -------
    list of Fault
        ``row`` is the number of the code cell, from 1; ``column`` the cell's id.
    """
    name = shown or path.name
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = notebook["cells"]
    except FileNotFoundError:
        return [Fault(name, message="this notebook is missing")]
    except (ValueError, KeyError, TypeError) as error:
        return [Fault(name, message=f"this is not a notebook ({error})")]
    faults = [*_format_faults(name, notebook, cells), *_parameter_faults(name, cells)]
    code = [cell for cell in cells if cell.get("cell_type") == "code"]
    for number, cell in enumerate(code, 1):
        faults += _code_faults(name, number, cell)
        if not reference and (cell.get("outputs") or cell.get("execution_count") is not None):
            faults.append(_fault(name, number, cell, "has outputs or a count: clear them, the build makes its own"))
    if reference:
        faults += _reference_faults(name, code)
    return sorted(faults)


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def _tree(cell: dict[str, Any]) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as an unknown escape in a string: not this check's business
            return ast.parse(_source(cell))
    except SyntaxError:
        return None


def _fault(name: str, number: int, cell: dict[str, Any], message: str) -> Fault:
    return Fault(name, row=number, column=str(cell.get("id", "")), message=f"code cell {number} {message}")


def _format_faults(name: str, notebook: dict[str, Any], cells: list[dict[str, Any]]) -> Iterator[Fault]:
    if (notebook.get("nbformat", 0), notebook.get("nbformat_minor", 0)) < (4, 5):
        yield Fault(name, message="save it as notebook format 4.5: earlier ones have no cell ids")
    ids = [cell.get("id") for cell in cells]
    if len(set(ids)) != len(ids) or None in ids:
        yield Fault(name, message="every cell needs an id of its own")


def _parameter_faults(name: str, cells: list[dict[str, Any]]) -> Iterator[Fault]:
    tagged = [cell for cell in cells if _PARAMETERS in cell.get("metadata", {}).get("tags", ())]
    if len(tagged) != 1:
        yield Fault(name, message=f"{len(tagged)} cells are tagged parameters; exactly one must be")
        return
    tree = _tree(tagged[0])
    if tree is None or not tree.body or not all(isinstance(line, ast.AnnAssign) and line.value for line in tree.body):
        yield Fault(
            name,
            column=str(tagged[0].get("id", "")),
            message='the parameters cell may hold typed defaults only, such as: area: str = "orkney-islands"',
        )


def _code_faults(name: str, number: int, cell: dict[str, Any]) -> Iterator[Fault]:
    source = _source(cell)
    if re.search(r"^\s*[%!]|^\s*\w+\s*=\s*[%!]", source, re.MULTILINE):
        yield _fault(name, number, cell, "has a magic or a shell command; write Python")
        return
    if _ABSOLUTE.search(source):
        yield _fault(name, number, cell, "has an absolute path, which is right on one machine only")
    tree = _tree(cell)
    if tree is None:
        yield _fault(name, number, cell, "is not Python")
        return
    early = [line for line in tree.body[:-1] if isinstance(line, ast.Expr) and not _is_text(line)]
    shows = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) in ("display", "print")]
    if early or shows:
        yield _fault(name, number, cell, "shows more than its last line; give each display a cell of its own")


def _is_text(line: ast.Expr) -> bool:
    return isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _reference_faults(name: str, code: list[dict[str, Any]]) -> Iterator[Fault]:
    for number, cell in enumerate(code, 1):
        if cell.get("execution_count") != number:
            yield _fault(name, number, cell, f"has execution count {cell.get('execution_count')}, not {number}")
        outputs = cell.get("outputs") or []
        tree = _tree(cell)
        if tree is not None and tree.body and isinstance(tree.body[-1], ast.Expr) and not outputs:
            yield _fault(name, number, cell, "displays something but has no output: make the reference anew")
        if any(output.get("output_type") == "error" for output in outputs):
            yield _fault(name, number, cell, "ended in an error")
