"""One area's desk: run folders with their inputs, working copies of the notebooks, and desk.json."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.files import canonical_json, private_folder, write_bytes, write_json
from workbench.lab.copies import WorkingCopies
from workbench.lab.places import Places
from workbench.lab.roles import DESK_NOTEBOOKS, Role
from workbench.lab.sitting import Sitting
from workbench.plan.notebooks import check_parameters, read_notebook
from workbench.plan.units import Unit

SCHEMA = 1
REPORT_TEXT = "report-text"


@dataclass(frozen=True)
class DeskNotebook:
    """A notebook on the desk.

    Parameters
    ----------
    id, title
        The stage, or the desk notebook, and what it is called.
    path
        Relative to the desk's root, as JupyterLab names it.
    note
        What a person should know of the copy; empty where there is nothing to say.
    """

    id: str
    title: str
    path: str
    note: str = ""


@dataclass(frozen=True)
class Desk:
    """An area's desk as it was laid.

    Parameters
    ----------
    programme, area, name, role
        Whose desk it is; ``name`` is the area's.
    folder
        Relative to the desk's root.
    notebooks
        Those of the whole area first, then the stages in the order of the work.
    """

    programme: str
    area: str
    name: str
    role: Role
    folder: str
    notebooks: tuple[DeskNotebook, ...]


def lay_desk(
    sitting: Sitting, places: Places, area: str, role: Role, *, kernel: str = "Python 3", fresh: tuple[str, ...] = ()
) -> Desk:
    """Put an area's notebooks and their inputs on the desk; what a person changed there stays as it is.

    Parameters
    ----------
    sitting
        The programme.
    places
        Where the desk lies.
    area
        Slug of the area, or ``national``.
    role
        Who sits there.
    kernel
        How the kernel is called in JupyterLab.
    fresh
        Ids of notebooks to begin anew; the old copies are set aside.

    Raises
    ------
    WorkbenchError
        When a notebook or an input is missing or wrong.
    """
    folder = private_folder(places.area(sitting.programme.id, area))
    units = sitting.units_of(area)
    copies = WorkingCopies(folder, kernel)
    _write(folder / "desk.json", _desk_json(sitting, area, role))
    notebooks = []
    contexts = []
    for unit in units:
        stage = sitting.stage(unit.stage)
        contexts.append(_lay_run_folder(sitting, unit, folder / unit.stage))
        inputs = sitting.planner.inputs(unit)
        source = sitting.planner.notebook(unit.stage)
        check_parameters(source, dict(inputs.parameters))
        relative = f"{unit.stage}/{stage.notebook}"
        copy = copies.copy(source.text, source.name, inputs.parameters, relative, fresh=unit.stage in fresh)
        lacking = [name for name, path in inputs.upstream.values() if not path.is_file()]
        note = _note(copy.newer, lacking if unit.area else [])
        notebooks.append(DeskNotebook(unit.stage, stage.title, _relative(copy.path, places), note))
    if contexts:
        _write(folder / "run.json", _whole_context(contexts))
    first = []
    for id, title in DESK_NOTEBOOKS.items():
        path = sitting.project.notebooks / f"{id}.ipynb"
        if not path.is_file():
            continue
        source = read_notebook(path)
        known = {"programme": sitting.programme.id, "area": area, "role": role.id}
        values = {
            parameter.name: known[parameter.name] for parameter in source.parameters or () if parameter.name in known
        }
        copy = copies.copy(source.text, source.name, values, path.name, fresh=id in fresh)
        first.append(DeskNotebook(id, title, _relative(copy.path, places), _note(copy.newer, [])))
    _link_report_text(sitting, folder, area)
    _tell_explorer(sitting, places)
    name = sitting.areas.get(area, area)
    return Desk(sitting.programme.id, area, name, role, _relative(folder, places), (*first, *notebooks))


def _note(newer: bool, lacking: list[str]) -> str:
    said = []
    if newer:
        said.append("You changed this copy, and its source is newer. Take a fresh copy to have it; yours is set aside.")
    if lacking:
        stages = ", ".join(name.partition("/")[2] for name in lacking)
        said.append(f"It needs results that are not there yet: {stages}. Build the draft first.")
    return " ".join(said)


def _relative(path: Path, places: Places) -> str:
    return path.relative_to(places.root).as_posix()


def _desk_json(sitting: Sitting, area: str, role: Role) -> dict[str, Any]:
    # Imported here: the command line starts without it.
    from workbench.definitions.authored import authored_folder
    from workbench.definitions.desk_context import desk_context

    project, programme = sitting.project, sitting.programme.id
    return {
        "schema": SCHEMA,
        "project": str(project.root),
        "programme": programme,
        "area": area,
        "role": role.id,
        "authored": str(authored_folder(project, programme, area)),
        "evidence": str(project.evidence),
        "store": str(project.store),
        "results": str(project.build / programme / "results"),
        "raw": str(project.raw / programme / area),
        "context": desk_context(project, sitting.definitions, sitting.programme, area),
    }


def _lay_run_folder(sitting: Sitting, unit: Unit, folder: Path) -> Mapping[str, Any]:
    """Lay out what a run may read, as papermill's run folder has it; return the context."""
    inputs = sitting.planner.inputs(unit)
    _write(folder / "run.json", inputs.context)
    upstream = {target: source for target, (_, source) in inputs.upstream.items() if source.is_file()}
    wanted = {**inputs.evidence, **upstream}
    for target, source in wanted.items():
        content = source.read_bytes()
        path = folder / target
        if not path.is_file() or path.read_bytes() != content:
            write_bytes(path, content, private=True)
    # An input that is no longer the run's, such as a table whose file was withdrawn, must not be read either.
    for path in sorted((folder / "inputs").rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
    return inputs.context


def _whole_context(contexts: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Return one context with what every stage of the area is told."""
    whole: dict[str, Any] = {}
    for context in contexts:
        for name, value in context.items():
            if isinstance(value, Mapping) and isinstance(whole.get(name), Mapping):
                whole[name] = {**whole[name], **value}
            elif whole.get(name) is None:
                whole[name] = value
    return whole | {"stage": "desk", "synthetic": any(context.get("synthetic") for context in contexts)}


def _write(path: Path, value: Mapping[str, Any]) -> None:
    """Write JSON where it says something new."""
    text = canonical_json(value, indent=1) + "\n"
    try:
        if path.read_text(encoding="utf-8") == text:
            return
    except OSError:
        pass
    write_json(path, value, private=True)


def _tell_explorer(sitting: Sitting, places: Places) -> None:
    """Write what the explorer is told of the programme, where it has been told nothing yet; the sitting renews it."""
    from workbench.definitions import load_definitions
    from workbench.lab.exploring import NAME, write_explorer

    if not (places.root / sitting.programme.id / NAME).is_file():
        definitions = sitting.definitions
        with contextlib.suppress(WorkbenchError):  # faults of another programme are not this person's
            definitions = load_definitions(sitting.project)
        write_explorer(sitting.project, definitions, sitting.programme.id, sitting.catalogue, places.root)


def _link_report_text(sitting: Sitting, folder: Path, area: str) -> None:
    """Show the area's own report text beside its notebooks: a link, so that what is written there is the source."""
    target = sitting.project.reports / sitting.programme.id / "areas" / area
    link = folder / REPORT_TEXT
    if link.is_symlink():
        if Path(os.readlink(link)) == target and target.is_dir():  # noqa: PTH115  the link itself, not what it leads to
            return
        link.unlink()
    if target.is_dir() and not link.exists():
        try:
            link.symlink_to(target, target_is_directory=True)
        except OSError as error:
            raise WorkbenchError(f"{link} could not be made ({error.strerror}).") from None
