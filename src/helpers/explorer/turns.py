"""One thing at a time: what a page says of different widgets may reach the kernel in threads of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")
Owner = TypeVar("Owner")

# Reentrant: a list that is filled anew tells its view, which may fill another.
_TURN = threading.RLock()


def in_turn(method: Callable[Concatenate[Owner, Given], Made]) -> Callable[Concatenate[Owner, Given], Made]:
    """Let a method wait until every other such method, called in another thread, is done.

    JupyterLab sends what widgets say through subshells of the kernel. Two views that were renewed at once would read
    each other's answers from the one connection to the evidence.

    Parameters
    ----------
    method
        What answers something that the page said.

    Examples
    --------
    >>> class View:
    ...     @in_turn
    ...     def refresh(self):
    ...         return "shown"
    >>> View().refresh()
    'shown'
    """

    @wraps(method)
    def waiting(self: Owner, *given: Given.args, **named: Given.kwargs) -> Made:
        with _TURN:
            return method(self, *given, **named)

    return waiting
