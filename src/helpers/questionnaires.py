"""All surveys that a stage reads, whoever was asked: their results recorded together."""

from __future__ import annotations

from helpers.figures import Figure
from helpers.lenses import share_tables
from helpers.run import Run
from helpers.signals import sorts_signals
from helpers.surveys import Survey, read_survey, survey_signals
from helpers.tables import Table
from helpers.values import Value


class Questionnaires:
    """The surveys of one area, in the order of their names.

    Parameters
    ----------
    run
        The run.
    surveys
        Each with its answers, or the reason why there are none.
    """

    def __init__(self, run: Run, surveys: tuple[Survey, ...]) -> None:
        self.run = run
        self.surveys = surveys

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.surveys)) or "This stage reads no survey."

    def values(self) -> dict[str, Value]:
        """Return ``<short>.responses`` and ``<short>.<question>`` of every survey."""
        return {name: value for survey in self.surveys for name, value in survey.values().items()}

    def answers_figures(self) -> dict[str, Figure]:
        """Return ``<short>.answers`` of every survey."""
        return {f"{survey.instrument.short}.answers": survey.answers_figure() for survey in self.surveys}

    def questions_tables(self) -> dict[str, Table]:
        """Return ``<short>.questions`` of every survey."""
        return {f"{survey.instrument.short}.questions": survey.questions_table() for survey in self.surveys}

    def group_tables(self) -> dict[str, Table]:
        """Return ``<short>.by_<group>`` of every survey."""
        return {name: table for survey in self.surveys for name, table in survey.group_tables().items()}

    def lens_tables(self) -> dict[str, Table]:
        """Return ``<short>.lens_<lens>`` for every lens that questions of a survey are tagged with."""
        tables: dict[str, Table] = {}
        for survey in self.surveys:
            shares = {answer.question.id: answer.share for answer in survey.answers}
            tables |= share_tables(self.run, survey.instrument, shares, "Answered positively")
        return tables

    def signal_tables(self) -> dict[str, Table]:
        """Return ``survey.signals``, or nothing where the programme sorts no signals."""
        return {"survey.signals": survey_signals(self.run, *self.surveys)} if sorts_signals(self.run) else {}


def read_questionnaires(run: Run) -> Questionnaires:
    """Return every survey that the stage reads.

    Raises
    ------
    EvidenceError
        When a staged file does not fit its survey.
    """
    return Questionnaires(run, tuple(read_survey(run, table) for table in run.tables_of("survey")))
