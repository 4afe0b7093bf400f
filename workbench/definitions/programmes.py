"""Programmes of scrutiny."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from workbench.definitions.base import (
    AreaChoice,
    Day,
    Definition,
    QualityIndicatorId,
    Slug,
    StageId,
    Text,
    Truth,
    Whole,
    Word,
)
from workbench.definitions.signals import Signals

Week = Annotated[int, Field(strict=True, ge=1, le=104)]


class Partner(Definition):
    """A body that takes part in the scrutiny, and how."""

    name: Text
    role: Text
    source: Slug


class Strand(Definition):
    """A strand of evidence."""

    id: Word
    title: Text


class LensItem(Definition):
    """One part of a lens, for example one foundation of the Promise."""

    id: Word
    title: Text


class Lens(Definition):
    """A cross-cutting way to look at the evidence."""

    id: Word
    title: Text
    source: Slug
    note: str = ""
    items: Annotated[tuple[LensItem, ...], Field(min_length=1)]


class Disclosure(Definition):
    """The disclosure profile of a programme, and of single tables where it differs."""

    default: Slug
    tables: dict[Word, Slug] = Field(default_factory=dict)

    def profile_of(self, table: str) -> str:
        """Return the id of the profile that holds for an evidence table.

        Examples
        --------
        >>> Disclosure(default="default", tables={"children_survey": "strict"}).profile_of("children_survey")
        'strict'
        """
        return self.tables.get(table, self.default)


class Step(Definition):
    """One step of the timetable: in ``week``, until the end of ``until`` where it lasts, or ``after`` it."""

    week: Week
    until: Week | None = None
    after: Truth = False
    text: Text

    @property
    def last(self) -> int:
        """The step's last week."""
        return self.until or self.week

    @property
    def weeks_shown(self) -> str:
        """The step's weeks in words.

        Examples
        --------
        >>> Step(week=4, until=8, text="Surveys").weeks_shown
        '4 to 8'
        >>> Step(week=21, after=True, text="Follow-up").weeks_shown
        'after 21'
        """
        if self.after:
            return f"after {self.week}"
        return f"{self.week} to {self.until}" if self.until else str(self.week)

    @model_validator(mode="after")
    def _forward(self) -> Step:
        if self.until is not None and self.until <= self.week:
            raise ValueError(f"lasts until week {self.until}, which is not after week {self.week}")
        return self


class Phase(Definition):
    """A stretch of the timetable, first and last week included."""

    weeks: Annotated[tuple[Week, ...], Field(min_length=2, max_length=2)]
    stage: Text
    steps: tuple[Step, ...] = ()


class Statement(Definition):
    """What one source says."""

    text: Text
    source: Slug


class Disagreement(Definition):
    """A matter on which sources disagree; all are kept."""

    topic: Text
    statements: Annotated[tuple[Statement, ...], Field(min_length=2)]


class Stage(Definition):
    """One stage of the analysis: a notebook, what it reads and what it builds on.

    Parameters
    ----------
    evidence, statistics, geography
        Evidence tables (instrument ids), statistics tables and geography files that its runs read.
    needs
        Stages whose results of the same area it reads.
    collects
        Of a national stage: stages whose results of every area it reads.
    uses
        Authored records that it reads.
    """

    id: StageId
    notebook: Text
    title: Text
    scope: Literal["area", "national"]
    evidence: tuple[Word, ...] = ()
    statistics: tuple[Word, ...] = ()
    geography: tuple[Word, ...] = ()
    needs: tuple[StageId, ...] = ()
    collects: tuple[StageId, ...] = ()
    uses: tuple[Literal["matters", "evaluations", "recommendations"], ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Stage:
        if not self.notebook.endswith(".ipynb") or any(mark in self.notebook for mark in "/\\"):
            raise ValueError(f"'{self.notebook}' should be the name of a notebook (.ipynb) in notebooks/")
        if self.collects and self.scope != "national":
            raise ValueError("only a national stage collects results of every area")
        return self


class Sample(Definition):
    """How the synthetic sample evidence is made."""

    seed: Whole
    as_of: Day
    areas: AreaChoice


class Programme(Definition):
    """One programme of scrutiny: everything that makes it differ from another."""

    id: Slug
    title: Text
    short_title: Text
    kind: Literal[
        "inspection", "joint_inspection", "progress_review", "thematic_review", "supported_self_evaluation", "inquiry"
    ]
    state: Literal["planned", "under way", "complete", "suspended"]
    source: Slug
    summary: Text
    basis: Text
    framework: Slug
    quality_indicators: Annotated[tuple[QualityIndicatorId, ...], Field(min_length=1)]
    scale: Slug
    proportion_words: Slug
    minimum_strands: Annotated[int, Field(strict=True, ge=1)]
    retrospective_years: Annotated[int, Field(strict=True, ge=1)]
    areas: AreaChoice
    unit: Literal["council_area"] = "council_area"
    scrutiny_partners: tuple[Partner, ...] = ()
    strands: Annotated[tuple[Strand, ...], Field(min_length=1)]
    lenses: tuple[Lens, ...] = ()
    disclosure: Disclosure
    signals: Signals | None = None
    instruments: tuple[Word, ...] = ()
    timetable_source: Slug | None = None
    timetable: tuple[Phase, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    outputs: tuple[Slug, ...] = ()
    sample: Sample | None = None

    def stage(self, id: str) -> Stage:
        """Return the stage with this id; ``KeyError`` when there is none."""
        return {stage.id: stage for stage in self.stages}[id]

    @property
    def all_areas(self) -> bool:
        """Whether the programme covers every area."""
        return self.areas == ("all",)
