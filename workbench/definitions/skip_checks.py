"""What must hold of skip logic: a condition names an earlier column and answers that it has."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.definitions.faults import unknown
from workbench.definitions.instruments import Column, Instrument
from workbench.definitions.loaded import Loaded, Place
from workbench.errors import Fault


def skip_faults(instrument: Instrument, place: Place, loaded: Loaded) -> Iterator[Fault]:
    """Yield every fault of an instrument's skip logic.

    Conditions look back only, so that a form can be filled from top to bottom and no ring can arise.
    """
    earlier: dict[str, Column] = {}
    for number, column in enumerate(instrument.columns):
        for position, condition in enumerate(column.asked_when):
            here = place.at("columns", number, "asked_when")
            if condition.column not in earlier:
                message = unknown("earlier column", condition.column, earlier)
                yield here.fault(message, position, "column")
                continue
            known = _answers(earlier[condition.column], loaded)
            if known is None:
                message = f"'{condition.column}' has no set of answers, so nothing can depend on one"
                yield here.fault(message, position, "column")
                continue
            for answer in condition.answers:
                if answer not in known:
                    yield here.fault(unknown("answer", answer, known), position, "answers")
        earlier[column.id] = column


def _answers(column: Column, loaded: Loaded) -> list[str] | None:
    """Return the answers of a column, or None where they are not a set."""
    if column.type == "choice":
        return [option.value for option in column.options]
    if column.type == "scale":
        return next((list(map(_value, one.options)) for one, _ in loaded.answer_scales if one.id == column.scale), None)
    if column.type == "grade":
        return next(
            ([str(grade.value) for grade in one.grades] for one, _ in loaded.scales if one.id == column.scale), None
        )
    return None


def _value(option: object) -> str:
    return str(getattr(option, "value", ""))
