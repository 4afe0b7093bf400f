"""What a run is told: the content of ``run.json``, made from the definitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workbench.errors import Fault, InputFaults, shown_path
from workbench.plan.units import NATIONAL, Unit
from workbench.rendering.yaml_text import read_yaml

if TYPE_CHECKING:
    from workbench.definitions import Definitions
    from workbench.project import Project

SCHEMA = 1


class RunContexts:
    """Makes the context of each run of one programme.

    Parameters
    ----------
    project
        The project.
    definitions
        Everything in ``parameters/``.
    programme
        The programme.
    catalogue
        The evidence store's catalogue of the programme.
    """

    def __init__(
        self, project: Project, definitions: Definitions, programme: Any, catalogue: Mapping[str, Any]
    ) -> None:
        self._project = project
        self._definitions = definitions
        self._programme = programme
        self._areas = {area.slug: area for area in definitions.programme_areas(programme)}
        self._unit = definitions.unit_set(programme)
        self._files: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self._synthetic: set[str] = set()
        for entry in catalogue["files"]:
            self._files.setdefault((entry["table"], entry["area"]), []).append(entry)
            if entry["synthetic"]:
                self._synthetic.add(entry["area"])
        # The family group is one of all Scotland's areas, whichever of them the programme covers.
        self._families: dict[str, list[str]] = {}
        for slug, area in sorted(definitions.areas.items()):
            self._families.setdefault(area.family_group_children, []).append(slug)
        self._shared = self._programme_context()
        self._instruments: dict[str, dict[str, Any]] = {}

    def __call__(self, unit: Unit) -> dict[str, Any]:
        """Return the content of ``run.json`` for one unit.

        Returns
        -------
        dict
            Plain JSON values; the same for the same definitions and evidence.
        """
        stage = next(stage for stage in self._programme.stages if stage.id == unit.stage)
        area = self._areas[unit.area] if unit.area else None
        evidence = self._evidence(stage, unit)
        held = self._held(stage, unit)
        authored = self._authored(stage, unit)
        synthetic = unit.area in self._synthetic if unit.area else bool(self._synthetic)
        synthetic = synthetic or any(told["synthetic"] for told in evidence.values())
        return {
            "schema": SCHEMA,
            "stage": unit.stage,
            **self._shared,
            "area": self._area(area) if area else None,
            "instruments": {table: self._instrument(table) for table in (*stage.evidence, *stage.national_evidence)},
            "evidence": evidence,
            **({"elsewhere": self._elsewhere(stage)} if stage.collects_from else {}),
            # Only where there are any: a run that has none to hold is told nothing.
            **({"held": held} if held else {}),
            **authored,
            "synthetic": synthetic or any((each or {}).get("synthetic", False) for each in authored.values()),
        }

    def _programme_context(self) -> dict[str, Any]:
        programme, definitions = self._programme, self._definitions
        framework = definitions.frameworks.get(programme.framework or "")
        scale = definitions.scales.get(programme.scale or "")
        profiles = {name: profile.model_dump(mode="json") for name, profile in definitions.disclosure_profiles.items()}
        return {
            "programme": {
                "id": programme.id,
                "title": programme.title,
                "short_title": programme.short_title,
                "summary": programme.summary,
                "question": programme.question,
                "parts": [part.model_dump(mode="json") for part in programme.parts],
                "retrospective_years": programme.retrospective_years,
                "minimum_strands": programme.minimum_strands,
                "lenses": [lens.model_dump(mode="json") for lens in programme.lenses],
                "strands": [strand.model_dump(mode="json") for strand in programme.strands],
                "heading": framework.heading if framework else "",
                "unit": self._unit_names(),
                "slots": [
                    {"id": one.id, "title": one.title, "filled": one.filled, "says": "" if one.filled else one.said}
                    for one in definitions.slots(programme)
                ],
            },
            "areas": [{"slug": area.slug, "code": area.code, "name": area.name} for area in self._areas.values()],
            "quality_indicators": [
                {"id": found.id, "key": found.key, "title": found.title}
                for found in (framework.quality_indicator(id) for id in programme.quality_indicators if framework)
            ],
            "scale": scale.model_dump(mode="json") if scale else None,
            "proportion_words": definitions.proportion_words[programme.proportion_words].model_dump(
                mode="json", by_alias=True
            ),
            "disclosure": {
                "default": profiles[programme.disclosure.default],
                "tables": {table: profiles[profile] for table, profile in sorted(programme.disclosure.tables.items())},
            },
            "published": [each.as_dict() for each in definitions.published.get(programme.id, ())],
            "signals": programme.signals.model_dump(mode="json") if programme.signals else None,
            "brand": self._brand(),
        }

    def _elsewhere(self, stage: Any) -> list[dict[str, Any]]:
        """Return what the stage is told of other programmes."""
        from workbench.execution.elsewhere import told_of_others

        return told_of_others(self._project, self._definitions, (one.programme for one in stage.collects_from))

    def _area(self, area: Any) -> dict[str, Any]:
        return {
            "slug": area.slug,
            "code": area.code,
            "name": area.name,
            "short_name": area.short_name,
            "covers": list(area.covers),
            "unit": self._unit_names(),
            "hscp": area.hscp.model_dump(mode="json") if area.hscp else None,
            "health_board": area.health_board.model_dump(mode="json") if area.health_board else None,
            "family_group": self._family(area),
        }

    def _family(self, area: Any) -> dict[str, Any] | None:
        """Return the family group of a council area, or of a unit that covers just one; else None."""
        council = self._definitions.areas.get(area.covers[0]) if len(area.covers) == 1 else None
        if council is None:
            return None
        return {"name": council.family_group_children, "areas": self._families[council.family_group_children]}

    def _unit_names(self) -> dict[str, str]:
        return {"singular": self._unit.singular, "plural": self._unit.plural}

    def _instrument(self, table: str) -> dict[str, Any]:
        """Return an instrument with the options of its scales in place."""
        if table not in self._instruments:
            instrument = self._definitions.instruments[table]
            fields = instrument.model_dump(mode="json", exclude={"file", "columns", "note", "register_of"})
            if instrument.register_of is not None:
                fields["register"] = instrument.register_of.model_dump(mode="json", by_alias=True)
            fields["columns"] = [self._column(column) for column in instrument.columns]
            self._instruments[table] = fields
        return self._instruments[table]

    def _column(self, column: Any) -> dict[str, Any]:
        fields = column.model_dump(mode="json", exclude={"header_in_file", "min", "max", "unit", "asked_when"})
        if column.type == "scale":
            scale = self._definitions.answer_scales[column.scale]
            fields["options"] = [option.model_dump(mode="json") for option in scale.options]
        elif column.type == "grade":
            scale = self._definitions.scales[column.scale]
            fields["options"] = [{"value": str(grade.value), "label": grade.label} for grade in scale.grades]
        return fields

    def _evidence(self, stage: Any, unit: Unit) -> dict[str, Any]:
        told = {}
        places = dict.fromkeys(stage.evidence, unit.folder) | dict.fromkeys(stage.national_evidence, NATIONAL)
        for table, place in places.items():
            entries = sorted(self._files.get((table, place), []), key=lambda entry: entry["file"])
            if entries:
                told[table] = {
                    "rows": sum(entry["rows"] for entry in entries),
                    "files": [
                        {"name": entry["file"].rpartition("/")[2], "sha256": entry["sha256"]} for entry in entries
                    ],
                    "synthetic": any(entry["synthetic"] for entry in entries),
                    "as_of": max(entry["as_of"] for entry in entries),
                }
        return told

    def _held(self, stage: Any, unit: Unit) -> dict[str, list[str]]:
        """Return the fingerprints of the texts that may identify somebody and that nobody has signed off, by table."""
        places = dict.fromkeys(stage.evidence, unit.folder) | dict.fromkeys(stage.national_evidence, NATIONAL)
        entries = [entry for place in places.items() for entry in self._files.get(place, []) if entry.get("to_read")]
        if not entries:
            return {}
        from workbench.freetext.held import held_hashes  # word lists, which most runs need not

        return held_hashes(self._project, self._programme.id, entries)

    def _authored(self, stage: Any, unit: Unit) -> dict[str, Any]:
        """Return the authored records that the stage uses, each None where nobody wrote any."""
        from workbench import definitions

        found: dict[str, Any] = {"evaluations": None}
        for use in stage.uses:
            load = getattr(definitions, f"load_{use}")
            record = load(self._project, self._programme, unit.folder, self._definitions)
            found[use] = record.model_dump(mode="json", by_alias=True) if record is not None else None
        return found

    def _brand(self) -> dict[str, Any]:
        """Return the colours and the typeface of ``reports/_brand.yml`` by name."""
        path = self._project.reports / "_brand.yml"
        if not path.is_file():
            return {}
        shown = shown_path(path, self._project.root)
        try:
            brand, faults = read_yaml(path, shown)
            if faults:
                raise InputFaults(faults)
            named, fonts = dict(brand.get("color") or {}), dict(brand.get("typography") or {})
            palette = dict(named.get("palette") or {})
        except (ValueError, TypeError, AttributeError):
            why = "color:, its palette: and typography: each hold lines of 'name: value'"
            raise InputFaults([Fault(shown, message=why)]) from None
        for name, value in named.items():
            if isinstance(value, str):
                palette[name] = palette.get(value, value)
        base = fonts.get("base") or {}
        return {"palette": palette, "font": base.get("family") if isinstance(base, dict) else base}
