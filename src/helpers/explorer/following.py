"""Who is told of a new choice first: the views that somebody looks at; the others when these have been drawn."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from helpers.explorer.choice import Choice, Picked

if TYPE_CHECKING:
    from helpers.explorer.views.view import View

#: Seconds between two views out of sight: what is looked at is drawn meanwhile, and another choice comes first.
_PAUSE = 0.1


class Following:
    """The views that follow the picker.

    Parameters
    ----------
    choice
        What is picked.
    """

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._views: list[View] = []
        self._behind: list[View] = []
        self._next: asyncio.TimerHandle | None = None
        choice.listen(self._picked)

    def add(self, view: View) -> None:
        """Let a view follow from now on."""
        self._views.append(view)
        view.refresh(self._choice.picked)

    def seen(self, view: View) -> None:
        """Bring a view up to date that somebody looks at now."""
        if view in self._behind:
            self._behind.remove(view)
            view.refresh(self._choice.picked)

    def stop(self) -> None:
        """Leave what is behind as it is."""
        self._behind = []
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _picked(self, picked: Picked) -> None:
        self.stop()
        loop = _loop()
        first = [view for view in self._views if view.in_sight or loop is None]
        self._behind = [view for view in self._views if view not in first]
        for view in first:
            view.refresh(picked)
        self._wait(loop)

    def _wait(self, loop: asyncio.AbstractEventLoop | None) -> None:
        self._next = loop.call_later(_PAUSE, self._catch_up) if loop and self._behind else None

    def _catch_up(self) -> None:
        if self._behind:
            self._behind.pop(0).refresh(self._choice.picked)
        self._wait(_loop())


def _loop() -> asyncio.AbstractEventLoop | None:
    """Return the kernel's loop; without one everything is done at once."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
