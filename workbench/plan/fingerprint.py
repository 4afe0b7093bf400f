# Written without pathlib, which takes longer to import than the whole look takes.
# ruff: noqa: PTH100, PTH103, PTH105, PTH110, PTH116, PTH118, PTH120, PTH123, PTH208
"""A quick look whether anything at all changed since the last complete build.

Only ``os``, ``sys`` and ``hashlib`` are imported here: this runs before anything else of a build.
"""

from __future__ import annotations

import hashlib
import os
import sys

_SKIPPED = {"__pycache__", ".ipynb_checkpoints", ".git", ".running"}
# The build's own books: they change while nothing that counts does.
_BOOKS = {".building", "journal.jsonl", "unchanged"}
# Below the build folder: where the state after a build of all programmes is kept, and what every build may fill.
_ALL = ".all"
_NOT_MADE = {_ALL, "cache"}


def tree_state(folder: str, skipped: frozenset[str] | set[str] = frozenset()) -> list[str]:
    """Return a line for each file below a folder: path, size, time of change in ns, inode.

    A missing folder gives no line. Compiled Python and editors' checkpoints do not count. A link to a folder, such as
    one that a team shares, is followed, each such folder once.
    """
    lines: list[str] = []
    linked: set[str] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = os.scandir(here)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                if entry.name in _SKIPPED or (here == folder and entry.name in skipped):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_symlink() and entry.is_dir():
                    place = os.path.realpath(entry.path)
                    waiting += [] if place in linked else [entry.path]
                    linked.add(place)
                else:
                    stat = _stat(entry)
                    if stat is not None:
                        lines.append(f"{entry.path}|{stat.st_size}|{stat.st_mtime_ns}|{stat.st_ino}")
    return lines


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat()
    except FileNotFoundError:
        try:
            return entry.stat(follow_symlinks=False)  # a link to nowhere
        except FileNotFoundError:
            return None  # an editor's file that has gone since the folder was listed


def _programs() -> list[str]:
    """Return which Quarto a build would use, as its file's state."""
    lines = []
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        path = os.path.join(folder, "quarto")
        try:
            stat = os.stat(path)
        except OSError:
            continue
        lines.append(f"{path}|{stat.st_size}|{stat.st_mtime_ns}")
    return lines


def installed() -> list[str]:
    """Return the name, with version, of everything that Python finds installed."""
    names = []
    for entry in sys.path:
        try:
            names += [name for name in os.listdir(entry) if name.endswith(".dist-info")]
        except OSError:
            continue
    return names


def _helpers(root: str) -> list[str]:
    """Return the state of the helpers that kernels import where the project has none of its own."""
    if os.path.exists(os.path.join(root, "src", "helpers", "__init__.py")):
        return []
    for finder in sys.meta_path:
        spec = finder.find_spec("helpers", None)
        if spec is not None and spec.origin:
            return tree_state(os.path.dirname(spec.origin))
    return []


def inputs_state(root: str, evidence: str, programme: str) -> str:
    """Return one hash over the state of every file that a build reads.

    Parameters
    ----------
    root, evidence
        The project's folders.
    programme
        Programme id; empty for every programme.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    lines = [sys.version, sys.prefix, *installed(), *_programs(), *_helpers(root)]
    for folder in ("parameters", "notebooks", "reports", "src"):
        lines += tree_state(os.path.join(root, folder))
    lines += tree_state(package)
    lines += tree_state(os.path.join(evidence, "store", "statistics"))
    lines += tree_state(os.path.join(evidence, "store", programme))
    lines += tree_state(os.path.join(evidence, "mappings", programme))
    return _hashed(lines)


def _hashed(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def results_state(build: str, programmes: tuple[str, ...]) -> str:
    """Return one hash over the state of the results of some programmes."""
    folders = [os.path.join(build, programme, "results") for programme in programmes]
    return _hashed([line for folder in folders for line in tree_state(folder)])


def fingerprint(
    root: str, evidence: str, build: str, programme: str, inputs: str = "", others: tuple[str, ...] = (),
    collected: str = "",
) -> str:  # fmt: skip
    """Return one hash over the state of every file that a build reads or makes.

    Parameters
    ----------
    root, evidence, build
        The project's folders.
    programme
        Programme id.
    inputs
        What :func:`inputs_state` said before; as things stand now, where it is not given.
    others
        Other programmes whose results the build reads.
    collected
        What :func:`results_state` said of these before; as things stand now, where it is not given.
    """
    lines = [inputs or inputs_state(root, evidence, programme), collected or results_state(build, others)]
    return _hashed([*lines, *tree_state(os.path.join(build, programme), _BOOKS)])


def everything(root: str, evidence: str, build: str, inputs: str = "") -> str:
    """Return one hash over the state of every file that a build of all programmes reads or makes.

    Parameters
    ----------
    root, evidence, build
        The project's folders.
    inputs
        What :func:`inputs_state` said before; as things stand now, where it is not given.
    """
    lines = [inputs or inputs_state(root, evidence, "")]
    for name in sorted(_names(build)):
        if name not in _NOT_MADE:
            lines += tree_state(os.path.join(build, name), _BOOKS)
    return _hashed([*lines, *_releases(build)])


def _releases(build: str) -> list[str]:
    """Return which releases there are: the front page names the last one of each programme."""
    folder = os.environ.get("WORKBENCH_RELEASES") or os.path.join(os.path.dirname(build), "releases")
    lines = []
    for programme in _names(folder):
        lines += [os.path.join(programme, version) for version in _names(os.path.join(folder, programme))]
    return lines


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def all_unchanged(root: str, evidence: str, build: str, options: str) -> str | None:
    """Return what the last complete build of all programmes said, or None when anything changed since.

    Parameters
    ----------
    root, evidence, build
        The project's folders.
    options
        The command's options as text.
    """
    try:
        with open(_place(build, _ALL, options), encoding="utf-8") as stream:
            stored, _, message = stream.read().partition("\n")
        names = os.listdir(build)
    except OSError:
        return None
    # Lines still in a journal mean that a build was cut off.
    if any(os.path.exists(os.path.join(build, name, "journal.jsonl")) for name in names):
        return None
    return message if stored == everything(root, evidence, build) else None


def remember_all(root: str, evidence: str, build: str, options: str, message: str, inputs: str = "") -> None:
    """Keep the state after a complete build of all programmes, with what to say when nothing changed.

    Parameters
    ----------
    root, evidence, build, options, message, inputs
        As for :func:`remember`.
    """
    _keep(_place(build, _ALL, options), everything(root, evidence, build, inputs), message)


def _place(build: str, programme: str, options: str) -> str:
    name = hashlib.sha256(options.encode()).hexdigest()[:16]
    return os.path.join(build, programme, "unchanged", name)


def unchanged(root: str, evidence: str, build: str, programme: str, options: str) -> str | None:
    """Return what the last complete build with the same options said, or None when anything changed since.

    Parameters
    ----------
    root, evidence, build, programme
        As for :func:`fingerprint`.
    options
        The command's options as text.
    """
    try:
        with open(_place(build, programme, options), encoding="utf-8") as stream:
            first, _, message = stream.read().partition("\n")
    except OSError:
        return None
    # Lines still in the journal mean that a build was cut off.
    if os.path.exists(os.path.join(build, programme, "journal.jsonl")):
        return None
    stored, *others = first.split(" ")
    return message if stored == fingerprint(root, evidence, build, programme, others=tuple(others)) else None


def remember(
    root: str, evidence: str, build: str, programme: str, options: str, message: str, inputs: str = "",
    others: tuple[str, ...] = (), collected: str = "",
) -> None:  # fmt: skip
    """Keep the state after a complete build, with what to say when nothing changed.

    Parameters
    ----------
    root, evidence, build, programme
        As for :func:`fingerprint`.
    options
        The command's options as text.
    message
        What to say when nothing changed.
    inputs
        What :func:`inputs_state` said when the build began: a file that was edited since may have been read before.
    others
        Other programmes whose results the build reads.
    collected
        What :func:`results_state` said of these when the build began: one of them may have been built meanwhile.
    """
    state = fingerprint(root, evidence, build, programme, inputs, others, collected)
    _keep(_place(build, programme, options), " ".join([state, *others]), message)


def _keep(place: str, state: str, message: str) -> None:
    os.makedirs(os.path.dirname(place), exist_ok=True)
    temporary = f"{place}.new"
    with open(temporary, "w", encoding="utf-8") as stream:
        stream.write(f"{state}\n{message}")
    os.replace(temporary, place)
