"""What is known of the runs behind a page: notebooks, run keys, evidence files."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from workbench.composition.behind import Behind
from workbench.composition.ground import NATIONAL, Ground
from workbench.composition.metadata import Tree
from workbench.composition.results import Recorded
from workbench.composition.text import dashed, plain
from workbench.composition.trace_page import Run, trace_page
from workbench.composition.traces import PAGE, Traces
from workbench.manifest import entry_digest, page_entries
from workbench.plan.folders import BuildFolders, build_folders
from workbench.plan.hashes import FileHashes
from workbench.plan.lockfile import Lockfile
from workbench.rendering.lock import stamp_of
from workbench.store import EvidenceStore

#: What a page says that belongs to no release.
DRAFT = "Draft, not released"


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


def national_trace(ground: Ground, national: Recorded, shown: Iterable[Any], behind: Behind | None = None) -> str:
    """Return the trace page of the overview, which leads on to the areas' traces.

    Parameters
    ----------
    ground, national
        What all pages share, and what was recorded for the nation.
    shown
        The areas that have a report.
    behind
        Their numbers behind those of the overview.
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
    return _page(ground, "National overview: where the numbers come from", Traces(national), runs, behind)


def _page(ground: Ground, title: str, traces: Traces, runs: dict[str, Run], behind: Behind | None = None) -> str:
    sources = {
        name: f"{source.publisher}: {source.title} ({source.as_of})"
        for name, source in ground.definitions.sources.items()
    }
    titles = {name: instrument.title for name, instrument in ground.definitions.instruments.items()}
    return trace_page(
        title, ground.metadata["report"]["subtitle"], traces, runs, sources, titles,
        behind.links if behind else None,
    )  # fmt: skip


def entries_of(ground: Ground) -> dict[str, str]:
    """Return the digits that name each place's entry of the manifest, by place; none where nothing was built.

    Parameters
    ----------
    ground
        What all pages share.
    """
    folders = build_folders(ground.project.build, ground.programme.id)
    if folders.results != ground.results or not folders.lockfile.is_file():
        return {}
    hashes = FileHashes(folders.cache / "hashes.json")
    made = page_entries(ground.project, ground.programme, Lockfile(folders), hashes)
    return {place: entry_digest(entry) for place, entry in made.items()}


def said_of(ground: Ground, place: str, entry: str, state: str = DRAFT) -> Tree:
    """Return what the pages of a place say of themselves: state, entry of the manifest, where the traces are.

    Parameters
    ----------
    ground
        What all pages share.
    place
        ``areas/fife`` or ``national``.
    entry
        Digits of its entry of the manifest; empty where there is none.
    state
        How its report stands: a draft, or of which release.
    """
    foot = f"{state}. Manifest entry {entry}" if entry else state
    trace = f"/{PAGE}" if place == NATIONAL else f"/{place}/{PAGE}"
    cover = f"{ground.metadata['report']['cover_note']} {foot}."
    return {"report": {"release": state, "entry": entry, "foot": foot, "cover_note": cover, "trace": trace}}


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
