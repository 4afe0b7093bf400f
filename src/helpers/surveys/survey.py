"""What notebooks record of a survey: its values, tables, chart, and what it points to."""

from __future__ import annotations

from helpers.figures import Figure
from helpers.run import Run
from helpers.signals import of_share, signals_table, thresholds_of
from helpers.surveys.asked import Asked
from helpers.surveys.figures import answers_figure
from helpers.surveys.tables import group_table, questions_table
from helpers.tables import Table


class Survey(Asked):
    """The answers of one survey in one area, as tables and a chart."""

    def questions_table(self) -> Table:
        """Return the share answering each question positively, with interval, proportion word and base."""
        return questions_table(self)

    def group_tables(self) -> dict[str, Table]:
        """Return ``<short>.by_<group>`` for every column by which answers may be broken down."""
        return {f"{self.instrument.short}.by_{group.id}": self.by_group(group.id) for group in self.instrument.groups}

    def by_group(self, group: str) -> Table:
        """Return the share answering each question positively in every group of respondents."""
        return group_table(self, group)

    def answers_figure(self) -> Figure:
        """Return the diverging chart of the answers to every question, the most positive first."""
        return answers_figure(self)


def read_survey(run: Run, table: str) -> Survey:
    """Return the answers of a survey of this run's area.

    Parameters
    ----------
    run
        The run.
    table
        The evidence table, such as ``staff_survey``.

    Raises
    ------
    EvidenceError
        When the stage does not declare the survey, or the staged file does not fit it.
    """
    return Survey(run, run.instrument(table), run.evidence(table))


def survey_signals(run: Run, *surveys: Survey) -> Table:
    """Return what all surveys together point to, by quality indicator."""
    by = thresholds_of(run)
    answers = [answer for each in surveys for answer in each.answers]
    found = [of_share(answer.question.quality_indicators, answer.share, by) for answer in answers]
    return signals_table(run, "survey", found)
