"""JupyterLab's layout for a desk: what is open where when somebody sits down for the first time."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from workbench.files import write_json
from workbench.lab.desk import Desk
from workbench.lab.roles import DESK_NOTEBOOKS, open_stages

PANEL = "workbench-areas"
_SUFFIX = ".jupyterlab-workspace"


def layout_name(programme: str, area: str, role: str) -> str:
    """Return the name of a desk's layout, which stands in its address.

    Examples
    --------
    >>> layout_name("throughcare", "fife", "author")
    'throughcare_fife_author'
    """
    return "_".join(part for part in (programme, area, role) if part)


def layout_file(folder: Path, name: str) -> Path:
    """Return the file in which JupyterLab keeps the layout called ``name``: its own rule for the file's name.

    Examples
    --------
    >>> layout_file(Path("w"), "throughcare_fife_author").name
    'throughcare_fife_author-9e89.jupyterlab-workspace'
    """
    slug = "".join(letter for letter in name.lower() if letter.isalnum() or letter in "-_")
    signature = hashlib.sha256(name.encode()).hexdigest()[:4]
    return folder / f"{slug[: 128 - len(_SUFFIX) - 5]}-{signature}{_SUFFIX}"


def first_open(desk: Desk) -> tuple[str, ...]:
    """Return the paths of the notebooks that stand open at first."""
    stages = tuple(each.id for each in desk.notebooks if each.id not in DESK_NOTEBOOKS)
    wanted = (*desk.role.opens, *open_stages(desk.role, stages))
    paths = {each.id: each.path for each in desk.notebooks}
    return tuple(paths[id] for id in wanted if id in paths)


def layout(desk: Desk | None, name: str, *, report: bool) -> dict[str, Any]:
    """Return the layout of a desk as JupyterLab keeps it.

    Parameters
    ----------
    desk
        The desk; None where no area was chosen yet.
    name
        The layout's name.
    report
        Whether the area's report is there to be shown.
    """
    notebooks = first_open(desk) if desk else ()
    names = [f"notebook:{path}" for path in notebooks]
    data: dict[str, Any] = {
        key: {"data": {"path": path, "factory": "Notebook"}} for key, path in zip(names, notebooks, strict=True)
    }
    children: list[dict[str, Any]] = []
    if names:
        children.append({"type": "tab-area", "currentIndex": 0, "widgets": names})
    if desk and desk.role.report and report:
        key = f"workbench-report:{desk.programme}/{desk.area}"
        data[key] = {"data": {"programme": desk.programme, "area": desk.area, "name": desk.name}}
        children.append({"type": "tab-area", "currentIndex": 0, "widgets": [key]})
    main: dict[str, Any] = {}
    if children:
        share = 1 / len(children)
        split = {"type": "split-area", "orientation": "horizontal", "sizes": [share] * len(children)}
        dock = children[0] if len(children) == 1 else split | {"children": children}
        main = {"dock": dock, "current": children[0]["widgets"][0]}
    data["layout-restorer:data"] = {
        "main": main,
        "down": {"size": 0, "widgets": []},
        "left": {"collapsed": False, "visible": True, "current": PANEL, "widgets": [PANEL, "filebrowser"]},
        "right": {"collapsed": True, "visible": True, "widgets": []},
        "relativeSizes": [0.24, 0.76, 0],
        "top": {"simpleVisibility": True},
    }
    if desk:
        data["file-browser-filebrowser:cwd"] = {"path": desk.folder}
    return {"data": data, "metadata": {"id": name}}


def keep_layout(folder: Path, desk: Desk | None, name: str, *, report: bool, fresh: bool = False) -> None:
    """Write a desk's layout where there is none yet; how somebody left it is how they find it."""
    path = layout_file(folder, name)
    if fresh or not path.is_file():
        write_json(path, layout(desk, name, report=report), private=True)
