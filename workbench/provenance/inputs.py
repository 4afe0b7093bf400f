"""What a release was made from: the content of its ``inputs.json``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import workbench
from workbench import __version__
from workbench.errors import WorkbenchError
from workbench.files import canonical_json, sha256
from workbench.manifest import input_files
from workbench.plan.environment import environment
from workbench.plan.hashes import FileHashes
from workbench.provenance.git import revision_of

SCHEMA = 1
#: The folders of a project whose files a build reads, each with one digest.
SOURCES = ("notebooks", "parameters", "reports", "src/helpers")
LOCKS = ("locks/build.txt", "locks/test.txt")


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON.

    Examples
    --------
    >>> digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    True
    """
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def describe(project: Any, programme: Any) -> dict[str, Any]:
    """Return what a release of the programme is made from.

    Parameters
    ----------
    project
        The project.
    programme
        The programme, or its id.

    Returns
    -------
    dict
        ``git`` (commit, and what was changed since; None in no repository), ``application``, ``environment``,
        ``sources`` (a digest of each folder), ``evidence`` (the hash of each data set by table and area, and of the
        files it was made of), ``statistics``, ``stages`` (the notebook of each) and ``collects_from``. It holds no
        time, no path of this machine and no number of rows.

    Raises
    ------
    WorkbenchError
        When the programme is not known.
    """
    if isinstance(programme, str):
        from workbench.definitions import load_definitions  # pydantic and YAML

        programme = load_definitions(project, only=(programme,)).programme(programme)
    files = input_files(project, programme, FileHashes(project.build / "cache" / "hashes.json"))
    revision = revision_of(project.root)
    return {
        "schema": SCHEMA,
        "programme": programme.id,
        "title": programme.title,
        "publishers": sorted(each.name for each in programme.publishers),
        "git": revision.as_dict() if revision else None,
        "application": {"version": __version__, "sources": application_digest()},
        "environment": environment_of(project.root),
        "sources": source_digests(files),
        "evidence": _evidence(project, programme.id, files),
        "statistics": _below(files, "evidence/store/statistics/"),
        "stages": {stage.id: stage.notebook for stage in programme.stages},
        "collects_from": sorted({one.programme for stage in programme.stages for one in stage.collects_from}),
    }


def source_digests(files: Mapping[str, str]) -> dict[str, str]:
    """Return one digest of each folder of sources, from the hashes of a manifest's inputs.

    Examples
    --------
    >>> found = source_digests({"notebooks/a.ipynb": "1", "evidence/store/p/t/fife.parquet": "2"})
    >>> sorted(found), found["notebooks"] == digest_of({"a.ipynb": "1"})
    (['notebooks', 'parameters', 'reports', 'src/helpers'], True)
    """
    return {folder: digest_of(_below(files, f"{folder}/")) for folder in SOURCES}


def _below(files: Mapping[str, str], folder: str) -> dict[str, str]:
    return {name.removeprefix(folder): value for name, value in files.items() if name.startswith(folder)}


def application_digest(folder: Path | None = None) -> str:
    """Return one digest of the workbench's own files, with the kernels it starts.

    Parameters
    ----------
    folder
        The package's folder; by default of the one that is running.
    """
    folder = folder or Path(str(workbench.__file__)).parent
    kernels = _kernels(folder)
    found = {}
    for name, top in (("workbench", folder), ("warm_kernels", kernels)):
        for path in sorted(top.rglob("*")) if top else ():
            parts = path.relative_to(top).parts
            if path.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in parts):
                found["/".join((name, *parts))] = sha256(path)
    return digest_of(found)


def _kernels(folder: Path) -> Path | None:
    """Return where the package of warm kernels lies: in a project's ``src``, or beside the installed workbench."""
    for place in (folder.parent / "src" / "warm_kernels", folder.parent / "warm_kernels"):
        if (place / "__init__.py").is_file():
            return place
    return None


def environment_of(root: Path) -> dict[str, Any]:
    """Return what identifies the environment: Python, a digest of all versions, the hashes of the project's locks."""
    versions = environment()
    locks = {name: sha256(root / name) for name in LOCKS if (root / name).is_file()}
    return {"python": versions["python"], "versions": digest_of(versions), "locks": locks}


def _evidence(project: Any, programme: str, files: Mapping[str, str]) -> dict[str, Any]:
    """Return each data set by table and area; the hashes are of the stored files as they are, not as once said."""
    from workbench.store import EvidenceStore

    try:
        entries = EvidenceStore(project).catalogue(programme, finish=False)["files"]
    except WorkbenchError:
        entries = []
    found: dict[str, Any] = {}
    for name, value in sorted(_below(files, f"evidence/store/{programme}/").items()):
        table, _, file = name.partition("/")
        if not file.endswith(".parquet"):
            continue
        area = file.removesuffix(".parquet")
        behind = [each for each in entries if (each["table"], each["area"]) == (table, area)]
        found.setdefault(table, {})[area] = {
            "stored": value,
            "files": {each["file"]: each["sha256"] for each in sorted(behind, key=lambda each: each["file"])},
            "as_of": max((each["as_of"] for each in behind), default=""),
            "synthetic": any(each["synthetic"] for each in behind),
        }
    return found
