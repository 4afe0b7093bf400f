"""The gate for notebooks: which are looked at, what is known of each, and how the check of all of them ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from workbench.checks.notebook_rules import Context, Use
from workbench.checks.notebook_rules.reading import read
from workbench.checks.notebooks import notebook_faults, notebooks_below
from workbench.errors import Fault, InputFaults, WorkbenchError, shown_path
from workbench.project import Project

#: Where a project keeps its reference notebooks. A notebook in any folder of the last name is one.
REFERENCES = Path("tests/notebooks/reference")


def project_notebooks(project: Project) -> list[Path]:
    """Return a project's stage notebooks and reference notebooks."""
    return notebooks_below([project.notebooks, project.root / REFERENCES])


def notebook_uses(definitions: Any) -> dict[str, tuple[Use, ...]]:
    """Return the stages that run each notebook, by the notebook's file name."""
    uses: dict[str, tuple[Use, ...]] = {}
    for programme in definitions.programmes.values():
        units = tuple(area.slug for area in definitions.programme_areas(programme))
        for stage in programme.stages:
            use = Use(programme.id, stage.id, stage.scope, units)
            uses[stage.notebook] = (*uses.get(stage.notebook, ()), use)
    return uses


def is_reference(project: Project, path: Path) -> bool:
    """Return whether a notebook is an executed one to compare with: it lies in a folder called ``reference``."""
    return REFERENCES.name in Path(shown_path(path.resolve(), project.root.resolve())).parts[:-1]


def gate_faults(
    project: Project, paths: Sequence[Path], uses: Mapping[str, tuple[Use, ...]] | None, *, run: bool = False
) -> list[Fault]:
    """Return everything wrong with notebooks, file by file.

    Parameters
    ----------
    project
        The project.
    paths
        The notebooks.
    uses
        The stages that run each, by file name; None where the programmes cannot be read.
    run
        Whether references that keep the rules are run again and compared, output by output.
    """
    own: dict[Path, list[Fault]] = {}
    again: dict[Path, str] = {}
    for path in paths:
        shown = shown_path(path.resolve(), project.root.resolve())
        context = _context(project, path, uses)
        own[path] = notebook_faults(path, context, shown=shown)
        if run and context.reference and not own[path]:
            again[path] = shown
    if again:
        from workbench.checks.references import all_rerun_faults  # starts kernels; the rules need none

        own |= all_rerun_faults(again)
    return [fault for path in paths for fault in own[path]]


def gate(project: Project, paths: Sequence[Path] = (), *, run: bool = False) -> tuple[list[Fault], int, str]:
    """Check notebooks alone: those named, or all of the project.

    Parameters
    ----------
    project, run
        As of `gate_faults`.
    paths
        Notebooks, or folders of them; all of the project where empty.

    Returns
    -------
    faults, count, note
        What is wrong, how many notebooks were looked at, and what could not be looked at.

    Raises
    ------
    WorkbenchError
        When there is no notebook in what was named.
    """
    from workbench.definitions import load_definitions  # pydantic and YAML: `--help` needs neither

    chosen = notebooks_below(paths) if paths else project_notebooks(project)
    if not chosen:
        named = ", ".join(str(path) for path in paths) or shown_path(project.notebooks, project.root)
        raise WorkbenchError(f"There is no notebook in {named}. Name a file that ends in .ipynb, or its folder.")
    try:
        uses, note = notebook_uses(load_definitions(project)), ""
    except InputFaults as error:
        uses = None
        note = f"parameters of programmes were not compared: {error.heading}; see workbench check"
    return gate_faults(project, chosen, uses, run=run), len(chosen), note


def _context(project: Project, path: Path, uses: Mapping[str, tuple[Use, ...]] | None) -> Context:
    reference = is_reference(project, path)
    stage = None
    if reference:
        try:
            stage = read(project.notebooks / path.name)
        except (OSError, ValueError):
            stage = None  # its own check tells of it
    return Context(reference=reference, uses=None if uses is None else uses.get(path.name, ()), stage=stage)
