"""The application of a forked kernel: ipykernel's own, without what it would work out anew for each kernel."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

# What the engine itself says, and every client of Jupyter: text that stays text.
_FILE = "-f"
_HISTORY = "--HistoryManager.hist_file="


class _Place:
    """A module, as far as ipykernel's debugger wants to know it."""

    __slots__ = ("__file__",)

    def __init__(self, file: str) -> None:
        self.__file__ = file


class _Listing:
    """Stands in for ``sys`` while ipykernel lists the files of all modules, for its debugger.

    To look at some thousand modules is to copy the memory of each into the kernel: the list is made before the fork.
    """

    def __init__(self) -> None:
        # Copies of the names, which lie side by side.
        files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
        self.modules = dict(enumerate([_Place(file.encode().decode()) for file in files if file]))

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


def prepared_application() -> Callable[[int, Sequence[str]], Any]:
    """Return what makes and initialises a kernel's application after a fork; called before it.

    Returns
    -------
    callable
        Takes the process number of the parent and the kernel's arguments, and returns the application.
    """
    from ipykernel import ipkernel

    listing = _Listing()

    def begin(parent: int, arguments: Sequence[str]) -> Any:
        from ipykernel.kernelapp import IPKernelApp

        # ipykernel reads JPY_PARENT_PID when its class is made, which was before the fork.
        app = IPKernelApp.instance(parent_handle=parent)
        app.parse_command_line = lambda argv: _take(app, argv)
        ipkernel.sys = listing
        try:
            app.initialize(list(arguments))
        finally:
            ipkernel.sys = sys
        _look_for_children_first(app.kernel)
        return app

    return begin


def plain_arguments(arguments: Sequence[str]) -> dict[tuple[str, str], str] | None:
    """Return the options that are set by a kernel's arguments; None where only traitlets' own parser knows.

    Examples
    --------
    >>> plain_arguments(["-f", "kernel.json", "--HistoryManager.hist_file=:memory:"])
    {('IPKernelApp', 'connection_file'): 'kernel.json', ('HistoryManager', 'hist_file'): ':memory:'}
    >>> plain_arguments(["-f", "kernel.json", "--debug"]) is None
    True
    """
    found: dict[tuple[str, str], str] = {}
    left = list(arguments)
    while left:
        first = left.pop(0)
        if first == _FILE and left and not left[0].startswith("-"):
            option, value = ("IPKernelApp", "connection_file"), left.pop(0)
        elif first.startswith(_HISTORY):
            option, value = ("HistoryManager", "hist_file"), first.removeprefix(_HISTORY)
        else:
            return None
        if option in found:  # given twice, it is a list
            return None
        found[option] = value
    return found


def _take(app: Any, arguments: Sequence[str]) -> None:
    """Do what the application does with its arguments: its parser of all there is takes a fifth of a kernel's start."""
    from traitlets.config.loader import Config

    options = plain_arguments(arguments)
    if options is None:
        type(app).parse_command_line(app, arguments)
        return
    config = Config()
    for (section, name), value in options.items():
        config[section][name] = value
    app.argv = list(arguments)
    app.cli_config = config
    app.update_config(config)
    app.extra_args = []


def _look_for_children_first(kernel: Any) -> None:
    """Have a kernel that never started a process end without a look at every process of the machine."""
    among_all = getattr(kernel, "_process_children", None)
    if among_all is None:  # another ipykernel
        return

    def children() -> list[Any]:
        try:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return []
        return among_all()

    kernel._process_children = children
