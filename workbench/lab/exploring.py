"""What the explorer is told of a programme: everything but the evidence, which it reads from the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.definitions.editions import edition_of, why_not_pooled
from workbench.execution.context import SCHEMA, RunContexts
from workbench.files import canonical_json, write_text
from workbench.plan.units import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbench.definitions import Definitions, Programme
    from workbench.project import Project

NAME = "explorer.json"
#: What was taken in for the whole nation, beside the areas where there are any.
SCOTLAND = {"slug": NATIONAL, "code": "S92000003", "name": "Scotland as a whole"}


class ExplorerContext(RunContexts):
    """Makes what the explorer is told of a programme, from the same parts as what its runs are told."""

    def whole(self) -> dict[str, Any]:
        """Return the programme as a run is told it, without an area and with every instrument.

        Returns
        -------
        dict
            Also ``families``, the councils of each family group, ``family_of``, the group of every area that has one,
            ``covers``, the councils of every area, ``sources`` and ``others``, the other inspections of the same areas.
        """
        groups = {slug: self._family(area) for slug, area in sorted(self._areas.items())}
        named = {slug: group["name"] for slug, group in groups.items() if group}
        known = self._definitions.sources
        covers = {slug: list(area.covers) for slug, area in sorted(self._areas.items())}
        national = [SCOTLAND] if any(place == NATIONAL for _, place in self._files) else []
        return {
            "schema": SCHEMA,
            "stage": "explore",
            **self._shared,
            "area": None,
            "areas": [*self._shared["areas"], *national],
            "covers": covers | {each["slug"]: ["scotland"] for each in national},
            "families": {name: self._families[name] for name in sorted(set(named.values()))},
            "family_of": named,
            "instruments": {table: self._instrument(table) for table in self._programme.instruments},
            "held": self._all_held(),
            "sources": {id: f"{source.publisher}: {source.title}" for id, source in sorted(known.items())},
            "others": [self._other(each) for each in self._others()],
            "synthetic": bool(self._synthetic),
        }

    def _all_held(self) -> dict[str, list[str]]:
        entries = [entry for found in self._files.values() for entry in found if entry.get("to_read")]
        if not entries:
            return {}
        from workbench.freetext.held import held_hashes  # word lists, which most need not

        return held_hashes(self._project, self._programme.id, entries)

    def _others(self) -> list[Programme]:
        """Return the other programmes with quality indicators, what began latest first."""
        own = self._programme
        found = [each for each in self._definitions.programmes.values() if each.id != own.id and each.framework]
        return sorted(found, key=lambda each: (each.period.from_ or "" if each.period else "", each.id), reverse=True)

    def _other(self, other: Programme) -> dict[str, Any]:
        definitions, own = self._definitions, self._programme
        framework = definitions.frameworks[other.framework or ""]
        scale = definitions.scales.get(other.scale or "")
        units = {council: unit.slug for unit in definitions.programme_areas(other) for council in unit.covers}
        return {
            "id": other.id,
            "title": other.short_title,
            "period": other.period.shown if other.period else "",
            "edition": edition_of(other, definitions.frameworks, definitions.scales),
            "why_apart": _why_apart(own, other) if why_not_pooled(own, other, definitions.frameworks) else "",
            "before": own.replaces == other.id or other.resumed_as == own.id,
            "units": units,
            "indicators": {id: framework.quality_indicator(id).title for id in other.quality_indicators},
            "grades": {str(grade.value): grade.label for grade in scale.grades} if scale else {},
            "published": [
                {
                    "area": one.area,
                    "quality_indicator": one.quality_indicator,
                    "label": one.label,
                    "published": one.published,
                    "source": one.source,
                }
                for one in definitions.published_evaluations
                if one.programme == other.id
            ],
        }


def _why_apart(own: Programme, other: Programme) -> str:
    """Return in plain words by what else another programme evaluates."""
    if own.framework != other.framework:
        what = "another framework, or another edition of it"
    elif own.edition != other.edition:
        what = "another edition of the programme"
    else:
        what = "the same framework and edition"
    return f"it evaluates by {what}{', on another scale' if own.scale != other.scale else ''}"


def write_explorer(
    project: Project, definitions: Definitions, programme: str, catalogue: Mapping[str, Any], desk: Path
) -> Path:
    """Write what the explorer is told of a programme where it differs from what is there; return the file.

    Parameters
    ----------
    project, definitions
        The project; with every programme's definitions earlier inspections of an area are told of as well.
    programme
        Id of the programme.
    catalogue
        What the evidence store has of it.
    desk
        The folder of all desks; the file is ``<desk>/<programme>/explorer.json``.
    """
    told = ExplorerContext(project, definitions, definitions.programme(programme), catalogue).whole()
    path, text = desk / programme / NAME, canonical_json(told) + "\n"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_text(path, text, private=True)
    return path


def write_explorers(project: Project, desk: Path) -> list[Path]:
    """Write what the explorer is told of every programme with evidence; return the files."""
    from workbench.definitions import load_definitions
    from workbench.store import EvidenceStore

    definitions, store = load_definitions(project), EvidenceStore(project)
    written = []
    for id in definitions.programmes:
        catalogue = store.catalogue(id, finish=False)
        if catalogue["files"]:
            written.append(write_explorer(project, definitions, id, catalogue, desk))
    return written
