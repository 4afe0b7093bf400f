"""Protected numbers as a reader meets them: a count as a value, a share as cells, the note under what is held back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.disclosure import Count, Profile
from helpers.proportions import Proportion
from helpers.tables import Cell, Column, Suppressed
from helpers.values import Value, count, suppressed

# What stands in a chart where a share is held back; it may be a large one of which few are left out.
NOT_SHOWN = "Not shown: it could identify a person"


def count_value(cell: Count, label: str, *, table: str, profile: Profile) -> Value:
    """Return a protected count as a value to record, with the rule it was protected by.

    Parameters
    ----------
    cell
        The count, or what it is held back for.
    label
        What is counted.
    table
        The evidence table it was counted from.
    profile
        The disclosure rules of that table.

    Examples
    --------
    >>> count_value(1204, "Records read", table="record_reading", profile=Profile()).says
    '1,204'
    >>> count_value(Suppressed("it is small"), "Records read", table="record_reading", profile=Profile()).status
    'suppressed'
    """
    if isinstance(cell, Suppressed):
        return suppressed("count", label, cell.reason, table=table, rule=profile.rule, role=cell.role)
    return count(cell, label, table=table, rule=profile.rule)


def share_columns(head: Column, share: str, counted: str, base: str) -> tuple[Column, ...]:
    """Return the six columns of a table of shares, in the order of the cells of `share_row`.

    Parameters
    ----------
    head
        The row header.
    share, counted, base
        What the share, the number of cases with it, and the number of all cases are called.

    Examples
    --------
    >>> [column.label for column in share_columns(Column("item", "Item"), "Yes", "Records with yes", "Records")]
    ['Item', 'Yes', 'Likely range', 'In words', 'Records with yes', 'Records']
    """
    return (
        head,
        Column("share", share, "percent"),
        Column("interval", "Likely range"),
        Column("word", "In words"),
        Column("count", counted, "count"),
        Column("base", base, "count"),
    )


def share_row(label: str, share: Proportion) -> tuple[Cell, ...]:
    """Return a row of a table of shares: the label and the five cells of `share_cells`.

    Parameters
    ----------
    label
        The row header.
    share
        The protected share.
    """
    return (label, *share_cells(share))


def share_cells(share: Proportion) -> tuple[Cell, Cell, Cell, Cell, Cell]:
    """Return the cells of one share: per cent, interval, word, count, base; all held back where one of them is.

    Examples
    --------
    >>> share_cells(Proportion("Plan in place", "shown", "", 77, 94, 82, 73, 88, "most"))
    (82, '73% to 88%', 'most', 77, 94)
    >>> share_cells(Proportion("Plan in place", "missing", "nothing was read"))
    (None, None, None, None, None)
    """
    if share.shown:
        return (share.percent, f"{share.low}% to {share.high}%", share.word, share.count, share.base)
    cell = None if share.status == "missing" else Suppressed(share.reason, share.role)
    return (cell, cell, cell, cell, cell)


def suppression_note(profile: Profile) -> str:
    """Return the note that goes under a table with cells that are held back."""
    return f"“Not shown” stands where a number could identify a person: {profile.reason}."


def hidden_notes(rows: Iterable[Sequence[Cell]], profile: Profile) -> tuple[str, ...]:
    """Return the note under a table with cells that are held back; none where there are none.

    Parameters
    ----------
    rows
        The rows of the table.
    profile
        The rules by which cells were held back; the note gives their reason.

    Examples
    --------
    >>> hidden_notes([("Staff", 12)], Profile())
    ()
    >>> len(hidden_notes([("Staff", Suppressed("it is small"))], Profile()))
    1
    """
    held = any(isinstance(cell, Suppressed) for row in rows for cell in row)
    return (suppression_note(profile),) if held else ()
