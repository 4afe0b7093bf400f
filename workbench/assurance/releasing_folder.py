"""The folder of a release: composed and rendered anew under its name, and proven to be what was signed."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from workbench.assurance.archive import RECORD, Released, close
from workbench.assurance.building import Assuring
from workbench.assurance.refusals import Look, NotReleased, Refusal
from workbench.assurance.refusals_build import is_about
from workbench.assurance.refusals_pages import CHECKED, page_refusals, synthetic_refusals
from workbench.assurance.releasing_proof import differing_pages
from workbench.assurance.sign_offs import all_sign_offs
from workbench.assurance.states_content import content_digests
from workbench.files import canonical_json, sha256, write_json
from workbench.manifest import own_files

SCHEMA = 1
_WORK = ".work"
# However it is written that a file's content is made up.
_SYNTHETIC = re.compile(r"""^[^#\n]*\bsynthetic["']?\s*:\s*["']?(?:true|yes|on)\b""", re.IGNORECASE | re.MULTILINE)


def content_of(look: Look) -> str:
    """Return one hash of all that a release would be made of: inputs, runs, rendering, reports and their sign-offs."""
    signed = all_sign_offs(look.project, look.programme.id)
    manifest = look.manifest
    whole = {
        "inputs": {name: digest for name, digest in manifest.get("inputs", {}).items() if not is_about(name)},
        "runs": {name: run.get("key") for name, run in manifest.get("runs", {}).items()},
        "rendering": manifest.get("rendering"),
        "versions": manifest.get("versions"),
        "workbench": manifest.get("workbench"),
        "reports": {each.report: each.content for each in look.standings.values()},
        "sign_offs": {report: [each.shown for each in entries] for report, entries in signed.items()},
    }
    return hashlib.sha256(canonical_json(whole).encode()).hexdigest()


def is_synthetic(look: Look) -> bool:
    """Return whether any evidence, result or authored record of the programme is made up."""
    from workbench.composition.results import read_recorded
    from workbench.store import EvidenceStore

    if any(entry.get("synthetic") for entry in EvidenceStore(look.project).catalogue(look.programme.id)["files"]):
        return True
    stages = {scope: [s.id for s in look.programme.stages if s.scope == scope] for scope in ("area", "national")}
    places = [*((area, "area") for area in look.areas), ("national", "national")]
    if any(read_recorded(look.folders.results / place, stages[scope]).synthetic for place, scope in places):
        return True
    authored = sorted((look.project.reports / look.programme.id).glob("*/**/*.yaml"))
    return any(
        _SYNTHETIC.search(path.read_text(encoding="utf-8-sig", errors="replace"))
        for path in authored
        if path.parent.name != "sign-offs"
    )


def write_folder(
    look: Look, making: Path, version: str, earlier: list[Released], disclosure: Mapping[str, Any], content: str,
    engine: str, note: Callable[[str], None],
) -> str:  # fmt: skip
    """Make everything of a release in a folder of another name; return the digest of its sums.

    Parameters
    ----------
    look
        What is released.
    making
        The folder to make.
    version, earlier
        The release's name, and the releases before it.
    disclosure, content
        What disclosure control found, and the hash of what the release is made of.
    engine, note
        As for `workbench.assurance.releasing.release`.

    Raises
    ------
    NotReleased
        When what was made is not what was signed.
    """
    making.mkdir(parents=True)
    project = making / _WORK / "project"
    rendering = look.manifest["rendering"]
    site = _rendered(look, project, version, rendering, engine, note)
    _prove(look, project, site, same_engine=engine in ("", "auto", rendering["engine"]))
    site.rename(making / "site")
    # Of the pages as released: the draft's say how they stood when it was built.
    composed = {f"project/{path.relative_to(project).as_posix()}": sha256(path) for path in own_files(project)}
    shutil.rmtree(making / _WORK)
    _copy_outputs(look, making)
    shutil.copyfile(look.folders.lockfile, making / look.folders.lockfile.name)  # what comparing names reasons by
    # Written anew: what lies in the build may be older than the answers, and nothing compares it.
    checks = Assuring(look.project, look.definitions, look.programme).release(making)
    reports = {
        f"site/{path.relative_to(making / 'site').as_posix()}": sha256(path)
        for path in sorted((making / "site").rglob("*"))
        if path.is_file()
    }
    write_json(making / "manifest.json", {**look.manifest, "composed": composed, "reports": reports})
    write_json(making / RECORD, _record(look, making, version, earlier, disclosure, content, checks))
    from workbench.provenance.crate import write_crate
    from workbench.provenance.inputs import describe
    from workbench.provenance.sums import write_sums

    write_json(making / "inputs.json", describe(look.project, look.programme))
    write_crate(making)
    return write_sums(making)


def put_away(making: Path, folder: Path) -> None:
    """Give a release its name, in one step, when nothing of it can be written any more."""
    close(making)
    making.rename(folder)


def _rendered(
    look: Look, project: Path, version: str, rendering: Mapping[str, Any], engine: str, note: Callable[[str], None]
) -> Path:
    from workbench.composition import compose
    from workbench.rendering import render

    note(f"Composing the reports as release {version}.")
    compose(
        look.project, look.definitions, look.programme, look.areas, project,
        results=look.folders.results, formats=rendering["formats"], release=version,
    )  # fmt: skip
    made = content_digests(project, look.programme.outputs)
    signed = {each.report: each.content for each in look.standings.values()}
    if made != signed:
        do = f"Build again: workbench build {look.programme.id}, and have what has changed assured again."
        wrong = sorted(report for report in {*made, *signed} if made.get(report) != signed.get(report))
        why = "what would be released is not what was signed."
        raise NotReleased([Refusal("release", report, why, do) for report in wrong], look.programme.id)
    site = project.parent / "site"
    note("Rendering.")
    rendered = render(project, site, rendering["formats"], engine or rendering["engine"], report=note)
    for warning in rendered.warnings:
        note(f"Note: {warning}")
    return site


def _copy_outputs(look: Look, making: Path) -> None:
    """Copy executed notebooks and results; a file whose time hides that it was changed is told here."""
    wrong = []
    for run in look.manifest["runs"].values():
        for name, digest in run["outputs"].items():
            (making / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(look.folders.root / name, making / name)
            wrong += [name] if sha256(making / name) != digest else []
    if wrong:
        why, do = "is not what the build made.", f"Remove it, and build again: workbench build {look.programme.id}"
        raise NotReleased([Refusal("release", name, why, do) for name in wrong], look.programme.id)


def _prove(look: Look, project: Path, site: Path, *, same_engine: bool) -> None:
    """Raise unless the pages made are those that were looked at, but for how their reports stand."""
    refusals = []
    if same_engine and look.manifest["rendering"]["engine"] == "embedded":
        do = f"Remove build/{look.programme.id}/site, and build again: workbench build {look.programme.id}"
        refusals += [
            Refusal("release", name, "differs from the draft in more than the line that says how it stands.", do)
            for name in differing_pages(look.folders.site, site)
        ]
        formats = tuple(name for name in CHECKED if name != "html")  # which are the same as those looked at
    else:
        formats = tuple(CHECKED)
    refusals += page_refusals(site, formats)
    if is_synthetic(look):
        refusals += synthetic_refusals(site)
    if refusals:
        raise NotReleased(refusals, look.programme.id)


def _record(
    look: Look, making: Path, version: str, earlier: list[Released], disclosure: Mapping[str, Any], content: str,
    checks: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    from workbench.assurance.roles import read_assurance

    signed = all_sign_offs(look.project, look.programme.id)
    reports = {
        each.report: {
            "state": each.state,
            "content": each.content,
            "sign_offs": [one.shown for one in signed.get(each.report, ())],
        }
        for each in look.standings.values()
    }
    files: dict[str, int] = {}
    for path in (making / "site").rglob("*"):
        if path.suffix[1:] in CHECKED:
            files[path.suffix[1:]] = files.get(path.suffix[1:], 0) + 1
    return {
        "schema": SCHEMA,
        "programme": look.programme.id,
        "version": version,
        "previous": earlier[-1].version if earlier else None,
        "manifest": sha256(making / "manifest.json"),
        "content": content,
        "date": max(entry["date"] for report in reports.values() for entry in report["sign_offs"]),
        "engine": look.manifest["rendering"]["engine"],
        "formats": look.manifest["rendering"]["formats"],
        "synthetic": is_synthetic(look),
        "reports": reports,
        "roles": read_assurance(look.project, look.programme.id).roles.as_dict(),
        "sense_checks": dict(checks),
        "disclosure": dict(disclosure),
        "accessibility": {
            "checked": {name: list(checks) for name, checks in CHECKED.items()},
            "files": dict(sorted(files.items())),
            "found": 0,
        },
    }
