"""The matters of an area's scoping, as people sorted them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from workbench.definitions.authored import AuthoredFile, Setting, indicator_faults
from workbench.definitions.base import Day, Definition, QualityIndicatorId, Text, Truth
from workbench.definitions.lined_yaml import Document
from workbench.errors import Fault

MatterState = Literal["no significant concern", "area of uncertainty", "area of concern"]


class EarlierMatter(Definition):
    """How a matter stood before it was sorted otherwise."""

    state: MatterState
    because: Text
    next: str = ""
    by: str = ""
    on: Day | None = None


class Matter(Definition):
    """One matter of the scoping: what it is about, how it stands, why, and what would resolve it.

    Who sorted it, by role, when, and how it stood before are for the team: runs and reports are not told.
    """

    matter: Text
    quality_indicator: QualityIndicatorId
    state: MatterState
    because: Text
    next: str = ""
    by: str = Field(default="", exclude=True)
    on: Day | None = Field(default=None, exclude=True)
    earlier: tuple[EarlierMatter, ...] = Field(default=(), exclude=True)


class Matters(Definition):
    """The matters of one area's scoping."""

    synthetic: Truth = False
    matters: tuple[Matter, ...]


def _faults(content: Matters, document: Document, setting: Setting) -> Iterator[Fault]:
    for number, one in enumerate(content.matters):
        yield from indicator_faults(one.quality_indicator, document, setting.programme, "matters", number)


load_matters = AuthoredFile("matters", Matters, _faults)
"""Loads the matters sorted in an area's scoping, from ``matters.yaml``."""
