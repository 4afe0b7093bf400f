"""Synthetic survey responses: one row a respondent, one column a question."""

from __future__ import annotations

from workbench.sample.answers import answers_on, choices, hidden_line, labels_of
from workbench.sample.asked import Asked
from workbench.sample.plain import plain_cells

DONT_KNOW = 0.05
#: Share of people who stop before the end, and of answers that anybody leaves out.
STOPPED = 0.05
LEFT_OUT = 0.015

#: Children answer more brightly than adults do.
BRIGHTER = {"children": 0.75, "parents": 0.1}

Row = list[str | int]


def survey_rows(asked: Asked, count: int) -> list[Row]:
    """Return the responses of one survey in one unit, in the order of the instrument's columns.

    Parameters
    ----------
    asked
        The survey, and the randomness and latent quality of the unit.
    count
        How many people answered.

    Returns
    -------
    list of list
        Answers as an export says them; an unanswered question is an empty string.
    """
    definitions, instrument, draw = asked.definitions, asked.instrument, asked.draw
    people = draw.generator.normal(BRIGHTER.get(instrument.short, 0.0), 0.75, count)
    columns: list[Row] = []
    questions = [column for column in instrument.columns if column.type == "scale"]
    for column in instrument.columns:
        if column.type == "identifier":
            columns.append([f"{instrument.short[0].upper()}{number:04d}" for number in range(1, count + 1)])
        elif column.type == "choice":
            answers = choices(draw, column, count, missing=0.03)
            people = people + _leaning(column.id, answers)
            columns.append(answers)
        elif column.type != "scale":
            columns.append(plain_cells(asked, column, count))
        else:
            scale = definitions.answer_scales[column.scale]
            places = answers_on(scale, hidden_line(draw, column, people))
            columns.append(labels_of(draw, column, scale, places, DONT_KNOW))
    # Somebody who stops answers nothing from there on; one question in particular is the last.
    stops = draw.generator.random(count) < STOPPED
    last = draw.generator.integers(2, max(3, len(questions)), count)
    left_out = draw.generator.random((count, len(questions))) < LEFT_OUT
    place = 0
    for column, cells in zip(instrument.columns, columns, strict=True):
        if column.type != "scale":
            continue
        for person in range(count):
            if left_out[person, place] or (stops[person] and place > last[person]):
                cells[person] = ""
        place += 1
    return [list(row) for row in zip(*columns, strict=True)]


def _leaning(column: str, answers: list[str]) -> list[float]:
    """Return how much brighter or darker people of a group see things: managers brighter, teenagers darker."""
    leanings = {
        "Senior manager": 0.55, "First-line manager": 0.2, "Practitioner": -0.05, "Over 5 years": 0.05,
        "Under 8": 0.3, "8 to 11": 0.1, "16 and over": -0.2, "Over 2 years": -0.15, "Police": 0.1, "Education": -0.1,
    }  # fmt: skip
    if column not in ("role", "service", "age_band", "time_on_order"):
        return [0.0] * len(answers)
    return [leanings.get(answer, 0.0) for answer in answers]
