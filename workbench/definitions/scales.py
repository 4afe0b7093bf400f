"""Scales of evaluation, answer scales, words for proportions and disclosure profiles."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workbench.definitions.base import Definition, Slug, Text, Truth, Whole, Word

Polarity = Literal["positive", "neutral", "negative", "excluded"]
Percent = Annotated[int, Field(strict=True, ge=0, le=100)]
Count = Annotated[int, Field(strict=True, ge=0)]


class Grade(Definition):
    """One step of a scale of evaluation; ``verified`` says whether its full published wording was read."""

    value: Whole
    label: Text
    meaning: Text
    in_brief: str = ""
    verified: Truth


class Scale(Definition):
    """A scale of evaluation, best grade first."""

    id: Slug
    title: Text
    source: Slug
    note: str = ""
    grades: Annotated[tuple[Grade, ...], Field(min_length=2)]

    def grade(self, value: int) -> Grade:
        """Return the grade with this value; ``KeyError`` when the scale has none."""
        return {grade.value: grade for grade in self.grades}[value]


class Option(Definition):
    """One answer that can be given."""

    value: Text
    label: Text


class AnswerOption(Option):
    """One answer of an answer scale and the side it counts for."""

    polarity: Polarity


class AnswerScale(Definition):
    """The answers to a survey question or record-reading item, best first."""

    id: Word
    title: Text
    options: Annotated[tuple[AnswerOption, ...], Field(min_length=2)]


class Band(Definition):
    """The whole percentages, both ends included, that one word stands for."""

    word: Text
    from_: Percent = Field(alias="from")
    to: Percent
    published: str = ""


class ProportionWords(Definition):
    """Words for proportions; the bands cover every whole percentage from 0 to 100 once."""

    id: Slug
    title: Text
    source: Slug
    minimum_base: Count
    rule: Text
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]

    def word(self, percent: int) -> str:
        """Return the word for a whole percentage.

        Examples
        --------
        >>> half = Band(word="less than half", from_=0, to=49)
        >>> rest = Band(word="half or more", from_=50, to=100)
        >>> words = ProportionWords(id="x", title="x", source="x", minimum_base=10, rule="x", bands=(half, rest))
        >>> words.word(49), words.word(50)
        ('less than half', 'half or more')
        """
        for band in self.bands:
            if band.from_ <= percent <= band.to:
                return band.word
        raise ValueError(f"{percent} is not a whole percentage from 0 to 100")


class DisclosureProfile(Definition):
    """Which counts and percentages may be shown; counts from 1 to ``threshold`` are suppressed."""

    id: Slug
    title: Text
    summary: Text
    threshold: Count
    suppress_zero: Truth
    minimum_base_percent: Count
    hold_back_extremes: Truth
    extremes_minimum_base: Count
    rounding: Annotated[int, Field(strict=True, ge=1)]
    source: Slug


class Source(Definition):
    """Where a fact or figure comes from."""

    id: Slug
    title: Text
    publisher: Text
    as_of: Text
    url: str = ""
    licence: str = ""


class ScalesFile(Definition):
    """The content of ``scales.yaml``."""

    scales: tuple[Scale, ...]


class AnswerScalesFile(Definition):
    """The content of ``answer_scales.yaml``."""

    answer_scales: tuple[AnswerScale, ...]


class ProportionWordsFile(Definition):
    """The content of ``proportion_words.yaml``."""

    proportion_words: tuple[ProportionWords, ...]


class DisclosureFile(Definition):
    """The content of ``disclosure.yaml``."""

    disclosure_profiles: tuple[DisclosureProfile, ...]


class SourcesFile(Definition):
    """The content of ``sources.yaml``."""

    sources: tuple[Source, ...]
