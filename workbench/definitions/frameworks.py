"""Quality frameworks and their quality indicators."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workbench.definitions.base import Definition, QualityIndicatorId, Slug, Text, Truth, Whole, Word


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

    @property
    def key(self) -> str:
        """The indicator's name in value names and files.

        Examples
        --------
        >>> QualityIndicator(id="2.1", title="Impact", source="x", verified=True).key
        'qi_2_1'
        """
        return f"qi_{self.id.replace('.', '_')}"


class Framework(Definition):
    """One edition of a quality framework, with the indicators known so far of ``indicator_count``."""

    id: Slug
    title: Text
    edition: Text
    publisher: Text
    source: Slug
    indicator_count: Whole
    indicator_count_source: Slug
    note: str = ""
    tenets: tuple[Tenet, ...] = ()
    tenets_source: Slug | None = None
    quality_indicators: Annotated[tuple[QualityIndicator, ...], Field(min_length=1)]

    def quality_indicator(self, id: str) -> QualityIndicator:
        """Return the indicator with this number; ``KeyError`` when it is not known here."""
        return {indicator.id: indicator for indicator in self.quality_indicators}[id]
