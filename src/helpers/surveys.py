"""Survey answers: shares answering positively, by question and by group, after disclosure control."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from helpers.disclosure import Count, Profile, protect_count, protect_list, shared_groups, why_not_share
from helpers.instruments import Column as Question
from helpers.instruments import Instrument
from helpers.proportions import Proportion, missing_proportion, proportion, whole_percent
from helpers.run import Run
from helpers.signals import of_share, signals_table, thresholds_of
from helpers.tables import SECONDARY, Cell, Column, Suppressed, Table, missing_table
from helpers.values import Value, count, missing, sentence, suppressed

if TYPE_CHECKING:
    import pandas as pd

    from helpers.charts import AnswerRow
    from helpers.figures import Figure

POLARITIES = ("positive", "neutral", "negative")
NOT_STATED = "Not stated"
# What stands in a chart where a share is held back; it may be a large one of which few are left out.
NOT_SHOWN = "Not shown: it could identify a person"


@dataclass(frozen=True)
class Answers:
    """Answers to one question, merged into positive, neutral and negative, and already protected."""

    question: Question
    cells: tuple[Count, ...]
    base: int
    share: Proportion

    @property
    def percents(self) -> tuple[int, ...] | None:
        """Whole per cents of positive, neutral and negative answers, or None where any of them is held back."""
        if not self.share.shown or any(isinstance(cell, Suppressed) for cell in self.cells):
            return None
        return tuple(whole_percent(cell, self.share.base) for cell in self.cells)


class Survey:
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
        self._frame = frame
        self.profile = run.profile(instrument.id)
        self.reason = "" if frame is not None else run.why_missing(instrument.id)

    def __repr__(self) -> str:
        return f"{self.instrument.title}: {self.responses.says}{f' ({self.reason})' if self.reason else ''}"

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions with an answer scale."""
        return self.instrument.of_type("scale")

    @property
    def responses(self) -> Value:
        """How many answered the survey."""
        label = f"{self.instrument.respondents.capitalize()} who answered the survey"
        table = self.instrument.id
        if self._frame is None:
            return missing("count", label, self.reason, table=table)
        cell = protect_count(len(self._frame), self.profile)
        if isinstance(cell, Suppressed):
            return suppressed("count", label, cell.reason, table=table, rule=self.profile.rule, role=cell.role)
        return count(cell, label, table=table, rule=self.profile.rule)

    @cached_property
    def answers(self) -> tuple[Answers, ...]:
        """The protected answers to every question; empty where no survey was taken in."""
        if self._frame is None:
            return ()
        return tuple(self._answers(question) for question in self.questions)

    def _answers(self, question: Question) -> Answers:
        counts = merged(question, self._frame[question.id].tolist())
        base = sum(counts)
        share = proportion(
            question.label, counts[0], base, words=self.run.words, profile=self.profile, table=self.instrument.id
        )
        if not share.shown:
            held = Suppressed(share.reason, share.role)
            return Answers(question, (held, held, held), base, share)
        # The share gives away how many did not answer positively, so the other two have a known sum.
        return Answers(question, (counts[0], *protect_list(counts[1:], self.profile)), base, share)

    def values(self) -> dict[str, Value]:
        """Return ``<short>.responses`` and ``<short>.<question>`` for every question."""
        short = self.instrument.short
        found = {f"{short}.responses": self.responses}
        if self._frame is None:
            absent = {q.id: missing_proportion(q.label, self.reason, self.instrument.id) for q in self.questions}
        else:
            absent = {answer.question.id: answer.share for answer in self.answers}
        return found | {f"{short}.{name}": share.value() for name, share in absent.items()}

    def questions_table(self) -> Table:
        """Return the share answering each question positively, with interval, proportion word and base."""
        columns = (
            Column("question", "Question"),
            Column("share", "Answered positively", "percent"),
            Column("interval", "Likely range", "text"),
            Column("word", "In words", "text"),
            Column("count", "Positive answers", "count"),
            Column("base", "Answers", "count"),
        )
        title = f"{self.instrument.title}: answers by question"
        if self._frame is None:
            return missing_table(title, columns, self._sentence, table=self.instrument.id, synthetic=self.run.synthetic)
        rows = tuple(share_row(answer.question.label, answer.share) for answer in self.answers)
        return Table(title, columns, rows, self._notes(rows), self.instrument.id, self.run.synthetic)

    def group_tables(self) -> dict[str, Table]:
        """Return ``<short>.by_<group>`` for every column by which answers may be broken down."""
        return {f"{self.instrument.short}.by_{group.id}": self.by_group(group.id) for group in self.instrument.groups}

    def by_group(self, group: str) -> Table:
        """Return the share answering each question positively in every group of respondents.

        Whole groups that are too small are held back, and with them whatever would give them away: respondents who
        did not say which group they belong to count as a group of their own here.
        """
        column = self.instrument.column(group)
        what = "positive answers" if self.instrument.kind == "survey" else "items met"
        title = f"{self.instrument.title}: {what} by “{column.label}”"
        head = Column("question", "Question")
        if self._frame is None:
            return missing_table(title, (head,), self._sentence, table=self.instrument.id, synthetic=self.run.synthetic)
        stated = [
            "" if value is None or value != value else str(value)
            for value in self._frame[group].astype(object).where(self._frame[group].notna(), None).tolist()
        ]
        present = Counter(stated)
        groups = [option.value for option in column.options if present[option.value]]
        if present[""]:
            groups.append("")
        sizes = protect_list([present[name] for name in groups], self.profile)
        columns = [head, Column("all", "Everybody", "percent")]
        for number, (name, size) in enumerate(zip(groups, sizes, strict=True), 1):
            label = column.label_of(name) if name else NOT_STATED
            columns.append(
                Column(f"group_{number}", label if isinstance(size, Suppressed) else f"{label} ({size})", "percent")
            )
        rows = tuple(self._group_row(answer, stated, groups, sizes) for answer in self.answers)
        telling = [place for place in range(2, len(columns)) if any(type(row[place]) is int for row in rows)]
        held = [columns[place].label for place in range(2, len(columns)) if place not in telling]
        if not telling:
            reason = (
                f"Too few {self.instrument.respondents} answered in each group to show their answers safely."
                if self.instrument.kind == "survey"
                else f"There are too few {self.instrument.respondents} in each group to show them safely."
            )
            return missing_table(title, (head,), reason, table=self.instrument.id, synthetic=self.run.synthetic)
        kept = [0, 1, *telling]
        rows = tuple(tuple(row[place] for place in kept) for row in rows)
        notes = [f"Too few answers to show: {', '.join(held)}."] if held else []
        columns = [columns[place] for place in kept]
        return Table(title, tuple(columns), rows, (*self._notes(rows), *notes), self.instrument.id, self.run.synthetic)

    def _group_row(
        self, answer: Answers, stated: list[str], groups: list[str], sizes: tuple[Count, ...]
    ) -> tuple[Cell, ...]:
        share = answer.share
        if not share.shown:
            return (answer.question.label, *[Suppressed(share.reason, share.role)] * (len(groups) + 1))
        positive, valid = answer.question.values("positive"), _in_base(answer.question)
        given = self._frame[answer.question.id].tolist()
        yes: Counter[str] = Counter()
        base: Counter[str] = Counter()
        for name, value in zip(stated, given, strict=True):
            if value in valid:
                base[name] += 1
                yes[name] += value in positive
        hidden = shared_groups(
            [yes[name] for name in groups], [base[name] for name in groups], sizes, len(stated), self.profile
        )
        cells: list[Cell] = []
        for place, (name, size) in enumerate(zip(groups, sizes, strict=True)):
            role = why_not_share(yes[name], base[name], self.profile) or getattr(size, "role", "")
            if place in hidden:
                cells.append(Suppressed(self.profile.reason, role or SECONDARY))
            else:
                cells.append(whole_percent(yes[name], base[name]))
        return (answer.question.label, share.percent, *cells)

    def answers_figure(self) -> Figure:
        """Return the diverging chart of the answers to every question, the most positive first."""
        from helpers.charts import answers_chart, message, palette_of
        from helpers.figures import Figure

        palette = palette_of(self.run.context.get("brand"))
        title = f"How {self.instrument.respondents} answered, {self.run.place}"
        data = self._answers_table()
        if not any(answer.share.shown for answer in self.answers):
            reason = (
                self._sentence
                if self._frame is None
                else (
                    f"Too few {self.instrument.respondents} answered in {self.run.place} to show their answers safely."
                )
            )
            drawing = message(reason, palette)
            return Figure(title, drawing.spec, reason, data, drawing.width, drawing.height, "missing", reason)
        ordered = sorted(self.answers, key=lambda a: (not a.share.shown, -a.share.percent, a.question.label))
        drawing = answers_chart([_answer_row(answer) for answer in ordered], self._labels(), palette)
        return Figure(title, drawing.spec, self._alt(ordered), data, drawing.width, drawing.height)

    def _labels(self) -> tuple[str, str, str]:
        """Return what negative, neutral and positive answers are called, in the words of the scales used."""
        names = []
        for polarity, plain in (("negative", "Negative"), ("neutral", "Neither"), ("positive", "Positive")):
            used: list[str] = []
            for question in self.questions:
                used += [o.label for o in question.options if o.polarity == polarity and o.label not in used]
            strong = [label for label in used if not label.lower().startswith("strongly")]
            names.append(
                " or ".join([strong[0], *(label.lower() for label in strong[1:])]) if 0 < len(strong) <= 2 else plain
            )
        return (names[0], names[1], names[2])

    def _alt(self, ordered: list[Answers]) -> str:
        shown = [answer for answer in ordered if answer.share.shown]
        best, worst = shown[0], shown[-1]
        text = (
            f"{len(shown)} of {len(ordered)} questions are shown. The most positive answers were to "
            f"“{best.question.label}”: {best.share.percent}% positive."
        )
        if len(shown) > 1:
            text += f" The least positive were to “{worst.question.label}”: {worst.share.percent}% positive."
        return text

    def _answers_table(self) -> Table:
        columns = (
            Column("question", "Question"),
            *(
                Column(name, label, "percent")
                for name, label in (("positive", "Positive"), ("neutral", "Neither"), ("negative", "Negative"))
            ),
            Column("base", "Answers", "count"),
        )
        title = f"{self.instrument.title}: positive, neither and negative answers"
        if self._frame is None:
            return missing_table(title, columns, self._sentence, table=self.instrument.id, synthetic=self.run.synthetic)
        rows = []
        for answer in self.answers:
            share = answer.share
            if answer.percents:
                cells: tuple[Cell, ...] = answer.percents
            elif share.shown:
                # Two hidden counts with a known sum: neither per cent is shown, whichever of them is the small one.
                cells = (
                    share.percent,
                    *(Suppressed(self.profile.reason, getattr(c, "role", "")) for c in answer.cells[1:]),
                )
            else:
                cells = answer.cells
            base = share.base if share.shown else Suppressed(share.reason, share.role)
            rows.append((answer.question.label, *cells, base))
        return Table(title, columns, tuple(rows), self._notes(tuple(rows)), self.instrument.id, self.run.synthetic)

    @property
    def _sentence(self) -> str:
        return sentence(self.reason)

    def _notes(self, rows: tuple[tuple[Cell, ...], ...]) -> tuple[str, ...]:
        notes = []
        if self.instrument.kind == "survey":
            notes.append(
                f"People who answered are not a random sample of all {self.instrument.respondents}; the likely range "
                "is the 95% Wilson interval as if they were. Answers such as “don't know” are not counted."
            )
        if any(isinstance(cell, Suppressed) for row in rows for cell in row):
            notes.append(suppression_note(self.profile))
        return tuple(notes)


def read_survey(run: Run, table: str) -> Survey:
    """Return the answers of a survey of this run's area.

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


def merged(question: Question, given: list[object]) -> tuple[int, int, int]:
    """Return how many answers are positive, neutral and negative; others are not in the base.

    Examples
    --------
    >>> from helpers.instruments import Option
    >>> question = Question("q", "Q", "scale", (Option("yes", "Yes", "positive"), Option("no", "No", "negative")))
    >>> merged(question, ["yes", "yes", "no", None, "not applicable"])
    (2, 0, 1)
    """
    tally = Counter(given)
    positive, neutral, negative = (sum(tally[value] for value in question.values(polarity)) for polarity in POLARITIES)
    return (positive, neutral, negative)


def suppression_note(profile: Profile) -> str:
    """Return the note that goes under a table with cells that are held back."""
    return f"“Not shown” stands where a number could identify a person: {profile.reason}."


def _in_base(question: Question) -> frozenset[str]:
    return frozenset().union(*(question.values(polarity) for polarity in POLARITIES))


def _answer_row(answer: Answers) -> AnswerRow:
    from helpers.charts import AnswerRow

    label = answer.question.label
    if answer.percents:
        return AnswerRow(label, answer.percents[2], answer.percents[1], answer.percents[0])
    if answer.share.shown:
        return AnswerRow(label, positive=answer.share.percent, rest=100 - answer.share.percent)
    return AnswerRow(label, hidden=NOT_SHOWN)


def share_row(label: str, share: Proportion) -> tuple[Cell, ...]:
    """Return the cells of one share: label, per cent, interval, word, count, base."""
    if share.shown:
        return (label, share.percent, f"{share.low}% to {share.high}%", share.word, share.count, share.base)
    if share.status == "missing":
        return (label, None, None, None, None, None)
    held = Suppressed(share.reason, share.role)
    return (label, held, held, held, held, held)
