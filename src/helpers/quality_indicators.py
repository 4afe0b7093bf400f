"""A quality indicator of the programme, and what tables and sentences call it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class QualityIndicator:
    """A quality indicator of the programme; ``key`` is its part in names (``qi_2_1``)."""

    id: str
    key: str
    title: str

    @property
    def name(self) -> str:
        """Number and title; the title alone where the framework's number is not known and a word stands for it.

        Examples
        --------
        >>> QualityIndicator("2.1", "qi_2_1", "Impact").name, QualityIndicator("impact", "qi_impact", "Impact").name
        ('2.1 Impact', 'Impact')
        """
        return f"{self.id} {self.title}" if self.id[:1].isdigit() else self.title

    @property
    def called(self) -> str:
        """What a sentence calls it: the number, or the title where there is none."""
        return self.id if self.id[:1].isdigit() else self.title
