"""Who is told of a new choice first: the view that somebody uses, then what else is in sight, then the others."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from helpers.explorer.choice import Choice, Picked
from helpers.explorer.turns import in_turn

if TYPE_CHECKING:
    from helpers.explorer.views.view import View

#: Seconds until the next view is told although the page has not said that it drew the last: nobody may look at it.
_PATIENCE = 0.5


class Following:
    """The views that follow the picker, one after the other: each is drawn before the next is told.

    Parameters
    ----------
    choice
        What is picked.
    """

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._views: list[View] = []
        self._behind: list[View] = []
        self._used: View | None = None
        self._told: View | None = None
        self._next: asyncio.TimerHandle | None = None
        choice.listen(self._picked)

    def add(self, view: View) -> None:
        """Let a view follow from now on."""
        self._views.append(view)
        view.refresh(self._choice.picked)

    def used(self, view: View) -> None:
        """Let a view that somebody uses be the first."""
        self._used = view

    def seen(self, view: View) -> None:
        """Bring a view up to date that somebody looks at now."""
        if view in self._behind:
            self._behind.remove(view)
            view.refresh(self._choice.picked)

    def drawn(self, view: View) -> None:
        """Tell the next view, since the page has drawn this one."""
        if view is self._told:
            self._go_on()

    def stop(self) -> None:
        """Leave what is behind as it is."""
        self._behind, self._told = [], None
        if self._next is not None:
            self._next.cancel()
            self._next = None

    @in_turn
    def _picked(self, picked: Picked) -> None:
        self.stop()
        self._behind = list(self._views)
        if _loop() is not None:
            self._behind.sort(key=lambda view: (not view.in_sight, view is not self._used))
        self._go_on()

    @in_turn
    def _go_on(self) -> None:
        if self._next is not None:
            self._next.cancel()
            self._next = None
        loop = _loop()
        while self._behind:
            self._told = self._behind.pop(0)
            if loop is not None and self._behind:
                self._next = loop.call_later(_PATIENCE, self._go_on)
            self._told.refresh(self._choice.picked)
            if loop is not None:
                return


def _loop() -> asyncio.AbstractEventLoop | None:
    """Return the kernel's loop; without one everything is done at once."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
