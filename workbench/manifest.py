"""What a build was made of and what it made: ``build/<programme>/manifest.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.files import canonical_json, write_text
from workbench.plan.folders import BuildFolders
from workbench.plan.hashes import FileHashes
from workbench.plan.lockfile import Lockfile

SCHEMA = 1
_SKIPPED = {"__pycache__", ".ipynb_checkpoints"}


def _files(folder: Path) -> Iterable[Path]:
    """Yield the files below a folder that belong to it; editors' and systems' hidden files do not."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part in _SKIPPED or part.startswith(".") for part in parts):
            yield path


def _hashed(folder: Path, shown: str, hashes: FileHashes) -> dict[str, str]:
    found = {f"{shown}/{path.relative_to(folder).as_posix()}": hashes.of(path) for path in _files(folder)}
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
        if not any(name.startswith(other) for other in others)
    }
    for name in (programme.id, "statistics"):
        found |= _hashed(project.store / name, f"evidence/store/{name}", hashes)
    return found


def _other_programmes(project: Any, programme: Any) -> set[str]:
    known = {path.stem for path in (project.parameters / "programmes").glob("*.yaml")}
    return known - {programme.id}


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
        "runs": runs,
        "reports": _hashed(folders.site, "site", hashes) if folders.site.is_dir() else {},
    }


def last_rendering(path: Path) -> dict[str, Any]:
    """Return how the reports were last rendered, from the manifest that is there; empty when there is none."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["rendering"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def last_gate(path: Path) -> dict[str, Any]:
    """Return what the last disclosure control found, from the manifest that is there; empty when there is none."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["disclosure"])
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
