"""Disclosure control over a release together with the releases before it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from workbench.assurance.archive import Released
from workbench.assurance.refusals import Look, Refusal
from workbench.assurance.refusals_build import read_manifest

_NATIONAL = "national"
_OWN = "See docs/disclosure.md: a number that can be worked out is mended where the helper holds numbers back."
_EARLIER = (
    "See docs/disclosure.md. Nothing that an earlier release shows can be taken back: hold back the same as it did."
)


def disclosure_of(
    look: Look, earlier: list[Released], scratch: Path, note: Callable[[str], None]
) -> tuple[dict[str, Any], list[Refusal]]:
    """Return what disclosure control found, for the release's record, and what refuses the release.

    Parameters
    ----------
    look
        What is looked at.
    earlier
        The releases before this one.
    scratch
        Folder for what is put together for it; it may be removed afterwards.
    note
        Is told what is attacked.
    """
    from workbench.execution.pool import available_cores
    from workbench.release.disclosure_rules import rules_of
    from workbench.release.gate import pass_gate

    kept = []
    for each in earlier:
        same = same_evidence(look.manifest, read_manifest(each.folder / "manifest.json"), look.areas)
        folder = scratch / "earlier" / each.version
        for place in same:
            there = each.folder / "results" / place
            if there.is_dir():
                shutil.copytree(there, folder / place)
        if folder.is_dir():
            kept.append((each.version, folder))
    # What a build finds of this release alone is kept for the next build.
    known = look.folders.cache / "released" / look.programme.id if kept else look.folders.root / "disclosure"
    gate = pass_gate(
        look.folders.results, look.areas, rules_of(look.definitions, look.programme), known,
        earlier=[folder for _, folder in kept], jobs=available_cores(), note=note,
    )  # fmt: skip
    refusals = [Refusal("disclosure", "", str(breach), _EARLIER if kept else _OWN) for breach in gate.breaches]
    log = look.manifest.get("disclosure", {})
    found = {
        "attacked": gate.counts,
        "held_back": log.get("held_back", len(gate.log)),
        "log_sha256": log.get("sha256", ""),
        "together_with": [version for version, _ in kept],
    }
    return found, refusals


def same_evidence(now: Mapping[str, Any], before: Mapping[str, Any], areas: tuple[str, ...]) -> tuple[str, ...]:
    """Return the places whose evidence was the same in an earlier release.

    Numbers of other evidence are other counts. The nation's total is of the same evidence only where all areas' is.

    Parameters
    ----------
    now, before
        The manifests.
    areas
        The programme's areas.

    Examples
    --------
    >>> one = {"inputs": {"evidence/store/p/survey/fife.parquet": "a", "evidence/store/p/survey/moray.parquet": "b"}}
    >>> other = {"inputs": {**one["inputs"], "evidence/store/p/survey/moray.parquet": "c"}}
    >>> same_evidence(one, other, ("fife", "moray"))
    ('fife',)
    """

    def evidence(manifest: Mapping[str, Any], place: str) -> dict[str, str]:
        return {
            name: digest
            for name, digest in manifest.get("inputs", {}).items()
            if name.startswith("evidence/store/") and name.endswith(f"/{place}.parquet")
        }

    same = tuple(area for area in areas if evidence(now, area) == evidence(before, area))
    if len(same) == len(areas) and evidence(now, _NATIONAL) == evidence(before, _NATIONAL):
        return (*same, _NATIONAL)
    return same
