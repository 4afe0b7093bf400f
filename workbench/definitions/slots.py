"""Slots: texts that are not known or not verified, to be filled from the user's own copy and never invented."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workbench.definitions.base import Definition, Named, Slug, Text, Word


class SlotItem(Definition):
    """One text that fills a slot, with where it was read."""

    id: Word
    title: Text
    source: Slug


class SlotFile(Definition):
    """The content of a file that fills a slot."""

    items: Annotated[tuple[SlotItem, ...], Field(min_length=1)]


class Slot(Definition):
    """One slot.

    Parameters
    ----------
    id, title
        Its name, and what belongs in it.
    holds
        How many texts belong in it, where that is known.
    look_in, where
        The source to look in, and the place in words.
    file
        The file that fills it, from the project's folder; ``parameters/slots/<id>.yaml`` where none is given.
    items
        What fills it; empty until the file is there.
    """

    id: Named
    title: Text
    holds: Annotated[int, Field(strict=True, ge=1)] | None = None
    look_in: Slug | None = None
    where: Text
    file: str = ""
    items: tuple[SlotItem, ...] = ()

    @property
    def path(self) -> str:
        """The file that fills it, from the project's folder."""
        return self.file or f"parameters/slots/{self.id}.yaml"

    @property
    def filled(self) -> bool:
        """Whether it is filled."""
        return bool(self.items)

    @property
    def said(self) -> str:
        """What every output that would show it says while it is not filled.

        Examples
        --------
        >>> Slot(id="i-statements", title="Twelve 'I' statements", where="the engagement framework").said
        "Not filled: Twelve 'I' statements. Look in the engagement framework; fill parameters/slots/i-statements.yaml."
        """
        return f"Not filled: {self.title}. Look in {self.where.rstrip('.')}; fill {self.path}."
