"""Quality frameworks and their quality indicators."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from helpers.names import quality_indicator_key
from workbench.definitions.base import Definition, QualityIndicatorId, Slug, Text, Truth, Whole, Word
from workbench.definitions.slots import Slot


class Tenet(Definition):
    """A part that a framework's model is built of."""

    id: Word
    title: Text
    meaning: Text


class QualityIndicator(Definition):
    """A quality indicator; ``verified`` says whether number and name were read in ``source``."""

    id: QualityIndicatorId
    title: Text
    source: Slug
    verified: Truth
    note: str = ""

    @property
    def key(self) -> str:
        """The indicator's name in value names and files.

        Examples
        --------
        >>> QualityIndicator(id="2.1", title="Impact", source="x", verified=True).key
        'qi_2_1'
        >>> QualityIndicator(id="early-help", title="Early help", source="x", verified=True).key
        'qi_early_help'
        """
        return quality_indicator_key(self.id)


class Framework(Definition):
    """One edition of a quality framework, or the themes, questions or process points that a programme looks at.

    Parameters
    ----------
    heading
        What one of its items is called: quality indicator, theme, question, assurance statement, process point.
    indicator_count
        How many it has altogether, where that is known; those known so far stand here.
    slots
        Texts of it that are not known or not verified.
    """

    id: Slug
    title: Text
    edition: Text
    publisher: Text
    source: Slug
    heading: Text = "Quality indicator"
    indicator_count: Whole | None = None
    indicator_count_source: Slug | None = None
    note: str = ""
    tenets: tuple[Tenet, ...] = ()
    tenets_source: Slug | None = None
    slots: tuple[Slot, ...] = ()
    quality_indicators: Annotated[tuple[QualityIndicator, ...], Field(min_length=1)]

    def quality_indicator(self, id: str) -> QualityIndicator:
        """Return the indicator with this number; ``KeyError`` when it is not known here."""
        return {indicator.id: indicator for indicator in self.quality_indicators}[id]
