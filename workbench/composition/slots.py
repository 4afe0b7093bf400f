"""Slots as parts of a page: the texts that fill them, or what is missing and where to look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.composition.text import plain


def slot_partials(slots: Iterable[Any]) -> dict[str, str]:
    """Return ``_slots/<id>.md`` for every slot, and ``_slots/all.md`` for those that are not filled.

    Which file fills a slot is said to authors (``workbench programmes``), not to a page's readers.

    Parameters
    ----------
    slots
        The slots of a programme and its framework.

    Examples
    --------
    >>> from workbench.definitions.slots import Slot
    >>> made = slot_partials([Slot(id="forms", title="Forms", where="the guide")])
    >>> print(made["_slots/all.md"], end="")
    - Not filled: Forms. Look in the guide.
    >>> print(made["_slots/forms.md"], end="")
    ::: {.callout-note title="Text to come"}
    Not filled: Forms. Look in the guide.
    :::
    """
    slots = tuple(slots)
    made = {f"_slots/{slot.id}.md": _slot(slot) for slot in slots}
    made["_slots/all.md"] = "".join(f"- {_open(slot)}\n" for slot in slots if not slot.filled)
    return made


def _slot(slot: Any) -> str:
    if not slot.filled:
        return f'::: {{.callout-note title="Text to come"}}\n{_open(slot)}\n:::\n'
    return "".join(f"{number}. {plain(item.title)}\n" for number, item in enumerate(slot.items, 1))


def _open(slot: Any) -> str:
    return plain(f"Not filled: {slot.title}. Look in {slot.where.rstrip('.')}.")
