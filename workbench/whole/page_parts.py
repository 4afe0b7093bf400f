"""What the pages over all programmes have in common: front matter, the mark of a sample, publications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.composition.tables import Linked
from workbench.composition.text import plain

if TYPE_CHECKING:
    from workbench.definitions import Definitions, Publication

BANNER = """::: {.synthetic-banner}
**Sample: synthetic evidence.** Evidence, evaluations, recommendations and dates of the programmes marked as a sample
are made up. They say nothing about any real council, partnership or person. Publications are real, with their source.
:::
"""
MARK = "sample"


def front_matter(title: str, description: str) -> str:
    """Return the front matter of a page."""
    return f"---\ntitle: {_quoted(title)}\ndescription: {_quoted(description)}\nformat:\n  html: {{}}\n---\n"


def _quoted(text: str) -> str:
    return "'" + plain(text).replace("'", "''") + "'"


def linked_publication(one: Publication) -> Any:
    """Return the title of a publication, as a link where its address is known."""
    return Linked(one.title, f"[{plain(one.title)}]({one.url})") if one.url else one.title


def standing(one: Publication, definitions: Definitions) -> str:
    """Return how a publication stands, in words: current, or what took its place."""
    later = definitions.publications.get(one.replaced_by or "")
    return f"{one.state}; replaced by {later.title}" if later else one.state
