"""Whether a build is whole, and made of the inputs as they are now."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench.assurance.refusals import Look, Refusal
from workbench.definitions.areas import NATIONAL
from workbench.errors import WorkbenchError, shown_path
from workbench.manifest import input_files, page_entries
from workbench.plan.hashes import FileHashes
from workbench.plan.lockfile import Lockfile

_STORED = re.compile(r"evidence/store/.+\.parquet")


def read_manifest(path: Path) -> dict[str, Any]:
    """Return a build's manifest; empty where there is none that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_about(name: str) -> bool:
    """Return whether an authored file is about the reports, and none of their inputs: signing changes nothing signed.

    Examples
    --------
    >>> is_about("reports/p/sign-offs/fife.yaml"), is_about("reports/p/areas/fife/_qi-2.1.qmd")
    (True, False)
    """
    parts = name.split("/")
    return len(parts) > 3 and parts[0] == "reports" and (
        parts[2] in ("sign-offs", "assurance") or parts[-1] == "factual-accuracy.yaml"
    )  # fmt: skip


def changed_inputs(project: Any, programme: Any, manifest: Mapping[str, Any], hashes: FileHashes) -> list[str]:
    """Return the names of the input files that are not as the build read them, in order."""
    before, now = dict(manifest.get("inputs", {})), input_files(project, programme, hashes)
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name) and not is_about(name))


def stale_places(project: Any, programme: Any, manifest: Mapping[str, Any], folders: Any) -> frozenset[str]:
    """Return the places (``areas/fife``, ``national``) that were made of files or evidence that have changed since.

    Parameters
    ----------
    project, programme, folders
        Of the build.
    manifest
        Its manifest.
    """
    hashes = FileHashes(folders.cache / "hashes.json")
    now = page_entries(project, programme, Lockfile(folders), hashes)
    before = manifest.get("pages", {})
    found = {place for place in {*now, *before} if place != "shared" and now.get(place) != before.get(place)}
    return frozenset(found | _with_other_evidence(changed_inputs(project, programme, manifest, hashes)))


def _with_other_evidence(changed: Iterable[str]) -> set[str]:
    """Return the places whose evidence is among some changed inputs; the nation is made of that of every area.

    Examples
    --------
    >>> sorted(_with_other_evidence(["evidence/store/p/staff/fife.parquet", "parameters/areas.yaml"]))
    ['areas/fife', 'national']
    """
    areas = {name.rpartition("/")[2].removesuffix(".parquet") for name in changed if _STORED.fullmatch(name)}
    return {NATIONAL if area == NATIONAL else f"areas/{area}" for area in areas} | ({NATIONAL} if areas else set())


def place_of(report: str, areas: tuple[str, ...]) -> str:
    """Return the place of the manifest that a report belongs to."""
    return f"areas/{report}" if report in areas else "national"


def build_refusals(look: Look) -> Iterator[Refusal]:
    """Yield what keeps the build from being what a release is made of."""
    again = f"Build again: workbench build {look.programme.id}"
    if not look.manifest.get("rendering") or not look.manifest.get("reports"):
        yield Refusal("build", "", f"{look.programme.id} has no build with reports.", again)
        return
    hashes = FileHashes(look.folders.cache / "hashes.json")
    now = input_files(look.project, look.programme, hashes)
    for name in changed_inputs(look.project, look.programme, look.manifest, hashes):
        there = "has changed" if name in look.manifest["inputs"] else "is new"
        there = f"{there if name in now else 'is gone'} since the build"
        yield Refusal("build", name, f"{there}.", again)
    yield from _runs(look, again)
    yield from _overview(look, hashes, again)
    yield from _files(look, hashes, again)
    for slug in look.areas:
        if slug not in look.standings or not look.standings[slug].content:
            yield Refusal("build", slug, "has no report.", again)


def _runs(look: Look, again: str) -> Iterator[Refusal]:
    """Yield the runs that a build would do now."""
    from workbench.execution.context import RunContexts
    from workbench.plan.planner import Planner
    from workbench.plan.units import programme_units
    from workbench.store import EvidenceStore

    for name, run in look.manifest.get("runs", {}).items():
        if run.get("status") != "done":
            yield Refusal("build", name, f"the run is '{run.get('status')}'.", again)
    units = programme_units(look.programme, look.areas)
    catalogue = EvidenceStore(look.project).catalogue(look.programme.id)
    contexts = RunContexts(look.project, look.definitions, look.programme, catalogue)
    planner = Planner(look.project, look.programme, units, look.folders, Lockfile(look.folders), contexts)
    try:
        planned = planner.plan(list(units))
    except WorkbenchError as error:
        yield Refusal("build", "", error.message, again)
        return
    for each in planned:
        if each.reasons:
            yield Refusal("build", each.unit.name, f"would run again: {each.reasons[0]}.", again)


def _overview(look: Look, hashes: FileHashes, again: str) -> Iterator[Refusal]:
    """Yield national runs that were made of other results than the areas have now."""
    for name, run in look.manifest.get("runs", {}).items():
        if not name.startswith("national/"):
            continue
        for read, digest in run.get("reads", {}).items():
            path = look.folders.results_file(read)
            if "/" in read and path.is_file() and hashes.of(path) != digest:
                yield Refusal("build", name, f"is older than the results of {read}.", again)


def _files(look: Look, hashes: FileHashes, again: str) -> Iterator[Refusal]:
    """Yield the files that are not as the manifest has them: changed by hand, missing, or not made by the build."""
    named = {**look.manifest.get("composed", {}), **look.manifest.get("reports", {})}
    for run in look.manifest.get("runs", {}).values():
        named |= run.get("outputs", {})
    do = f"Something else than a build wrote it. Remove build/{look.programme.id}/site and project, then: {again[13:]}"
    for name, digest in sorted(named.items()):
        found = hashes.of(look.folders.root / name)
        if found != digest:
            why = "is missing." if found is None else "is not what the build made."
            yield Refusal("build", shown_path(look.folders.root / name, look.project.root), why, do)
    for path in sorted(look.folders.site.rglob("*")):
        name = f"site/{path.relative_to(look.folders.site).as_posix()}"
        if path.is_file() and name not in named and not path.name.startswith("."):
            yield Refusal("build", shown_path(path, look.project.root), "was not made by the build.", do)
    kept = look.manifest.get("content", {})
    composed = {each.report: each.content for each in look.standings.values() if each.content}
    for report in sorted({*kept, *composed}):
        if kept.get(report) != composed.get(report):
            yield Refusal("build", report, "its composed sources are not what the build made.", do)
