"""Quotations that somebody signed off, as they stand in a report; the others are left out and told of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from workbench.composition.text import plain

if TYPE_CHECKING:
    from workbench.freetext.quotations import Checked, Quotation


def quotations_of(ground: Any, area: Any) -> tuple[Checked, ...]:
    """Return every quotation of an area with its sign-off, in the order of its file; none where there is no file.

    Raises
    ------
    InputFaults
        With every fault of the file.
    """
    from workbench.freetext.quotations import checked_quotations, quotations_file  # word lists: only where needed

    if not quotations_file(ground.project, ground.programme.id, area.slug).is_file():
        return ()
    return checked_quotations(ground.project, ground.programme, area.slug, ground.definitions)


def left_out(checked: Iterable[Checked], programme: str) -> list[str]:
    """Return what an author is told of quotations that may not appear as they stand.

    Parameters
    ----------
    checked
        All quotations of an area.
    programme
        The programme's id, for the command.
    """
    checked = tuple(checked)
    waiting = [one for one in checked if not one.usable]
    if not waiting:
        return []
    which = "; ".join(f"'{one.quotation.id}' ({one.state})" for one in waiting)
    are = "is" if len(waiting) == 1 else "are"
    return [
        f"{len(waiting)} of {len(checked)} quotations {are} left out: {which}. See: workbench quotations {programme}"
    ]


def quotation_partials(checked: Iterable[Checked], indicators: Iterable[str]) -> dict[str, str]:
    """Return ``_qi-<number>/quotations.md`` for each quality indicator; empty where nothing may appear.

    Parameters
    ----------
    checked
        All quotations of an area; only those that may appear as they stand are used.
    indicators
        The programme's quality indicators.
    """
    usable = [one.quotation for one in checked if one.usable]
    return {
        f"_qi-{number}/quotations.md": block(one for one in usable if one.quality_indicator == number)
        for number in indicators
    }


def voiced(checked: Iterable[Checked], words: Sequence[str]) -> str:
    """Return the quotations of people of a kind, such as children, in the order of their file.

    Parameters
    ----------
    checked
        All quotations of an area; only those that may appear as they stand are used.
    words
        Words that the people are known by, such as ``children``; everybody where there are none.
    """
    wanted = tuple(word.lower() for word in words)
    usable = [one.quotation for one in checked if one.usable]
    return block(one for one in usable if not wanted or any(word in one.source_role.lower() for word in wanted))


def block(quotations: Iterable[Quotation]) -> str:
    """Return quotations as block quotations, each with the group that the person belongs to."""
    said = [f"> “{plain(_bare(one.text))}”\n>\n> — {plain(one.source_role)}\n" for one in quotations]
    # A comment between two keeps them apart for every reader of Markdown.
    return "\n<!-- -->\n\n".join(said)


def _bare(text: str) -> str:
    """Return the words without the marks that an author may have put around them."""
    stripped = text.strip()
    for first, last in (("“", "”"), ('"', '"'), ("‘", "’")):
        inner = stripped[1:-1]
        if stripped[:1] == first and stripped[-1:] == last and first not in inner and last not in inner:
            return inner.strip()
    return stripped
