"""The improvement plan as an accessible spreadsheet that a partnership can work on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.composition.text import one_line
from workbench.days import day
from workbench.outputs.annex import cell_value
from workbench.outputs.spreadsheet import Sheet, Spreadsheet

_COLUMNS = ("Action", "Recommendation number", "Recommendation", "Quality indicator", "Owner", "By", "How we will know")


def plan_spreadsheet(
    place: str, programme: str, plan: Any, recommendations: Iterable[Any], *, notice: str = ""
) -> Spreadsheet:
    """Return the improvement plan: one row for each action; a recommendation without one has a row as well.

    Parameters
    ----------
    place, programme
        The area's name and the programme's title.
    plan
        The recorded plan.
    recommendations
        The area's recommendations in order.
    notice
        What marks the contents as synthetic; empty where they are real.
    """
    rows = []
    for one in recommendations:
        about = (one.number, one.text, one.quality_indicator)
        actions = [action for action in plan.actions if action.recommendation == one.number]
        rows += [
            (action.action, *about, action.owner, day(str(action.by)), action.measure) for action in actions
        ] or [("No action recorded", *about, one.owner, "", "")]  # fmt: skip
    agreed = f"Agreed on {day(str(plan.agreed_on))}." if plan.agreed_on else ""
    table = tuple(tuple(cell_value(one_line(cell) if isinstance(cell, str) else cell) for cell in row) for row in rows)
    intro = (notice, f"{programme}.", agreed, "One row for each action, in the order of the recommendations.")
    return Spreadsheet(
        title=f"{place}: improvement plan",
        intro=tuple(text for text in intro if text),
        sheets=(Sheet("Improvement_plan", f"{place}: improvement plan", _COLUMNS, table, (notice,) if notice else ()),),
        notes=(
            ("Owner", "A role or a body, never a person."),
            ("How we will know", "What will be looked at to see whether the action made a difference."),
        ),
    )
