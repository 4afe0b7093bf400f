"""What a release says of texts that are held back: a line for the person who builds, rows for the reviewer's log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.release.disclosure import LogRow

if TYPE_CHECKING:
    from workbench.freetext.held import Held

RULE = "a text in which something was detected appears after a sign-off"
_SHOWN = 4


def held_lines(programme: str, held: Sequence[Held]) -> list[str]:
    """Return how many texts stand in no output, and where; nothing where there is none.

    Parameters
    ----------
    programme
        The programme's id, for the command.
    held
        The texts, each with its place.
    """
    if not held:
        return []
    count, areas = len(held), sorted({one.area for one in held})
    where = "; ".join(f"{one.file}, row {one.row}" for one in held[:_SHOWN])
    more = f"; and {count - _SHOWN} more" if count > _SHOWN else ""
    texts, places = f"{count} text{'s' if count != 1 else ''}", f"{len(areas)} area{'s' if len(areas) != 1 else ''}"
    return [
        f"Held back: {texts} of the evidence in {places} may identify somebody, and nobody has signed them off "
        f"({where}{more}). They count, and their words are shown nowhere. To read them: "
        f"workbench findings {programme} --show"
    ]


def held_rows(held: Iterable[Held]) -> Iterator[LogRow]:
    """Yield a row of the suppression log for each text."""
    for one in held:
        reason = "nobody has signed it off"
        yield LogRow(one.area, "intake", one.table, f"{one.column}, row {one.row}", one.detected, RULE, reason)
