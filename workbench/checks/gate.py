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

_NOT_RUN = (
    "is not run again: it is not an executed notebook in a folder called reference, and there is none in "
    f"{REFERENCES.as_posix()} that was made of it. Make one (tests/notebooks/make_reference.py), or leave out --run "
    "[same-outputs]"
)
_LEFT_BEHIND = (
    "no stage notebook is called so, and nothing tells whose code it shows: remove it, or give it the notebook's name "
    "[same-code]"
)


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
    project: Project, paths: Sequence[Path], uses: Mapping[str, tuple[Use, ...]] | None
) -> dict[Path, list[Fault]]:
    """Return everything that is wrong with notebooks by the rules, notebook by notebook.

    Parameters
    ----------
    project
        The project.
    paths
        The notebooks.
    uses
        The stages that run each, by file name; None where the programmes cannot be read.
    """
    return {
        path: [
            *notebook_faults(path, _context(project, path, uses), shown=_shown(project, path)),
            *_left_behind(project, path),
        ]
        for path in paths
    }


def _left_behind(project: Project, path: Path) -> list[Fault]:
    """Return the fault of a reference of the project that no stage notebook goes with any more."""
    own = (project.root / REFERENCES).resolve() in path.resolve().parents
    if not own or (project.notebooks / path.name).is_file():
        return []
    return [Fault(_shown(project, path), message=_LEFT_BEHIND)]


def gate(project: Project, paths: Sequence[Path] = (), *, run: bool = False) -> tuple[list[Fault], int, str]:
    """Check notebooks alone: those named, or all of the project.

    Parameters
    ----------
    project
        The project.
    paths
        Notebooks, or folders of them; all of the project where empty. With a stage notebook the references that were
        made of it are looked at.
    run
        Whether references that keep the rules are run again and compared, output by output. A stage notebook has no
        outputs: in its place the references that were made of it are run, and one that is named and has none fails.

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
    # A stage notebook that was changed leaves its references behind: they are held to it also where it alone is named.
    references = {path: _references_of(project, path) for path in chosen}
    chosen = sorted({*chosen, *(each for of_one in references.values() for each in of_one)})
    try:
        uses, note = notebook_uses(load_definitions(project)), ""
    except InputFaults as error:
        uses = None
        note = f"parameters of programmes were not compared: {error.heading}; see workbench check"
    found = gate_faults(project, chosen, uses)
    if run:
        again = {path: _shown(project, path) for path in chosen if is_reference(project, path) and not found[path]}
        found |= _run_again(again)
        without = [path for path, of_one in references.items() if not of_one]
        named = {path.resolve() for path in paths if path.is_file()}
        for path in without:
            # Of a folder it is enough that something is run; what was named is run, or it is no success.
            if not again or path.resolve() in named:
                found[path].append(Fault(_shown(project, path), message=_NOT_RUN))
        broken = [path for path in chosen if is_reference(project, path) and path not in again]
        told = [f"{len(again)} run again"]
        told += [f"not run, as they break a rule: {_names(broken)}"] if broken else []
        told += [f"not run, for want of a reference: {_names(without)}"] if without else []
        note = "; ".join([*told, *([note] if note else [])])
    return [fault for path in chosen for fault in found[path]], len(chosen), note


def _references_of(project: Project, path: Path) -> list[Path]:
    """Return what is run again to check a notebook: itself, where it is a reference, or those that were made of it."""
    if is_reference(project, path):
        return [path]
    if path.resolve().parent != project.notebooks.resolve():
        return []
    return [each for each in notebooks_below([project.root / REFERENCES]) if each.name == path.name]


def _run_again(references: Mapping[Path, str]) -> dict[Path, list[Fault]]:
    if not references:
        return {}
    from workbench.checks.references import all_rerun_faults  # starts kernels; the rules need none

    return all_rerun_faults(references)


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.stem for path in paths)


def _shown(project: Project, path: Path) -> str:
    return shown_path(path.resolve(), project.root.resolve())


def _context(project: Project, path: Path, uses: Mapping[str, tuple[Use, ...]] | None) -> Context:
    reference = is_reference(project, path)
    stage = None
    if reference:
        try:
            stage = read(project.notebooks / path.name)
        except (OSError, ValueError):
            stage = None  # its own check tells of it
    return Context(reference=reference, uses=None if uses is None else uses.get(path.name, ()), stage=stage)
