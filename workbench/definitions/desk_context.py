"""What a desk in JupyterLab is told of its programme: plain data, so that helpers need no parameter files."""

from __future__ import annotations

from typing import Any

from workbench.definitions.areas import NATIONAL
from workbench.definitions.definitions import Definitions
from workbench.definitions.desk_roles import load_desk_roles
from workbench.definitions.instruments import Column, Instrument
from workbench.definitions.programmes import Programme
from workbench.project import Project

RECORD_READING = "record_reading"


def desk_context(
    project: Project, definitions: Definitions, programme: Programme | str, area_slug: str | None
) -> dict[str, Any]:
    """Return what the desk of one area is told.

    Parameters
    ----------
    project, definitions
        The project and everything of ``parameters/``.
    programme
        The programme or its id.
    area_slug
        The area; None, or ``national``, for the whole nation.

    Returns
    -------
    dict
        Plain JSON values: ``title``, ``place``, ``heading``, ``minimum_strands``, ``quality_indicators``, ``strands``,
        ``grades``, ``scale``, ``roles``, ``panels``, and ``templates``, the record-reading templates.

    Raises
    ------
    InputFaults
        With every fault of ``parameters/desk.yaml``.
    """
    one = definitions.programme(programme) if isinstance(programme, str) else programme
    area = definitions.area(area_slug, one) if area_slug and area_slug != NATIONAL else None
    framework = definitions.frameworks.get(one.framework or "")
    scale = definitions.scales.get(one.scale or "")
    roles = load_desk_roles(project)
    found = (framework.quality_indicator(id) for id in one.quality_indicators if framework)
    names = one.instruments_of(national=area is None)
    templates = [definitions.instruments[name] for name in names]
    return {
        "title": one.short_title,
        "place": area.name if area else "Scotland",
        "heading": framework.heading if framework else "",
        "minimum_strands": one.minimum_strands,
        "quality_indicators": [{"id": each.id, "key": each.key, "title": each.title} for each in found],
        "strands": [{"id": strand.id, "title": strand.title} for strand in one.strands],
        "scale": scale.title if scale else "",
        "grades": [
            {"value": grade.value, "label": grade.label, "meaning": grade.meaning}
            for grade in (scale.grades if scale else ())
        ],
        "roles": list(roles.roles),
        "panels": list(roles.panels),
        "templates": [
            _template(definitions, each, area.slug if area else NATIONAL)
            for each in templates
            if each.kind == RECORD_READING
        ],
    }


def _template(definitions: Definitions, instrument: Instrument, area: str) -> dict[str, Any]:
    return {
        "id": instrument.id,
        "title": instrument.title,
        "respondents": instrument.respondents,
        "key": list(instrument.key),
        "file": {
            "name": instrument.file.name_for(area),
            "format": instrument.file.format,
            "sheet": instrument.file.sheet,
        },
        "columns": [_column(definitions, column) for column in instrument.columns],
    }


def _column(definitions: Definitions, column: Column) -> dict[str, Any]:
    if column.type == "scale":
        options = [(one.value, one.label) for one in definitions.answer_scales[column.scale].options]
    elif column.type == "grade":
        options = [(str(one.value), one.label) for one in definitions.scales[column.scale].grades]
    else:
        options = [(one.value, one.label) for one in column.options]
    return {
        "id": column.id,
        "label": column.label,
        "header": column.header,
        "type": column.type,
        "required": column.required,
        "group": column.group,
        "min": column.min,
        "max": column.max,
        "options": [{"value": value, "label": label} for value, label in options],
        "asked_when": [{"column": one.column, "answers": list(one.answers)} for one in column.asked_when],
    }
