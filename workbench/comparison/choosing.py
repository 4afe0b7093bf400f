"""What a user named to be compared: a build, a release or a git revision."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from workbench.assurance.archive import releases_folder, releases_of
from workbench.comparison.revisions import built_revision, commit_of, references
from workbench.comparison.sides import Side
from workbench.errors import UnknownName, WorkbenchError, shown_path
from workbench.names import did_you_mean
from workbench.plan.folders import build_folders
from workbench.project import Project

Say = Callable[[str], None]
_LAST = "last"


def versions(project: Project, programme: str) -> tuple[str, ...]:
    """Return the versions of a programme's releases, oldest first."""
    return tuple(one.version for one in releases_of(releases_folder(project, programme)))


def programmes(project: Project) -> tuple[str, ...]:
    """Return the ids of all programmes."""
    return tuple(sorted(path.stem for path in (project.parameters / "programmes").glob("*.yaml")))


def chosen_sides(project: Project, first: str, second: str, programme: str, say: Say) -> tuple[Side, Side]:
    """Return the two sides that a user named.

    Parameters
    ----------
    project
        The project.
    first, second
        A folder, a programme, ``programme@version`` or a git revision. Where the second is empty, the first is the
        newer side: a programme's present build, compared with its last release; or a release, with the one before it.
    programme
        Programme to build where a revision is compared with a revision; empty where the other side says it.
    say
        Hears what is being done.

    Raises
    ------
    UnknownName
        When a name is neither of these; with the nearest that is.
    WorkbenchError
        When there is no release to compare with, or a build has not been made.
    """
    if not second:
        first, second = _with_the_one_before(project, first)
    found = {name: _stored(project, name) for name in (first, second)}
    known = programme or next((side.programme for side in found.values() if side is not None), "")
    if programme and programme not in programmes(project):
        raise UnknownName(f"No programme is called '{programme}'.{did_you_mean(programme, programmes(project))}")
    other = next((side for side in found.values() if side is not None), None)
    sides = []
    for name in (first, second):
        side = found[name]
        if side is None:
            side = _revision(project, name, known, other, say)
            found[name] = side
        sides.append(side)
    return sides[0], sides[1]


def _with_the_one_before(project: Project, name: str) -> tuple[str, str]:
    programme, at, version = name.partition("@")
    released = versions(project, programme)
    if at and programme in programmes(project):
        version = released[-1] if version == _LAST and released else version
        if version in released and released.index(version) > 0:
            return f"{programme}@{released[released.index(version) - 1]}", f"{programme}@{version}"
        if version in released:
            raise WorkbenchError(f"{name} is the first release of {programme}: there is none before it.")
        raise _unknown(project, name)
    if Path(name).is_dir() and name not in programmes(project):
        programme = _folder(project, Path(name).resolve()).programme
        released = versions(project, programme)
    elif programme not in programmes(project):
        if commit_of(project, name):
            raise WorkbenchError(f"Name the other side too, such as: workbench compare {name} PROGRAMME")
        raise _unknown(project, name)
    if not released:
        raise WorkbenchError(
            f"{programme} has no release yet that its build could be compared with. Name another side: a git revision, "
            f"such as workbench compare HEAD {programme}, or the folder of another build."
        )
    return f"{programme}@{released[-1]}", name


def _stored(project: Project, name: str) -> Side | None:
    """Return the build or release of that name; None where it can only be a revision.

    Raises
    ------
    UnknownName, WorkbenchError
        When it is a release that is not there, a build that was not made, or a folder of something else.
    """
    programme, at, version = name.partition("@")
    if at and programme in programmes(project):
        released = versions(project, programme)
        version = released[-1] if version == _LAST and released else version
        if version not in released:
            near = did_you_mean(version, released) or (f" There are: {', '.join(released)}." if released else "")
            raise UnknownName(f"{programme} has no release '{version}'.{near or ' It has no release yet.'}")
        return Side(f"release {version}", releases_folder(project, programme) / version, "release")
    if name in programmes(project):
        folder = build_folders(project.build, name).root
        if not (folder / "manifest.json").is_file():
            raise WorkbenchError(f"{name} has not been built yet. Run: workbench build {name}")
        return Side("the present build", folder)
    folder = Path(name)
    if folder.is_dir() and (os.sep in name or (folder / "manifest.json").is_file()):
        return _folder(project, folder.resolve())
    return None


def _folder(project: Project, folder: Path) -> Side:
    if not (folder / "manifest.json").is_file():
        inside = sorted(path.parent.name for path in folder.glob("*/manifest.json"))
        if len(inside) == 1:
            return _folder(project, folder / inside[0])
        hint = f" It holds several: name one, such as {folder / inside[0]}." if inside else ""
        raise WorkbenchError(f"{folder} is neither a build nor a release: it has no manifest.json.{hint}")
    if (folder / "release.json").is_file():
        return Side(f"release {folder.name}", folder, "release")
    return Side(f"the build in {shown_path(folder, project.root)}", folder)


def _revision(project: Project, name: str, programme: str, other: Side | None, say: Say) -> Side:
    commit = commit_of(project, name)
    if commit is None:
        raise _unknown(project, name)
    if not programme:
        raise WorkbenchError(
            "Of which programme? Two git revisions do not say. Add --programme, such as --programme "
            f"{(*programmes(project), 'PROGRAMME')[0]}."
        )
    engine = str(other.manifest.get("rendering", {}).get("engine", "")) if other else ""
    return built_revision(project, name, commit, programme, engine, say)


def _unknown(project: Project, name: str) -> UnknownName:
    folder = Path(name)
    if os.sep in name and not folder.exists():
        nearby = sorted(path.name for path in folder.parent.glob("*")) if folder.parent.is_dir() else []
        return UnknownName(f"There is no folder {name}.{did_you_mean(folder.name, nearby)}")
    if folder.is_file():
        return UnknownName(f"{name} is a file. Name the folder of the build or release that it belongs to.")
    names = [*programmes(project), *references(project)]
    names += [f"{one}@{version}" for one in programmes(project) for version in versions(project, one)]
    return UnknownName(
        f"No build, release or git revision is called '{name}'.{did_you_mean(name, names)} Name a programme, "
        "programme@version, a folder, or a revision of this repository."
    )
