"""Kinds of strategic activity: inspection, progress review, supported self-evaluation and the rest."""

from __future__ import annotations

from typing import Literal

from workbench.definitions.base import Definition, Slug, Text, Word


class Activity(Definition):
    """One kind of activity; ``graded`` says whether evaluations on a scale may be recorded in it."""

    id: Word
    title: Text
    meaning: Text
    source: Slug
    graded: Literal["may", "never"]


class ActivitiesFile(Definition):
    """The content of ``activities.yaml``."""

    activities: tuple[Activity, ...]
