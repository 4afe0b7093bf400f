"""Quotations that somebody signed off, as they stand in a report; the others are left out and told of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from workbench.composition.results import Recorded
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


def groups_to_name(instruments: Iterable[Any], recorded: Recorded) -> frozenset[str]:
    """Return the groups of which so many people were heard that a quotation may be attributed to them.

    A group may be named where the number of its people may be published: where it is at least the least that the
    disclosure profile shows, and gives no other number away. Of a group whose people were not counted nothing is known,
    so it is not named.

    Parameters
    ----------
    instruments
        The programme's instruments.
    recorded
        What was recorded for the area; ``<short>.summary`` says who was heard.
    """
    from workbench.freetext.quotations import EVERYBODY

    named: set[str] = set()
    for instrument in instruments:
        roles = next((column for column in instrument.columns if column.id == "source_role"), None)
        if roles is None:
            continue
        if recorded.values.get(f"{instrument.short}.people", {}).get("status") == "shown":
            named.add(EVERYBODY)
        table = recorded.tables.get(f"{instrument.short}.summary", {})
        places = {column["id"]: place for place, column in enumerate(table.get("columns", ()))}
        if not {"source_role", "people"} <= set(places):
            continue
        values = {option.label: option.value for option in roles.options}
        for row in table["rows"]:
            people = row[places["people"]]  # a number that may not be shown is no number here
            if isinstance(people, int) and people > 0:
                named.add(values.get(row[places["source_role"]], ""))
    return frozenset(named - {""})


def from_groups(checked: Iterable[Checked], groups: Collection[str]) -> tuple[tuple[Checked, ...], list[str]]:
    """Return the quotations whose group may be named, and what an author is told of the others.

    Parameters
    ----------
    checked
        All quotations of an area.
    groups
        The groups that may be named: see `groups_to_name`.
    """
    from workbench.freetext.quotations import EVERYBODY

    checked = tuple(checked)
    small = [one for one in checked if one.quotation.source_role not in groups]
    told = []
    if small:
        which = "; ".join(f"'{one.quotation.id}' ({one.quotation.source_role})" for one in small)
        are = "quotation is" if len(small) == 1 else "quotations are"
        told.append(
            f"{len(small)} {are} left out, because too few people of the group were heard here to name it: {which}. "
            f"Take it out, or write 'source_role: {EVERYBODY}' and have it signed off again"
        )
    return tuple(one for one in checked if one.quotation.source_role in groups), told


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
