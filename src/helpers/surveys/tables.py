"""Tables of a survey: the share answering each question positively, by group, and how all answers divide."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.protected import hidden_notes, share_columns, share_row
from helpers.surveys.answers import Answers
from helpers.surveys.asked import Asked
from helpers.surveys.groups import group_cells, groups_of
from helpers.tables import Cell, Column, Suppressed, Table, missing_table


def questions_table(asked: Asked) -> Table:
    """Return the share answering each question positively, with interval, proportion word and base."""
    columns = share_columns(Column("question", "Question"), "Answered positively", "Positive answers", "Answers")
    rows = tuple(share_row(answer.question.label, answer.share) for answer in asked.answers)
    return _table(asked, f"{asked.instrument.title}: answers by question", columns, rows)


def answers_table(asked: Asked) -> Table:
    """Return how the answers to each question divide into positive, neither and negative, in whole per cent."""
    columns = (
        Column("question", "Question"),
        Column("positive", "Positive", "percent"),
        Column("neutral", "Neither", "percent"),
        Column("negative", "Negative", "percent"),
        Column("base", "Answers", "count"),
    )
    rows = tuple((answer.question.label, *_divided(answer, asked.profile.reason)) for answer in asked.answers)
    return _table(asked, f"{asked.instrument.title}: positive, neither and negative answers", columns, rows)


def _divided(answer: Answers, hidden: str) -> tuple[Cell, ...]:
    share = answer.share
    if not share.shown:
        return (*answer.cells, Suppressed(share.reason, share.role))
    if answer.percents:
        return (*answer.percents, share.base)
    # Two hidden counts with a known sum: neither per cent is shown, whichever of them is the small one.
    held = (Suppressed(hidden, getattr(cell, "role", "")) for cell in answer.cells[1:])
    return (share.percent, *held, share.base)


def group_table(asked: Asked, group: str) -> Table:
    """Return the share answering each question positively in every group of respondents.

    Whole groups that are too small are held back, and with them whatever would give them away: respondents who
    did not say which group they belong to count as a group of their own here.

    Parameters
    ----------
    asked
        The survey.
    group
        The id of the column by which answers are broken down.

    Raises
    ------
    HelperError
        When the instrument has no such column.
    """
    column = asked.instrument.column(group)
    is_survey, respondents = asked.instrument.kind == "survey", asked.instrument.respondents
    title = f"{asked.instrument.title}: {'positive answers' if is_survey else 'items met'} by “{column.label}”"
    head = Column("question", "Question")
    if asked.frame is None:
        return _missing(asked, title, (head,), asked.sentence)
    groups = groups_of(asked.frame[group], column, asked.profile)
    columns = [
        head,
        Column("all", "Everybody", "percent"),
        *(Column(f"group_{number}", label, "percent") for number, label in enumerate(groups.heads, 1)),
    ]
    rows = [
        (
            answer.question.label,
            *group_cells(answer, asked.frame[answer.question.id].tolist(), groups, asked.profile),
        )
        for answer in asked.answers
    ]
    of_groups = range(2, len(columns))
    telling = [place for place in of_groups if any(type(row[place]) is int for row in rows)]
    if not telling:
        reason = (
            f"Too few {respondents} answered in each group to show their answers safely."
            if is_survey
            else f"There are too few {respondents} in each group to show them safely."
        )
        return _missing(asked, title, (head,), reason)
    kept = [0, 1, *telling]
    held = [columns[place].label for place in of_groups if place not in telling]
    notes = (f"Too few answers to show: {', '.join(held)}.",) if held else ()
    shown = tuple(tuple(row[place] for place in kept) for row in rows)
    return _table(asked, title, [columns[place] for place in kept], shown, *notes)


def _table(
    asked: Asked, title: str, columns: Sequence[Column], rows: tuple[tuple[Cell, ...], ...], *notes: str
) -> Table:
    """Return a table of the survey, with the notes that go under each; the missing table where there is no survey."""
    if asked.frame is None:
        return _missing(asked, title, columns, asked.sentence)
    said = [*hidden_notes(rows, asked.profile), *notes]
    if asked.instrument.kind == "survey":
        said.insert(
            0,
            f"People who answered are not a random sample of all {asked.instrument.respondents}; the likely range "
            "is the 95% Wilson interval as if they were. Answers such as “don't know” are not counted.",
        )
    return Table(title, tuple(columns), rows, tuple(said), asked.instrument.id, asked.run.synthetic)


def _missing(asked: Asked, title: str, columns: Sequence[Column], reason: str) -> Table:
    return missing_table(title, columns, reason, table=asked.instrument.id, synthetic=asked.run.synthetic)
