"""What is picked: programme, area, quality indicator and strand; every view is told once when it changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Picked:
    """What is picked.

    Parameters
    ----------
    programme, area, indicator, strand
        Ids and slug; indicator and strand are empty where the programme has none.
    """

    programme: str
    area: str
    indicator: str
    strand: str


class Choice:
    """What is picked, and who is told of it.

    Parameters
    ----------
    picked
        What is picked at first.

    Examples
    --------
    >>> choice = Choice(Picked("throughcare", "fife", "1", "survey"))
    >>> choice.listen(lambda picked: print(picked.area))
    >>> choice.pick(area="moray")
    moray
    >>> choice.pick(area="moray")
    """

    def __init__(self, picked: Picked) -> None:
        self.picked = picked
        self._listeners: list[Callable[[Picked], None]] = []

    def listen(self, listener: Callable[[Picked], None]) -> None:
        """Tell somebody of every change from now on."""
        self._listeners.append(listener)

    def pick(self, **changes: str) -> None:
        """Pick something else; who listens is told once, and only where anything changed."""
        picked = replace(self.picked, **changes)
        if picked != self.picked:
            self.picked = picked
            for listener in tuple(self._listeners):
                listener(picked)
