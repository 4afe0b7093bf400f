"""Slots as parts of a page: the texts that fill them, or what is missing and where to look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.composition.text import plain


def slot_partials(slots: Iterable[Any]) -> dict[str, str]:
    """Return ``_slots/<id>.md`` for every slot, and ``_slots/all.md`` for those that are not filled.

    Parameters
    ----------
    slots
        The slots of a programme and its framework.

    Examples
    --------
    >>> from workbench.definitions.slots import Slot
    >>> print(slot_partials([Slot(id="forms", title="Forms", where="the guide")])["_slots/all.md"], end="")
    - Not filled: Forms. Look in the guide; fill parameters/slots/forms.yaml.
    """
    slots = tuple(slots)
    made = {f"_slots/{slot.id}.md": _slot(slot) for slot in slots}
    made["_slots/all.md"] = "".join(f"- {plain(slot.said)}\n" for slot in slots if not slot.filled)
    return made


def _slot(slot: Any) -> str:
    if not slot.filled:
        return f'::: {{.callout-note title="{plain(slot.title)}"}}\n{plain(slot.said)}\n:::\n'
    return "".join(f"{number}. {plain(item.title)}\n" for number, item in enumerate(slot.items, 1))
