"""One survey in one area: who answered, and the protected answers to every question."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from helpers.disclosure import protect_count
from helpers.instruments import Column as Question
from helpers.instruments import Instrument
from helpers.proportions import missing_proportion
from helpers.protected import count_value
from helpers.run import Run
from helpers.surveys.answers import Answers, protected_answers
from helpers.values import Value, missing, sentence

if TYPE_CHECKING:
    import pandas as pd


class Asked:
    """The answers of one survey in one area.

    Parameters
    ----------
    run
        The run.
    instrument
        What was asked.
    frame
        One row a respondent, or None where no survey was taken in.
    """

    def __init__(self, run: Run, instrument: Instrument, frame: pd.DataFrame | None) -> None:
        self.run = run
        self.instrument = instrument
        self.frame = frame
        self.profile = run.profile(instrument.id)
        self.reason = "" if frame is not None else run.why_missing(instrument.id)

    def __repr__(self) -> str:
        return f"{self.instrument.title}: {self.responses.says}{f' ({self.reason})' if self.reason else ''}"

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions with an answer scale."""
        return self.instrument.of_type("scale")

    @property
    def sentence(self) -> str:
        """Why there is nothing, as a sentence."""
        return sentence(self.reason)

    @property
    def responses(self) -> Value:
        """How many answered the survey."""
        label = f"{self.instrument.respondents.capitalize()} who answered the survey"
        table = self.instrument.id
        if self.frame is None:
            return missing("count", label, self.reason, table=table)
        return count_value(protect_count(len(self.frame), self.profile), label, table=table, profile=self.profile)

    @cached_property
    def answers(self) -> tuple[Answers, ...]:
        """The protected answers to every question; empty where no survey was taken in."""
        if self.frame is None:
            return ()
        words, table = self.run.words, self.instrument.id
        return tuple(
            protected_answers(question, self.frame[question.id].tolist(), words, self.profile, table)
            for question in self.questions
        )

    def values(self) -> dict[str, Value]:
        """Return ``<short>.responses`` and ``<short>.<question>`` for every question."""
        short = self.instrument.short
        if self.frame is None:
            shares = {q.id: missing_proportion(q.label, self.reason, self.instrument.id) for q in self.questions}
        else:
            shares = {answer.question.id: answer.share for answer in self.answers}
        return {f"{short}.responses": self.responses} | {
            f"{short}.{name}": share.value() for name, share in shares.items()
        }
