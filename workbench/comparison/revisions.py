"""A git revision built in a clone of its own, with the same evidence, so that it can be compared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from workbench.comparison.sides import Side
from workbench.errors import WorkbenchError, shown_path
from workbench.files import private_folder
from workbench.project import Project

# Builds of revisions that are kept, so that comparing with them again is quick.
_KEPT = 3
# A line of a build's log that says that one run has ended, such as "[ 3/193] fife/01_scoping done 0.5 s".
_RUN = re.compile(r"\[\s*\d+/\d+\] ")
# Of what a revision's workbench said before it failed, the last lines.
_SAID = 30
# What a terminal's line has beside the text.
_SPINNER = 3
# What earlier runs made, by content: a build that finds it does not make it again.
_SHARED_CACHE = ("drawings", "png")


def _git(project: Project, *arguments: str) -> str | None:
    """Return what git says, or None where it says no, or is not there."""
    try:
        done = subprocess.run(
            ["git", "-C", str(project.root), *arguments], capture_output=True, text=True, check=False, encoding="utf-8"
        )
    except FileNotFoundError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def commit_of(project: Project, name: str) -> str | None:
    """Return the commit that a revision's name means; None where the repository knows no such name.

    Parameters
    ----------
    project
        The project; its folder, or one above, is a repository.
    name
        Branch, tag, commit, or such as ``HEAD~2``.
    """
    if not name or name.startswith("-"):
        return None
    return _git(project, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")


def references(project: Project) -> tuple[str, ...]:
    """Return the names of branches and tags."""
    found = _git(project, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags")
    return tuple(sorted(found.split())) if found else ()


def built_revision(
    project: Project, name: str, commit: str, programme: str, engine: str, say: Callable[[str], None]
) -> Side:
    """Build a programme as it was at a revision, and return the build.

    The revision is cloned into a temporary folder; the evidence is the project's own as it is now. The build is kept
    in ``build/cache/revisions``: what is up to date there, or in the present build, is not run again.

    Parameters
    ----------
    project
        The project.
    name, commit
        The revision, as named and as git knows it.
    programme
        Programme id.
    engine
        What renders, so that both sides are rendered alike; empty for whatever is there.
    say
        Hears what is being done.

    Raises
    ------
    WorkbenchError
        When the revision cannot be cloned or built.
    """
    short = commit[:10]
    home = project.build / "cache" / "revisions" / short
    private_folder(home.parent)
    _seed(project, home, programme)
    say(
        f"Building {programme} as of {name} ({short}) in a temporary clone, with the present evidence; runs that are "
        f"up to date are taken over. Kept in {shown_path(home, project.root)}."
    )
    with tempfile.TemporaryDirectory(prefix="workbench-revision-") as temporary:
        root = _cloned(project, commit, Path(temporary) / "clone")
        arguments = ["build", programme, "--format", "html", *(["--engine", engine] if engine else [])]
        code, said = _watched(arguments, root, _environment(project, root, home), name)
    if code not in (0, 1) or not (home / programme / "manifest.json").is_file():
        say("\n".join(said[-_SAID:]))
        raise WorkbenchError(
            f"{programme} as of {name} ({short}) could not be built; what is said above comes from that revision's own "
            "workbench. Its parameters, notebooks or evidence may not fit the present evidence store."
        )
    told = [line for line in said if not _RUN.match(line)]
    if code:
        say(f"Not everything of {name} could be made: {(told or [''])[-1]}")
    say(next((line for line in told if line.startswith("Notebooks: ")), "Built."))
    os.utime(home)
    _prune(home.parent)
    return Side(f"{name} ({short})", home / programme, "revision")


def _watched(arguments: list[str], folder: Path, environment: dict[str, str], what: str) -> tuple[int, list[str]]:
    """Run a revision's own workbench; return its exit code and the lines it said.

    On a terminal its last line is shown while it works, for a first build takes minutes.
    """
    from rich.console import Console
    from rich.markup import escape

    said: list[str] = []
    console = Console(stderr=True, highlight=False)
    command = [sys.executable, "-m", "workbench", *arguments]
    with (
        console.status(escape(what)) as status,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            encoding="utf-8", errors="replace",
        ) as process,
    ):  # fmt: skip
        try:
            for line in process.stdout or ():
                if line.strip():
                    said.append(line.rstrip())
                    status.update(escape(f"{what}: {line.strip()}"[: console.width - _SPINNER]))
        except BaseException:
            process.kill()
            raise
    return process.returncode, said


def _environment(project: Project, root: Path, home: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WORKBENCH_")}
    environment |= {"WORKBENCH_EVIDENCE": str(project.evidence), "WORKBENCH_BUILD": str(home)}
    if (root / "workbench" / "__init__.py").is_file():
        # The revision's own application and helpers, not those that are installed.
        environment["PYTHONPATH"] = os.pathsep.join([str(root), str(root / "src")])
    return environment


def _cloned(project: Project, commit: str, clone: Path) -> Path:
    """Clone the repository at a commit; return the project's folder in the clone."""
    top = _git(project, "rev-parse", "--show-toplevel")
    inside = _git(project, "rev-parse", "--show-prefix") or ""
    # --shared takes no copy of the history: the clone is gone before the repository could be.
    for arguments in (
        ["clone", "--quiet", "--shared", "--no-checkout", str(top), str(clone)],
        ["-C", str(clone), "-c", "advice.detachedHead=false", "checkout", "--quiet", commit],
    ):
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False, encoding="utf-8")
        if done.returncode:
            raise WorkbenchError(f"The revision {commit[:10]} could not be cloned: {done.stderr.strip()}")
    return clone / inside


def _seed(project: Project, home: Path, programme: str) -> None:
    """Give a first build of a revision what the present build has: its own keys tell what still stands."""
    present = project.build / programme
    if not (home / programme).exists() and (present / "lock.json").is_file():
        private_folder(home / programme)
        for name in ("results", "notebooks"):
            if (present / name).is_dir():
                shutil.copytree(present / name, home / programme / name, copy_function=_linked)
        for name in ("lock.json", "journal.jsonl"):
            if (present / name).is_file():
                shutil.copy2(present / name, home / programme / name)
    for name in _SHARED_CACHE:
        source, target = project.build / "cache" / name, home / "cache" / name
        if source.is_dir() and not target.exists():
            shutil.copytree(source, target, copy_function=_linked)
    for results in sorted(project.build.glob("*/results")):
        other = results.parent.name
        # What a programme collects from others is read as it is now.
        if other != programme and not (home / other / "results").exists():
            private_folder(home / other)
            (home / other / "results").symlink_to(results, target_is_directory=True)


def _linked(source: str, target: str) -> None:
    """Link a file, for no build changes one in place; copy it where links cannot be."""
    try:
        Path(target).hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def _prune(folder: Path) -> None:
    kept = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime_ns)
    for path in kept[:-_KEPT]:
        shutil.rmtree(path, ignore_errors=True)
