"""How one sense check ended in one place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.files import canonical_json

PASS, REVIEW, FAIL, NOT_CHECKED = "pass", "review", "fail", "not checked"


@dataclass(frozen=True)
class Finding:
    """What a check found in one place, before anybody judges how bad it is.

    Parameters
    ----------
    place
        Slug of the area, or ``national``.
    holds
        Whether it holds; None where there is nothing to compare, because numbers are held back or missing.
    says
        What was found, in words, where it does not hold or was not looked at.
    numbers
        The numbers that led to it, by name. They are recorded ones that a reader sees; a number that is held back is in
        no results file, so none can stand here.
    """

    place: str
    holds: bool | None
    says: str = ""
    numbers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What somebody said of an outcome that asks for a review: by role, when, and why it may stand."""

    role: str
    date: str
    comment: str


@dataclass(frozen=True)
class Outcome:
    """How one check ended in one place.

    Parameters
    ----------
    check, place
        The check's name; slug of the area, or ``national``.
    state
        ``pass``, ``review``, ``fail`` or ``not checked``.
    says, numbers
        As of a finding.
    answer
        What was said of it, where it asks for a review and somebody answered exactly this outcome.
    """

    check: str
    place: str
    state: str
    says: str = ""
    numbers: Mapping[str, Any] = field(default_factory=dict)
    answer: Answer | None = None

    @property
    def key(self) -> str:
        """What an answer names: other numbers give another key, so that an answer holds for these alone.

        Examples
        --------
        >>> Outcome("readers-agree", "fife", "review", "", {"records.agreement": 0.5}).key
        's4e5e9ee35391'
        """
        content = canonical_json([self.check, self.place, self.says, dict(self.numbers)])
        # A letter first: an unquoted key of digits alone would be a number.
        return "s" + hashlib.sha256(content.encode()).hexdigest()[:12]

    @property
    def blocks(self) -> bool:
        """Whether nothing may be released because of it."""
        return self.state == FAIL or (self.state == REVIEW and self.answer is None)

    def __str__(self) -> str:
        told = {REVIEW: "to review" if self.answer is None else "reviewed", FAIL: "failed"}.get(self.state, self.state)
        return f"{told}: {self.check}, {self.place}" + (f": {self.says}" if self.says else "")
