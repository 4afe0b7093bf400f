"""The git repository that a project lies in, if it lies in one."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import WorkbenchError

#: What a build reads of a repository: a change elsewhere changes no output.
READ = ("parameters", "notebooks", "reports", "src", "workbench", "locks", "pyproject.toml")


@dataclass(frozen=True)
class Revision:
    """The revision that a project's sources are at.

    Parameters
    ----------
    commit
        The commit's full name.
    folder
        The project's folder in the repository, with a slash at its end; empty where it is the repository's own.
    changed
        Files that a build may read and that are not as in the commit, relative to the project, sorted.
    """

    commit: str
    folder: str = ""
    changed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return it as plain values."""
        return {"commit": self.commit, "folder": self.folder, "changed": list(self.changed)}


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git says, or None where there is no git, no repository or no commit."""
    try:
        done = subprocess.run(
            # The names of files as they are, whatever the user's settings; and nothing is written, not even the index.
            ["git", "--no-optional-locks", "-c", "core.quotePath=false", "-C", str(root), *arguments],
            capture_output=True, text=True, encoding="utf-8", errors="surrogateescape", check=False,
        )  # fmt: skip
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def revision_of(root: Path) -> Revision | None:
    """Return the revision of the project at ``root``, or None where it is in no repository.

    Parameters
    ----------
    root
        The project's folder. A folder that a repository ignores is in none.
    """
    commit = _git(root, "rev-parse", "--verify", "HEAD")
    folder = _git(root, "rev-parse", "--show-prefix")
    if commit is None or folder is None or not (_git(root, "ls-files", "--", "parameters") or "").strip():
        return None
    said = _git(root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *READ)
    if said is None:
        return None
    folder = folder.strip("\n")
    changed = {entry[3:].removeprefix(folder) for entry in said.split("\0") if entry}
    return Revision(commit.strip(), folder, tuple(sorted(changed)))


def clone(root: Path, commit: str, target: Path) -> None:
    """Lay out one commit of the repository that ``root`` lies in, in a folder of its own.

    Parameters
    ----------
    root
        A folder of the repository, which is only read.
    commit
        The commit.
    target
        The folder to make.

    Raises
    ------
    WorkbenchError
        When the repository does not hold the commit.
    """
    top = (_git(root, "rev-parse", "--show-toplevel") or "").strip("\n")
    if not top or _git(root, "cat-file", "-e", f"{commit}^{{commit}}") is None:
        raise WorkbenchError(
            f"The repository of {root} does not hold the commit {commit[:12]} that the release was made from. "
            "Fetch it, or go to a copy that has it."
        )
    # Hard links to the store of objects: quick, and nothing of the user's repository is written to.
    done = _git(root, "clone", "--quiet", "--no-checkout", "--local", top, str(target))
    if done is None or _git(target, "checkout", "--quiet", "--detach", commit) is None:
        raise WorkbenchError(f"The commit {commit[:12]} could not be laid out in {target}: is there room on the disk?")
