"""A page put together and ready to be written, with everything wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from workbench.composition.lacking import WHEN, WHERE_RECORDED
from workbench.composition.sources import Source
from workbench.errors import Fault

INDEX = "index.qmd"
#: What may stand in the front matter of a source for the composition to act on.
FOR_EACH, TO_BE_WRITTEN = "for-each", "to-be-written"
MARKS = frozenset({FOR_EACH, TO_BE_WRITTEN, WHEN, WHERE_RECORDED})
NOT_AVAILABLE = "not available"


@dataclass
class Assembled:
    """A page ready to be written.

    Parameters
    ----------
    files
        Text by file name in the page's folder, without the index's front matter.
    front
        The front matter of the index, shortcodes in it resolved.
    figures
        Names of the figures it shows.
    used
        Names of the metadata it uses.
    filled
        Metadata names without evidence, to be filled with "not available".
    faults, warnings
        What is wrong, and what the author should know.
    places
        Where each part was included, for messages.
    sources
        The sources it is made of, by file name.
    """

    files: dict[str, str] = field(default_factory=dict)
    front: dict[str, Any] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
