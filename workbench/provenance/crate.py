"""The RO-Crate of a release: what it holds, what each output was made from, with what, and by whom."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError
from workbench.files import canonical_json, sha256, write_text
from workbench.provenance.actions import described_actions
from workbench.provenance.identifiers import reference, references
from workbench.provenance.people import described_people
from workbench.provenance.sums import SUMS, released_files

METADATA = "ro-crate-metadata.json"
VERSION = "1.2"
WORKBENCH = "#workbench"
_LICENCE = (
    "#licence",
    "Set by the bodies that publish the reports",
    "Published statistics in them keep their own licences, mostly the Open Government Licence v3.0; each report names "
    "its sources.",
)
#: Python's own table of these differs between machines, which read theirs from the system.
_KINDS = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}


def write_crate(folder: Path) -> None:
    """Write ``ro-crate-metadata.json`` of a release from its own files.

    The same release gives the same bytes: every entity has a name of its own, the date is the release's, and the list
    is sorted. Nothing is fetched.

    Parameters
    ----------
    folder
        The release's folder with everything in it but this file and the sums.

    Raises
    ------
    WorkbenchError
        When the folder has no manifest.
    """
    from rocrate.model import ContextEntity, File  # reads the vocabulary of schema.org: a third of a second
    from rocrate.rocrate import ROCrate

    manifest = _read(folder / "manifest.json")
    if not manifest:
        raise WorkbenchError(f"{folder} has no manifest.json, so it is no release.")
    release, inputs = _read(folder / "release.json"), _read(folder / "inputs.json")
    crate = ROCrate(version=VERSION)
    # The library's own list of terms may be newer than the version that the crate names.
    crate.metadata.extra_terms["sha256"] = "http://schema.org/sha256"
    files = [name for name in released_files(folder) if name != METADATA]
    for name in files:
        path = folder / name
        about = {"name": name, "contentSize": str(path.stat().st_size), "sha256": sha256(path)}
        if path.suffix in _KINDS:
            about["encodingFormat"] = _KINDS[path.suffix]
        crate.add(File(crate, dest_path=name, properties=about))
    crate.add(File(crate, dest_path=SUMS, properties={"name": SUMS, "encodingFormat": "text/plain"}))

    people = described_people(release, manifest, files)
    actions = described_actions(manifest, inputs, files, people.makers)
    before = _before(release, inputs)
    entities = {**_software(manifest, inputs), **before, **people.entities, **actions.entities}
    entities[_LICENCE[0]] = {"@type": "CreativeWork", "name": _LICENCE[1], "description": _LICENCE[2]}
    for name in sorted(entities):
        crate.add(ContextEntity(crate, name, properties=entities[name]))

    root = crate.root_dataset
    for name, value in _about(release, manifest, inputs).items():
        root[name] = value
    if before:
        root["isBasedOn"] = references(before)
    root["license"] = reference(_LICENCE[0])
    root["mentions"] = references([*actions.names, *people.endorsements])
    if people.contributors:
        root["contributor"] = references(people.contributors)
    # Made with the clock's time by the library; the release has its own.
    if release.get("date"):
        root["datePublished"] = str(release["date"])
    else:
        del root["datePublished"]
    written = crate.metadata.generate()
    written["@graph"] = [_sorted(entity) for entity in sorted(written["@graph"], key=_place)]
    write_text(folder / METADATA, canonical_json(written, indent=1) + "\n")


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise WorkbenchError(f"{path} cannot be read: {error}.") from error
    return found if isinstance(found, dict) else {}


def _before(release: Mapping[str, Any], inputs: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what the release as a whole rests on: the sources' commit, and the release before it."""
    found: dict[str, dict[str, Any]] = {}
    git = inputs.get("git") or {}
    if git.get("commit"):
        found["#commit"] = {"@type": "SoftwareSourceCode", "name": "Sources in git", "version": git["commit"]}
        if git.get("changed"):
            found["#commit"]["description"] = "Changed since: " + ", ".join(git["changed"])
    if release.get("previous"):
        name = f"Release {release['previous']}"
        found["#previous"] = {"@type": "CreativeWork", "name": name, "version": str(release["previous"])}
    return found


def _about(release: Mapping[str, Any], manifest: Mapping[str, Any], inputs: Mapping[str, Any]) -> dict[str, Any]:
    title = inputs.get("title") or manifest.get("programme", "")
    version = str(release.get("version") or "")
    said: dict[str, Any] = {
        "name": f"{title}, release {version}" if version else str(title),
        "description": f"Reports of the programme {manifest.get('programme', '')} with the executed notebooks behind "
        "them. Each run and each page names what it was made from; manifest.json has the same with every hash.",
        "identifier": f"{manifest.get('programme', '')}/{version}" if version else str(manifest.get("programme", "")),
    }
    if version:
        said["version"] = version
    if inputs.get("publishers"):
        said["publisher"] = ", ".join(inputs["publishers"])
    return said


def _software(manifest: Mapping[str, Any], inputs: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the workbench and every distribution it ran with, each with its version."""
    versions = dict(manifest.get("versions", {}))
    engine = (manifest.get("rendering") or {}).get("engine")
    about: dict[str, Any] = {
        "@type": "SoftwareApplication",
        "name": "Strategic scrutiny workbench",
        "version": str(manifest.get("workbench", "")),
        "softwareRequirements": references(f"#software/{name}" for name in versions),
    }
    sources = (inputs.get("application") or {}).get("sources")
    if sources:
        about["sha256"] = sources
    if engine:
        about["description"] = f"Rendered by {'Quarto' if engine == 'quarto' else 'the embedded engine'}."
    found = {WORKBENCH: about}
    for name, version in versions.items():
        told = {"@type": "SoftwareApplication", "name": name, "version": str(version)}
        found[reference(f"#software/{name}")["@id"]] = told
    return found


def _place(entity: Mapping[str, Any]) -> tuple[int, str]:
    """Put the file's own description first, then the release, then the rest by name."""
    first = {METADATA: 0, "./": 1}
    return first.get(entity["@id"], 2), entity["@id"]


def _sorted(entity: Mapping[str, Any]) -> dict[str, Any]:
    parts = entity.get("hasPart")
    if isinstance(parts, list):
        return {**entity, "hasPart": sorted(parts, key=lambda each: each["@id"])}
    return dict(entity)
