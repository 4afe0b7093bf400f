"""Notebooks held to the rules: what a stage notebook must have, and what makes a reference worth comparing with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.checks.notebook_rules import RULES, Context, Found, Rule
from workbench.checks.notebook_rules.reading import read
from workbench.errors import Fault


def notebook_faults(path: Path, context: Context | None = None, *, shown: str = "") -> list[Fault]:
    """Return everything wrong with a notebook, by the rules of `workbench.checks.notebook_rules`.

    Parameters
    ----------
    path
        The notebook.
    context
        What is known of it; by default it is a stage notebook and no programme is known.
    shown
        How the file is called in faults; by default its name.

    Returns
    -------
    list of Fault
        In the order of cells. Each message names the code cell by its number from 1 and its id, says what to do, and
        ends with the rule's name.
    """
    name = shown or path.name
    try:
        notebook = read(path)
    except (FileNotFoundError, IsADirectoryError):
        return [Fault(name, message="this notebook is missing: mend the name, or bring the file back")]
    except ValueError as error:
        return [Fault(name, message=f"this is not a notebook ({error}): open it in JupyterLab and save it")]
    place = {cell: number for number, cell in enumerate(map(id, notebook.cells))}
    found = [(rule, each) for rule in RULES for each in rule.check(notebook, context or Context())]
    return [_fault(name, *one) for one in sorted(found, key=lambda one: place.get(id(one[1].cell), -1))]


def _fault(name: str, rule: Rule, found: Found) -> Fault:
    cell = found.cell
    where = "" if cell is None else f"code cell {cell.number} ({cell.id}) " if cell.number else f"text {cell.id} "
    return Fault(name, message=f"{where}{found.message} [{rule.name}]")


def notebooks_below(paths: Sequence[Path]) -> list[Path]:
    """Return the notebooks among files and below folders, in order; checkpoints of JupyterLab are left out."""
    found: set[Path] = set()
    for path in paths:
        inside = path.rglob("*.ipynb") if path.is_dir() else [path]
        found |= {each for each in inside if ".ipynb_checkpoints" not in each.parts}
    return sorted(found)
