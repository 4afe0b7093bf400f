"""A programme's timetable with dates, where it is recorded when it began in an area."""

from __future__ import annotations

from typing import Any

from workbench.composition.tables import notes, pipe_table
from workbench.days import day


def dated_timetable_table(project: Any, definitions: Any, programme: Any, area: Any) -> str:
    """Return the timetable with dates and how each step stands; empty where no start is recorded for the area.

    Parameters
    ----------
    project, definitions, programme, area
        Whose timetable.

    Raises
    ------
    InputFaults
        With every fault of ``timetable.yaml``.
    """
    from workbench.definitions.timetables import load_timetable
    from workbench.timetable.dated import dated_timetable

    if not programme.timetable or load_timetable(project, programme, area.slug, definitions) is None:
        return ""
    timetable = dated_timetable(project, definitions, programme, area)
    rows = []
    for step in timetable.steps:
        when = f"{'from' if step.weeks.startswith('after') else 'by'} {day(step.ends.isoformat())}"
        stands = f"expected by {day(step.expected.isoformat())}" if step.expected else step.said
        rows.append([step.weeks, when, step.phase, step.text, stands])
    late = timetable.slippage
    said = [
        f"Began on {day(timetable.start.isoformat())}"
        + (f"; {late} week{'s' if late > 1 else ''} behind, if nothing is caught up." if late else "; as planned."),
        *(
            f"Does not count: {one.name}, {day(one.first.isoformat())} to {day(one.last.isoformat())}."
            for one in timetable.left_out
        ),
        *([timetable.note] if timetable.note else []),
    ]
    labels = ["Week", "Planned", "Stage", "What happens", "How it stands"]
    return pipe_table(labels, rows, caption="The timetable in this area", ref="tbl-programme-timetable") + notes(said)
