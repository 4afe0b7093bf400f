"""How the strands of evidence read: thresholds, and which published figures bear on which quality indicator."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from workbench.definitions.base import Definition, QualityIndicatorId, Slug, Truth, Word
from workbench.definitions.scales import Count, Percent


class Bearing(Definition):
    """A published figure that bears on a quality indicator, and whether higher or lower is better."""

    indicator: Word
    quality_indicator: QualityIndicatorId
    better: Literal["higher", "lower"]


class OnTime(Definition):
    """Reviews held on time: the indicator they bear on, and from which share they are clear, or else uncertain."""

    quality_indicator: QualityIndicatorId
    clear: Percent
    uncertain: Percent


class Signals(Definition):
    """The thresholds by which evidence points to a strength or an area for improvement; no grade follows from them.

    Parameters
    ----------
    strong, weak
        A share points to a strength from this per cent, to an area for improvement below that one.
    least
        With fewer shares or findings a strand reads as mixed.
    noticeable
        By how many per cent a published figure must differ from the family group's median to point anywhere.
    reviews
        The share of reviews held on time that the information return gives.
    bearing
        Figures that only describe an area, such as the rate of children looked after, are left out: more is neither
        better nor worse.
    """

    source: Slug
    verified: Truth
    strong: Percent
    weak: Percent
    least: Count
    noticeable: Percent
    reviews: OnTime | None = None
    bearing: tuple[Bearing, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Signals:
        if self.weak > self.strong:
            raise ValueError(f"weak ({self.weak}) is above strong ({self.strong})")
        if self.reviews and self.reviews.uncertain > self.reviews.clear:
            raise ValueError(f"uncertain ({self.reviews.uncertain}) is above clear ({self.reviews.clear})")
        return self
