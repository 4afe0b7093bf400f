"""What a build does while it waits for its workers: small pieces of what comes afterwards, each done at most once."""

from __future__ import annotations

import contextlib
from collections import Counter, deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.execution.schedule import Finished
    from workbench.plan.planner import PlannedUnit


class Meanwhile:
    """Work ahead.

    Parameters
    ----------
    planned
        The plan.
    first
        What can be done at once.
    with_area
        Done with each area whose every run has ended well.
    """

    def __init__(
        self, planned: Iterable[PlannedUnit], first: Iterable[Callable[[], Any]], with_area: Callable[[str], Any]
    ) -> None:
        self._left = Counter(each.unit.area for each in planned if not each.current)
        self._jobs: deque[Callable[[], Any]] = deque(first)
        self._with_area = with_area

    def ended(self, finished: Finished) -> None:
        """Hear how a run ended."""
        area = finished.unit.area
        if finished.ok and area is not None:
            self._left[area] -= 1
            if not self._left[area]:
                self._jobs.append(partial(self._with_area, area))

    def some(self) -> bool:
        """Do a piece of work; return whether there was any.

        What goes wrong is not told here: whoever needs the work done does it again, and says so at its place.
        """
        if not self._jobs:
            return False
        with contextlib.suppress(Exception):
            self._jobs.popleft()()
        return True
