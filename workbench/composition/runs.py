"""What is known of the runs behind a page: notebooks, run keys, evidence files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from workbench.composition.ground import NATIONAL, Ground
from workbench.composition.results import Recorded
from workbench.composition.text import dashed, plain
from workbench.composition.traces import PAGE, Run, Traces, trace_page
from workbench.plan.folders import BuildFolders, build_folders
from workbench.plan.lockfile import Lockfile
from workbench.rendering.lock import stamp_of
from workbench.store import EvidenceStore


def area_trace(ground: Ground, area: Any, recorded: Recorded) -> str:
    """Return the trace page of an area.

    Parameters
    ----------
    ground
        What all pages share.
    area, recorded
        The area, and what was recorded for it.
    """
    keys = _run_keys(ground)
    listed: dict[str, list[tuple[str, int]]] = {}
    for file in EvidenceStore(ground.project).catalogue(ground.programme.id)["files"]:
        if file["area"] == area.slug:
            listed.setdefault(file["table"], []).append((PurePosixPath(file["file"]).name, file["rows"]))
    runs = {
        stage.id: Run(
            stage.title,
            stage.notebook,
            keys.get(f"{area.slug}/{stage.id}", ""),
            {table: tuple(sorted(listed.get(table, ()))) for table in stage.evidence},
        )
        for stage in ground.programme.stages
        if stage.scope == "area"
    }
    return _page(ground, f"{area.name}: where the numbers come from", Traces(recorded, f"areas/{area.slug}"), runs)


def national_trace(ground: Ground, national: Recorded, shown: Iterable[Any]) -> str:
    """Return the trace page of the overview, which leads on to the areas' traces.

    Parameters
    ----------
    ground, national
        What all pages share, and what was recorded for the nation.
    shown
        The areas that have a report.
    """
    keys, areas = _run_keys(ground), tuple(shown)
    titles = {stage.id: stage.title for stage in ground.programme.stages}
    runs = {}
    for stage in ground.programme.stages:
        if stage.scope == "area":
            continue
        upstream = tuple(
            f"{plain(titles[below])}: "
            + ", ".join(f"[{plain(area.name)}](/areas/{area.slug}/{PAGE}#stage-{dashed(below)})" for area in areas)
            for below in stage.collects
        )
        runs[stage.id] = Run(stage.title, stage.notebook, keys.get(f"{NATIONAL}/{stage.id}", ""), {}, upstream)
    return _page(ground, "National overview: where the numbers come from", Traces(national), runs)


def _page(ground: Ground, title: str, traces: Traces, runs: dict[str, Run]) -> str:
    sources = {
        name: f"{source.publisher}: {source.title} ({source.as_of})"
        for name, source in ground.definitions.sources.items()
    }
    titles = {name: instrument.title for name, instrument in ground.definitions.instruments.items()}
    return trace_page(title, ground.metadata["report"]["subtitle"], traces, runs, sources, titles)


def record_of(ground: Ground, slug: str = "") -> str:
    """Return the first digits of a digest of the keys of all runs behind a page; empty where there are none.

    Anyone who has the manifest can make it again: SHA-256 of a line ``run key`` for each run, sorted.

    Parameters
    ----------
    ground
        What all pages share.
    slug
        The area; empty for the overview, behind which are the runs of all areas.
    """
    keys = {name: key for name, key in _run_keys(ground).items() if not slug or name.startswith(f"{slug}/")}
    lines = "".join(f"{name} {key}\n" for name, key in sorted(keys.items()))
    return hashlib.sha256(lines.encode()).hexdigest()[:12] if lines else ""


def _run_keys(ground: Ground) -> dict[str, str]:
    folders = build_folders(ground.project.build, ground.programme.id)
    if folders.results != ground.results or not folders.lockfile.is_file():
        return {}
    return _keys_kept(folders, stamp_of(folders.lockfile), stamp_of(folders.journal))


@lru_cache(maxsize=1)
def _keys_kept(folders: BuildFolders, *stamps: str | None) -> dict[str, str]:
    # Every page asks: all keys are read once for one state of the record.
    lockfile = Lockfile(folders)
    return {name: record.key.digest for name in lockfile.names if (record := lockfile[name]).key is not None}
