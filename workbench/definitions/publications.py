"""What has been published, by programme: nothing that was published disappears."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from workbench.definitions.base import DateOrPart, Definition, Slug, Text

PublicationState = Literal["current", "superseded", "withdrawn"]


class Publication(Definition):
    """One publication.

    Parameters
    ----------
    id, title
        Its name here, and its title.
    programme
        The programme it belongs to.
    areas
        Slugs of the programme's units that it is about; none for a national publication.
    kind
        What it is, in words: area report, overview report, validation letter.
    published
        The day, month or year; None where it is not known.
    state, replaced_by
        Whether it still stands, and the publication that took its place.
    source, url, note
        Where it is known from, where it can be read, and what to say about it.
    """

    id: Slug
    title: Text
    programme: Slug
    areas: tuple[Slug, ...] = ()
    kind: Text
    published: DateOrPart | None = None
    state: PublicationState = "current"
    replaced_by: Slug | None = None
    source: Slug
    url: str = ""
    note: str = ""

    @property
    def year(self) -> str:
        """The year, or an empty string where it is not known."""
        return (self.published or "")[:4]

    @model_validator(mode="after")
    def _consistent(self) -> Publication:
        if self.state == "current" and self.replaced_by:
            raise ValueError(f"is current, yet replaced by '{self.replaced_by}'; give its state as superseded")
        if self.state != "current" and not (self.replaced_by or self.note):
            raise ValueError(f"is {self.state}: say what took its place (replaced_by), or why in a note")
        return self


class PublicationsFile(Definition):
    """The content of ``publications.yaml``."""

    publications: tuple[Publication, ...]
