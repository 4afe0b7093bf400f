"""What a plan needs to know of a notebook: its cells' hash, its imports and its parameters."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.names import did_you_mean
from workbench.plan.hashes import digest


@dataclass(frozen=True)
class Parameter:
    """One name of a notebook's ``parameters`` cell.

    Parameters
    ----------
    name
        The variable.
    annotation
        Its type as written, or an empty string.
    has_default
        Whether the cell gives it a value.
    """

    name: str
    annotation: str
    has_default: bool


@dataclass(frozen=True)
class Notebook:
    """A source notebook.

    Parameters
    ----------
    name
        File name, for messages.
    text
        The file's text.
    cells_hash
        Hash of the code and markdown cells' sources; outputs, metadata and ids do not count.
    code
        The code cells joined, without IPython magics.
    parameters
        The declared parameters; None where no cell is tagged ``parameters``.
    """

    name: str
    text: str
    cells_hash: str
    code: str
    parameters: tuple[Parameter, ...] | None


def _source(cell: dict) -> str:
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else source


# Cell magics whose cell is no Python; the cell of any other may import what the notebook reads its numbers with.
_NO_PYTHON = frozenset(
    (
        "bash", "cmd", "file", "html", "javascript", "js", "latex", "markdown", "perl", "ruby", "script", "sh", "svg",
        "sx", "system", "writefile",
    )
)  # fmt: skip
# Line magics whose line is Python.
_TIMED = re.compile(r"%(?:time|timeit|prun)\s+(?!-)")


def plain_python(source: str) -> str:
    r"""Return a cell's code with IPython magics and shell lines made harmless; Python that a magic runs is kept.

    Examples
    --------
    >>> plain_python("%matplotlib inline\nx = 1")
    'pass\nx = 1'
    >>> plain_python("%%time\nimport helpers.surveys"), plain_python("%%bash\nls")
    ('import helpers.surveys', 'pass')
    """
    if source.lstrip().startswith("%%"):
        magic, _, body = source.lstrip().partition("\n")
        name = magic[2:].partition(" ")[0].strip()
        return "pass" if name in _NO_PYTHON or not body.strip() else plain_python(body)
    lines = []
    for line in source.splitlines():
        stripped = line.lstrip()
        indent = line[: len(line) - len(stripped)]
        timed = _TIMED.match(stripped)
        if timed:
            lines.append(f"{indent}{stripped[timed.end() :]}")
        else:
            lines.append(f"{indent}pass" if stripped.startswith(("%", "!")) else line)
    return "\n".join(lines)


def _declared(source: str, name: str) -> tuple[Parameter, ...]:
    try:
        tree = ast.parse(plain_python(source))
    except SyntaxError as error:
        raise WorkbenchError(f"{name}: the parameters cell is not Python (line {error.lineno}).") from None
    found = []
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.append(Parameter(node.target.id, ast.unparse(node.annotation), node.value is not None))
        elif isinstance(node, ast.Assign):
            found += [Parameter(target.id, "", True) for target in node.targets if isinstance(target, ast.Name)]
    return tuple(found)


def read_notebook(path: Path) -> Notebook:
    """Read a source notebook for planning.

    Raises
    ------
    WorkbenchError
        When the file is missing or is not a notebook.
    """
    try:
        text = path.read_text(encoding="utf-8")
        cells = json.loads(text)["cells"]
    except OSError:
        raise WorkbenchError(f"The notebook {path.name} is not in {path.parent}.") from None
    except (ValueError, KeyError, TypeError):
        raise WorkbenchError(f"{path} is not a Jupyter notebook (format 4).") from None
    kept = [[cell["cell_type"], _source(cell), sorted(cell.get("metadata", {}).get("tags", []))] for cell in cells]
    code = [_source(cell) for cell in cells if cell["cell_type"] == "code"]
    tagged = [_source(cell) for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", [])]
    return Notebook(
        name=path.name,
        text=text,
        cells_hash=digest(kept),
        code="\n".join(plain_python(source) for source in code),
        parameters=_declared(tagged[0], path.name) if tagged else None,
    )


def check_parameters(notebook: Notebook, given: dict[str, object]) -> None:
    """Refuse parameters that the notebook does not declare, lacks or types otherwise.

    Papermill itself only logs a warning for an unknown parameter.

    Raises
    ------
    WorkbenchError
        With the nearest declared name.
    """
    if notebook.parameters is None:
        raise WorkbenchError(
            f"{notebook.name} has no cell tagged 'parameters'. Tag the cell that declares "
            f"{', '.join(sorted(given))} in JupyterLab's property inspector."
        )
    declared = {parameter.name: parameter for parameter in notebook.parameters}
    types = {"str": str, "int": int, "float": (int, float), "bool": bool, "list": list, "dict": dict}
    for name, value in given.items():
        if name not in declared:
            raise WorkbenchError(
                f"{notebook.name} has no parameter '{name}'.{did_you_mean(name, declared)} "
                "Declare it in the cell tagged 'parameters', or do not give it."
            )
        expected = types.get(declared[name].annotation.split("[")[0])
        if expected and not isinstance(value, expected):
            raise WorkbenchError(
                f"{notebook.name}: parameter '{name}' is declared as {declared[name].annotation}, "
                f"but {value!r} was given."
            )
    for parameter in notebook.parameters:
        if parameter.name not in given and not parameter.has_default:
            raise WorkbenchError(
                f"{notebook.name} needs the parameter '{parameter.name}', which nothing gives."
                f"{did_you_mean(parameter.name, given)}"
            )
