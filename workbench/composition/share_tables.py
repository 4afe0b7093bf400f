"""The shares that bear on a quality indicator, a table for each instrument: surveys and record reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.composition.recorded_parts import missing_text
from workbench.composition.results import Recorded
from workbench.composition.tables import MEANINGS, SUPPRESSED, Linked, notes, pipe_table
from workbench.composition.text import dashed, plain
from workbench.composition.traces import Traces

#: Kinds of instrument whose questions are shares of respondents or records.
SURVEY, RECORDS = "survey", "record_reading"
_RANGE = "If everyone had been asked, or every record read, the share would probably lie in the likely range."


def share_tables(
    instrument: Any, indicator: str, key: str, recorded: Recorded, traces: Traces, *, explained: bool
) -> list[str]:
    """Return the tables of an instrument's questions about a quality indicator; none for other kinds of instrument.

    Parameters
    ----------
    instrument
        The instrument.
    indicator, key
        The quality indicator's id, and its part in recorded names.
    recorded, traces
        What the stages recorded, and where numbers come from.
    explained
        Whether the note says what a likely range is.
    """
    if instrument.kind not in {SURVEY, RECORDS}:
        return []
    columns = [
        column
        for column in instrument.columns
        if indicator in (column.quality_indicators or ()) and f"{instrument.short}.{column.id}" in recorded.values
    ]
    yes = [column for column in columns if column.type == "scale"]
    grades = [column for column in columns if column.type == "grade"]
    survey = instrument.kind == SURVEY
    first = (
        f"{instrument.title}: share who answered positively" if survey else f"{instrument.title}: share answered yes"
    )
    return [
        *_shares(instrument, key, yes, first, "Question" if survey else "What we looked for", "", recorded,
                 traces, explained=explained),
        *_shares(instrument, key, grades, f"{instrument.title}: share evaluated good or better", "What was evaluated",
                 "-grades", recorded, traces, explained=explained and not yes),
    ]  # fmt: skip


def _shares(
    instrument: Any, key: str, columns: list[Any], title: str, head: str, suffix: str, recorded: Recorded,
    traces: Traces, *, explained: bool,
) -> list[str]:  # fmt: skip
    if not columns:
        return []
    names = {column.label: f"{instrument.short}.{column.id}" for column in columns}
    values = {label: recorded.values[name] for label, name in names.items()}
    if all(value["status"] == "missing" for value in values.values()):
        return [missing_text(title, next(iter(values.values())).get("reason", ""))]
    rows = [
        [label, Linked(_says(value), traces.link(plain(_says(value)), names[label])), _range(value)]
        for label, value in values.items()
    ]
    ref = f"tbl-{dashed(key)}-{dashed(instrument.short)}{suffix}"
    hidden = any(value["status"] == "suppressed" for value in values.values())
    text = pipe_table([head, "Share", "Likely range"], rows, caption=title, ref=ref)
    # What a likely range is stands once in a chapter, and among the report's terms.
    return [text + notes([*([MEANINGS[SUPPRESSED]] if hidden else []), *([_RANGE] if explained else [])])]


def _says(value: Mapping[str, Any]) -> str:
    if value["status"] == "suppressed":
        return SUPPRESSED
    return str(value["says"])


def _range(value: Mapping[str, Any]) -> str:
    if value["status"] == "suppressed":
        return SUPPRESSED
    if "low" not in value:
        return "–"
    return f"{value['low']}% to {value['high']}%"
