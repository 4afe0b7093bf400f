"""Council areas found by any known spelling or code, never by likeness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from workbench.definitions.areas import Area


def normalised(text: str) -> str:
    """Return a name in the form in which names are compared.

    Case, accents, punctuation, spaces and "&" for "and" make no difference; letters, digits and their order do.

    Examples
    --------
    >>> normalised("  Dumfries &  Galloway ")
    'dumfriesandgalloway'
    >>> normalised("Na h-Eileanan Siar")
    'naheileanansiar'
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("&", " and ").casefold())
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return re.sub(r"[\W_]+", "", plain.casefold())


class AreaIndex:
    """Areas by every name and code that means them.

    Parameters
    ----------
    areas
        The areas. Where two claim one name, the first keeps it; ``clashes`` tells.
    """

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas: dict[str, Area] = {}
        self.clashes: list[tuple[str, Area, Area]] = []
        for area in areas:
            for name in (area.code, area.slug, area.name, area.short_name, *area.retired_codes, *area.spellings):
                owner = self._areas.setdefault(normalised(name), area)
                if owner is not area:
                    self.clashes.append((name, owner, area))

    def match(self, text: str) -> Area | None:
        """Return the area that ``text`` names, or None."""
        return self._areas.get(normalised(text))
