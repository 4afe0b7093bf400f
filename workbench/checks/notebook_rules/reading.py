"""A notebook as the rules see it: its cells, their code, and what they call."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

#: A line of IPython's own: a magic, a shell command, or a help request.
MAGIC = re.compile(r"^\s*[%!]|^\s*[\w, ]+=\s*[%!]|^\s*\?|\?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook.

    Parameters
    ----------
    content
        The cell as the file has it.
    number
        Its number among the code cells, from 1, which is the execution count it gets; 0 for text.
    """

    content: Mapping[str, Any]
    number: int

    @property
    def id(self) -> str:
        """The cell's id, empty where it has none."""
        return str(self.content.get("id") or "")

    @property
    def tags(self) -> tuple[str, ...]:
        """The cell's tags."""
        return tuple(self.content.get("metadata", {}).get("tags", ()))

    @property
    def outputs(self) -> tuple[Mapping[str, Any], ...]:
        """The stored outputs."""
        return tuple(self.content.get("outputs") or ())

    @cached_property
    def source(self) -> str:
        """What is written in the cell."""
        return joined(self.content.get("source", ""))

    @cached_property
    def has_magic(self) -> bool:
        """Whether a line is no Python but one of IPython's own."""
        return self._parsed is None and MAGIC.search(self.source) is not None

    @property
    def tree(self) -> ast.Module:
        """The code; empty where it is not Python."""
        return self._parsed or ast.Module([], [])

    @property
    def is_python(self) -> bool:
        """Whether the cell's code can be read as Python."""
        return self._parsed is not None

    @cached_property
    def _parsed(self) -> ast.Module | None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # such as an unknown escape in a string: not the rules' business
                return ast.parse(self.source)
        except SyntaxError:
            return None

    @property
    def shown(self) -> ast.expr | None:
        """The expression of the last line, whose value the cell displays; None where it displays none."""
        last = self.tree.body[-1] if self.tree.body else None
        return last.value if isinstance(last, ast.Expr) else None

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the kind and the text of every part of the stored outputs that is text."""
        for output in self.outputs:
            if "text" in output:
                yield "text/plain", joined(output["text"])
            for kind, data in sorted(output.get("data", {}).items()):
                readable = isinstance(data, (str, list)) and all(isinstance(line, str) for line in data)
                yield kind, joined(data) if readable else json.dumps(data, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Notebook:
    """A notebook that the rules look at.

    Parameters
    ----------
    version
        Format and minor format.
    cells
        All cells in order.
    """

    version: tuple[int, int]
    cells: tuple[Cell, ...]

    @property
    def code(self) -> tuple[Cell, ...]:
        """The code cells in order."""
        return tuple(cell for cell in self.cells if cell.number)


def read(path: Path) -> Notebook:
    """Return the notebook of a file.

    Raises
    ------
    FileNotFoundError
        When there is no such file.
    ValueError
        When the file is no notebook.
    """
    content = json.loads(path.read_text(encoding="utf-8"))
    try:
        cells, number = [], 0
        for each in content["cells"]:
            code = each["cell_type"] == "code"
            number += code
            cells.append(Cell(each, number if code else 0))
        return Notebook((int(content.get("nbformat", 0)), int(content.get("nbformat_minor", 0))), tuple(cells))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it has no {error}") from None


def joined(text: str | list[str]) -> str:
    r"""Return text of a notebook, which may be one string or a list of lines.

    Examples
    --------
    >>> joined(["a\n", "b"])
    'a\nb'
    """
    return text if isinstance(text, str) else "".join(text)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of the name called.

    Examples
    --------
    >>> [name for name, _ in calls(ast.parse("frame.head(len(x))"))]
    ['head', 'len']
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            yield getattr(function, "attr", getattr(function, "id", "")), node


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the package of every import.

    Examples
    --------
    >>> list(imported(ast.parse("import urllib.request; from helpers import run")))
    ['urllib', 'helpers']
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def strings(tree: ast.AST) -> Iterator[str]:
    """Yield every string that is written in code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
