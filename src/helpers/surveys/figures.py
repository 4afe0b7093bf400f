"""The chart of a survey: how the answers to every question divide, the most positive first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.charted import charted, missing_figure, palette_for
from helpers.figures import Figure
from helpers.protected import NOT_SHOWN
from helpers.surveys.answers import Answers
from helpers.surveys.asked import Asked
from helpers.surveys.tables import answers_table

if TYPE_CHECKING:
    from helpers.charts import AnswerRow


def answers_figure(asked: Asked) -> Figure:
    """Return the diverging chart of the answers to every question, the most positive first."""
    from helpers.charts import answers_chart

    run, respondents = asked.run, asked.instrument.respondents
    title, data = f"How {respondents} answered, {run.place}", answers_table(asked)
    if not any(answer.share.shown for answer in asked.answers):
        few = f"Too few {respondents} answered in {run.place} to show their answers safely."
        return missing_figure(run, title, asked.sentence if asked.frame is None else few, data)
    ordered = sorted(asked.answers, key=lambda a: (not a.share.shown, -a.share.percent, a.question.label))
    drawing = answers_chart([_row(answer) for answer in ordered], _labels(asked), palette_for(run))
    return charted(title, drawing, _alt(ordered), data)


def _labels(asked: Asked) -> tuple[str, str, str]:
    """Return what negative, neutral and positive answers are called, in the words of the scales used."""
    names = []
    for polarity, plain in (("negative", "Negative"), ("neutral", "Neither"), ("positive", "Positive")):
        used: list[str] = []
        for question in asked.questions:
            used += [o.label for o in question.options if o.polarity == polarity and o.label not in used]
        # “Strongly agree” is part of “agree” here.
        plainly = [label for label in used if not label.lower().startswith("strongly")]
        named = " or ".join([*plainly[:1], *(label.lower() for label in plainly[1:])])
        names.append(named if 0 < len(plainly) <= 2 else plain)
    return (names[0], names[1], names[2])


def _alt(ordered: Sequence[Answers]) -> str:
    shown = [answer for answer in ordered if answer.share.shown]
    best, worst = shown[0], shown[-1]
    text = (
        f"{len(shown)} of {len(ordered)} questions are shown. The most positive answers were to "
        f"“{best.question.label}”: {best.share.percent}% positive."
    )
    if len(shown) > 1:
        text += f" The least positive were to “{worst.question.label}”: {worst.share.percent}% positive."
    return text


def _row(answer: Answers) -> AnswerRow:
    from helpers.charts import AnswerRow

    label = answer.question.label
    if answer.percents:
        positive, neutral, negative = answer.percents
        return AnswerRow(label, negative, neutral, positive)
    if answer.share.shown:
        return AnswerRow(label, positive=answer.share.percent, rest=100 - answer.share.percent)
    return AnswerRow(label, hidden=NOT_SHOWN)
