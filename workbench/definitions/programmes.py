"""Programmes of scrutiny."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from workbench.days import day
from workbench.definitions.areas import COUNCIL_AREA
from workbench.definitions.base import (
    AreaChoice,
    DateOrPart,
    Definition,
    Named,
    QualityIndicatorId,
    Slug,
    Text,
    Truth,
    Word,
)
from workbench.definitions.phases import Phase, Week
from workbench.definitions.sampling import Sample
from workbench.definitions.signals import Signals
from workbench.definitions.slots import Slot
from workbench.definitions.stages import Stage


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

    id: Named
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


class Statement(Definition):
    """What one source says."""

    text: Text
    source: Slug


class Disagreement(Definition):
    """A matter on which sources disagree; all are kept."""

    topic: Text
    statements: Annotated[tuple[Statement, ...], Field(min_length=2)]


class Part(Definition):
    """One part of the question that a programme asks."""

    id: Named
    title: Text


class Period(Definition):
    """From when to when a programme ran, as exactly as it is known; no ``to`` means that it goes on."""

    from_: DateOrPart | None = Field(default=None, alias="from")
    to: DateOrPart | None = None
    note: str = ""
    source: Slug

    @property
    def shown(self) -> str:
        """The period in words.

        Examples
        --------
        >>> Period(from_="2012", to="2017", source="x").shown
        '2012 to 2017'
        >>> Period(from_="2025-06", source="x").shown
        'from June 2025'
        """
        if self.from_ and self.to:
            return day(self.from_) if self.from_ == self.to else f"{day(self.from_)} to {day(self.to)}"
        return f"from {day(self.from_)}" if self.from_ else f"to {day(self.to)}" if self.to else self.note


class Publisher(Definition):
    """A body on whose site the programme's reports are published."""

    name: Text
    source: Slug


class Suspended(Definition):
    """When a programme was suspended, and why."""

    on: DateOrPart
    why: Text
    source: Slug


def _none_where_said(value: Any) -> Any:
    return None if value == "none" else value


class Programme(Definition):
    """One programme of scrutiny: everything that makes it differ from another.

    Parameters
    ----------
    id, title, short_title, summary, basis, source
        What it is called, what it looks at, the law it rests on where that is known, and where all this is from.
    kind, state
        A kind of activity (``activities.yaml``), and how it stands; ``continuous`` is a standing function.
    question, parts
        The one question it asks, and the parts of it.
    framework, quality_indicators, scale
        What it looks at and on which scale it is evaluated; without a scale there are no grades anywhere.
    edition, period, suspended
        Its edition, when it ran, and whether it was suspended.
    replaces, resumed_as
        Programmes before and after it. Their editions are shown side by side, never pooled.
    pools_with
        Programmes of the same framework, edition and scale whose figures may be put together.
    unit, areas
        The set of units (``council_area`` or a set in ``parameters/units``), and which of them; none for a national
        programme.
    publishers, published
        Whose sites have the reports, and the publications of ``publications.yaml``.
    timetable_weeks, timetable_verified, timetable_note
        How many weeks it has where its steps do not say so; whether the weeks of its steps were read in the source, and
        what to say about it.
    school_holidays, calendar
        Whether weeks of school holidays count in the timetable, and the calendar that has them.
    slots
        Texts that are not known or not verified.
    """

    id: Slug
    title: Text
    short_title: Text
    kind: Word
    state: Literal["planned", "under way", "complete", "suspended", "continuous", "archived"]
    source: Slug
    summary: Text
    basis: str = ""
    question: str = ""
    parts: tuple[Part, ...] = ()
    edition: str = ""
    period: Period | None = None
    suspended: Suspended | None = None
    replaces: Slug | None = None
    resumed_as: Slug | None = None
    pools_with: tuple[Slug, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    published: tuple[Slug, ...] = ()
    framework: Slug | None = None
    quality_indicators: tuple[QualityIndicatorId, ...] = ()
    scale: Annotated[Slug | None, BeforeValidator(_none_where_said)] = None
    proportion_words: Slug
    minimum_strands: Annotated[int, Field(strict=True, ge=1)] | None = None
    retrospective_years: Annotated[int, Field(strict=True, ge=1)] | None = None
    areas: AreaChoice
    unit: Text = COUNCIL_AREA
    scrutiny_partners: tuple[Partner, ...] = ()
    strands: tuple[Strand, ...] = ()
    lenses: tuple[Lens, ...] = ()
    slots: tuple[Slot, ...] = ()
    disclosure: Disclosure
    signals: Signals | None = None
    instruments: tuple[Word, ...] = ()
    timetable_source: Slug | None = None
    timetable: tuple[Phase, ...] = ()
    timetable_weeks: Week | None = None
    timetable_verified: Truth = True
    timetable_note: str = ""
    school_holidays: Literal["excluded", "counted"] = "counted"
    calendar: Slug | None = None
    disagreements: tuple[Disagreement, ...] = ()
    stages: tuple[Stage, ...] = ()
    outputs: tuple[Slug, ...] = ()
    formats: dict[Slug, tuple[Word, ...]] = Field(default_factory=dict)
    sample: Sample | None = None

    def stage(self, id: str) -> Stage:
        """Return the stage with this id; ``KeyError`` when there is none."""
        return {stage.id: stage for stage in self.stages}[id]

    @property
    def all_areas(self) -> bool:
        """Whether the programme covers every area."""
        return self.areas == ("all",)

    def instruments_of(self, *, national: bool) -> tuple[str, ...]:
        """Return the instruments whose files are of the whole nation, or of single units, in their order.

        One that no stage reads is of single units, where the programme has any.
        """
        of_nation = {
            table
            for stage in self.stages
            for table in (*stage.national_evidence, *(stage.evidence if stage.scope == "national" else ()))
        }
        of_units = {table for stage in self.stages if stage.scope == "area" for table in stage.evidence}
        if self.areas:
            of_units |= set(self.instruments) - of_nation
        return tuple(name for name in self.instruments if name in (of_nation if national else of_units))

    @property
    def has_national_evidence(self) -> bool:
        """Whether a national stage reads evidence about the whole nation."""
        return any(stage.national_evidence or (stage.scope == "national" and stage.evidence) for stage in self.stages)
