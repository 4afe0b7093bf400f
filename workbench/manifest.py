"""What a build was made of and what it made: ``build/<programme>/manifest.json``."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.errors import shown_path
from workbench.files import canonical_json, write_text
from workbench.plan.folders import BuildFolders
from workbench.plan.hashes import FileHashes
from workbench.plan.lockfile import Lockfile

SCHEMA = 1
_SKIPPED = {"__pycache__", ".ipynb_checkpoints"}
# Of a programme's reports: what people say of a build that was made. It cannot be in the manifest that they sign.
_SAID_FOLDERS = ("assurance", "sign-offs")
_SAID_FILES = ("factual-accuracy.yaml",)


def own_files(folder: Path) -> Iterable[Path]:
    """Yield the files below a folder that belong to it; editors' and systems' hidden files do not."""
    return (Path(path) for _, path in own_names(str(folder)))


def own_names(folder: str, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield the files that belong to a folder by their names from there, with slashes, and their paths.

    A site has thousands of them: as texts they take a third of the time that paths do.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name in _SKIPPED or entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from own_names(entry.path, f"{before}{entry.name}/")
        elif entry.is_file():
            yield f"{before}{entry.name}", entry.path


def _hashed(folder: Path, shown: str, hashes: FileHashes) -> dict[str, str]:
    found = {f"{shown}/{name}": hashes.of(path) for name, path in own_names(str(folder))}
    return {name: value for name, value in found.items() if value is not None}


def input_files(project: Any, programme: Any, hashes: FileHashes) -> dict[str, str]:
    """Return the SHA-256 of every file that a build of the programme may read, by path relative to the project.

    The evidence folder lies outside the project in real use; its files are shown under ``evidence/``.
    """
    found: dict[str, str] = {}
    for folder in ("parameters", "notebooks", "src/helpers"):
        found |= _hashed(project.root / folder, folder, hashes)
    others = {f"reports/{name}/" for name in _other_programmes(project, programme)}
    found |= {
        name: value
        for name, value in _hashed(project.reports, "reports", hashes).items()
        if not any(name.startswith(other) for other in others) and not _is_said(name)
    }
    for name in (programme.id, "statistics"):
        found |= _hashed(project.store / name, f"evidence/store/{name}", hashes)
    return found


def _is_said(name: str) -> bool:
    """Return whether a file of a programme's reports says something of a build: answers, sign-offs, points of fact.

    Examples
    --------
    >>> _is_said("reports/p/assurance/sense-checks.yaml"), _is_said("reports/p/assurance.yaml")
    (True, False)
    """
    parts = name.split("/")
    return len(parts) > 3 and (parts[2] in _SAID_FOLDERS or parts[-1] in _SAID_FILES)


def _other_programmes(project: Any, programme: Any) -> set[str]:
    known = {path.stem for path in (project.parameters / "programmes").glob("*.yaml")}
    return known - {programme.id}


def page_entries(project: Any, programme: Any, lockfile: Lockfile, hashes: FileHashes) -> dict[str, Any]:
    """Return what the pages of each area and of the nation were made from: keys of runs, hashes of files.

    It holds nothing of the pages themselves, so that their footers can name it.

    Parameters
    ----------
    project, programme, lockfile, hashes
        Of the build.

    Returns
    -------
    dict
        By place, ``areas/fife`` or ``national``: ``runs``, ``files`` and ``shared``, the digest of the entry ``shared``
        with the files that all pages have in common.
    """
    own = project.reports / programme.id
    parameters = [project.parameters / "programmes" / f"{programme.id}.yaml"]
    parameters += [project.parameters / "instruments" / f"{name}.yaml" for name in programme.instruments]
    parameters += [project.parameters / "frameworks" / f"{programme.framework}.yaml"]
    parameters += sorted(project.parameters.glob("*.yaml"))
    kinds = {*programme.outputs, "shared", "theme", "home", "area-home"}
    folders = [path for name in sorted(kinds) if (path := project.reports / name).is_dir()]
    apart = ("areas", "national", *_SAID_FOLDERS)
    folders += [path for path in sorted(own.glob("*")) if path.is_dir() and path.name not in apart]
    shared = {shown_path(path, project.root): value for path in parameters if (value := hashes.of(path))}
    for folder in folders:
        shared |= _hashed(folder, folder.relative_to(project.reports.parent).as_posix(), hashes)
    entries: dict[str, Any] = {"shared": {"files": shared}}
    common = entry_digest(entries["shared"])
    runs: dict[str, dict[str, str]] = {}
    for name in lockfile.names:
        record = lockfile[name]
        if record.key is not None:
            place = name.partition("/")[0]
            runs.setdefault("national" if place == "national" else f"areas/{place}", {})[name] = record.key.digest
    for place in sorted({*runs, "national"}):
        files = _hashed(own / place, f"reports/{programme.id}/{place}", hashes) if (own / place).is_dir() else {}
        files = {name: value for name, value in files.items() if not _is_said(name)}
        behind = runs.get(place, {})
        if place == "national":  # behind the overview are the runs of all areas
            behind = {name: key for each in runs.values() for name, key in each.items()}
        entries[place] = {"runs": behind, "files": files, "shared": common}
    return entries


def entry_digest(entry: Mapping[str, Any]) -> str:
    """Return the digits by which a page's footer names its entry of the manifest: the first 16 of its SHA-256.

    Examples
    --------
    >>> entry_digest({"runs": {}, "files": {}})
    '6a12b8ac803c31f7'
    """
    return hashlib.sha256(canonical_json(entry).encode()).hexdigest()[:16]


def manifest(
    project: Any,
    programme: Any,
    folders: BuildFolders,
    lockfile: Lockfile,
    hashes: FileHashes,
    *,
    versions: Mapping[str, str],
    rendering: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the manifest: the same for the same inputs; it holds no time and no path of this machine.

    Parameters
    ----------
    project, programme, folders, lockfile, hashes
        Of the build.
    versions
        Python and the distributions it ran with.
    rendering
        What rendered the reports, and the formats; empty where none were rendered.
    """
    runs = {}
    for name in lockfile.names:
        record = lockfile[name]
        runs[name] = {
            "status": record.status,
            "key": record.key.digest if record.key else None,
            "reads": dict(record.key.evidence) | dict(record.key.upstream) if record.key else {},
            "outputs": dict(record.outputs),
        } | ({"error": record.error} if record.error else {})
    return {
        "schema": SCHEMA,
        "programme": programme.id,
        "workbench": __version__,
        "versions": dict(versions),
        "rendering": dict(rendering),
        "inputs": input_files(project, programme, hashes),
        "pages": page_entries(project, programme, lockfile, hashes),
        "runs": runs,
        "composed": _hashed(folders.project, "project", hashes) if folders.project.is_dir() else {},
        "reports": _hashed(folders.site, "site", hashes) if folders.site.is_dir() else {},
    }


def main(arguments: list[str]) -> int:
    """Say the digits that name each place's entry of a manifest, to be compared with the footers of its pages."""
    if len(arguments) != 1:
        sys.stderr.write("Name a manifest: python -m workbench.manifest build/PROGRAMME/manifest.json\n")
        return 2
    try:
        pages = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))["pages"]
    except (OSError, ValueError, KeyError, TypeError):
        sys.stderr.write(f"{arguments[0]} is no manifest of a build with reports.\n")
        return 2
    for place, entry in pages.items():
        sys.stdout.write(f"{entry_digest(entry)}  {place}\n")
    return 0


def last_entry(path: Path, name: str) -> dict[str, Any]:
    """Return one entry of the manifest that is there, such as ``rendering``; empty when there is none."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))[name])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write_manifest(path: Path, content: Mapping[str, Any]) -> None:
    """Write the manifest, leaving a file of the same content as it is."""
    text = canonical_json(content, indent=1) + "\n"
    try:
        if path.read_text(encoding="utf-8") == text:
            return
    except FileNotFoundError:
        pass
    write_text(path, text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
