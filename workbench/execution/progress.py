"""How a build tells what it does: live on a terminal, a line per finished unit otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, Protocol, TextIO


class Progress(Protocol):
    """What hears about a build."""

    def note(self, text: str) -> None:
        """Say something once."""

    def begin(self, total: int) -> None:
        """Begin a phase of ``total`` runs at most."""

    def started(self, name: str) -> None:
        """Hear that a run was handed to a worker."""

    def finished(self, name: str, result: str, seconds: float = 0.0, detail: str = "") -> None:
        """Hear that a unit ended ``done``, ``unchanged``, ``failed`` or ``skipped``."""

    def end(self) -> None:
        """End the phase."""


class Silent:
    """Says nothing; used by tests and other programs."""

    def note(self, text: str) -> None:
        """Say nothing."""

    def begin(self, total: int) -> None:
        """Say nothing."""

    def started(self, name: str) -> None:
        """Say nothing."""

    def finished(self, name: str, result: str, seconds: float = 0.0, detail: str = "") -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""


class Lines:
    """One line per finished unit, for logs.

    Parameters
    ----------
    stream
        Where to write; standard output by default.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._total = 0
        self._done = 0

    def note(self, text: str) -> None:
        """Write the text, in one piece: pages are rendered by several threads."""
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def begin(self, total: int) -> None:
        """Count from here."""
        self._total, self._done = total, 0

    def started(self, name: str) -> None:
        """Write nothing: the line comes when the unit is finished."""

    def finished(self, name: str, result: str, seconds: float = 0.0, detail: str = "") -> None:
        """Write one line."""
        self._done += 1
        width = len(str(self._total))
        time = f" {seconds:.1f} s" if seconds else ""
        detail = f"  {detail}" if detail else ""
        self.note(f"[{self._done:>{width}}/{self._total}] {name} {result}{time}{detail}")

    def end(self) -> None:
        """Write nothing."""


class Live:
    """A bar with what runs now, for terminals; failures, and why a run was done, stay above it."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        self._console = Console(highlight=False)
        self._make = lambda: Bar(
            TextColumn("Notebooks"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[now]}", style="dim"),
            console=self._console,
            transient=True,
        )
        self._bar: Any = None
        self._task: Any = None
        self._running: dict[str, None] = {}

    def note(self, text: str) -> None:
        """Write the text above the bar."""
        self._console.print(text, markup=False, soft_wrap=True)

    def begin(self, total: int) -> None:
        """Show the bar."""
        self._bar = self._make()
        self._bar.start()
        self._task = self._bar.add_task("", total=total, now="")

    def started(self, name: str) -> None:
        """Show the unit as running."""
        self._running[name] = None
        self._refresh(0)

    def finished(self, name: str, result: str, seconds: float = 0.0, detail: str = "") -> None:
        """Advance; say at once what failed, and why a run was done where that is asked."""
        self._running.pop(name, None)
        # Of a run that ended well there is something to say only where the user asked why it was done.
        if detail or result in ("failed", "skipped"):
            self.note(f"{name} {result}  {detail}")
        self._refresh(1)

    def _refresh(self, advance: int) -> None:
        if self._bar is not None:
            shown = list(self._running)[:4]
            self._bar.update(self._task, advance=advance, now="  ".join(shown))

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def closing_table(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return the table of what failed: unit, error, half-run notebook.

    Examples
    --------
    >>> print(closing_table([("fife/03_surveys", "ValueError: no rows", "build/p/failed/fife/03_surveys.ipynb")]))
    fife/03_surveys  ValueError: no rows
                     build/p/failed/fife/03_surveys.ipynb
    """
    rows = list(rows)
    width = max((len(name) for name, _, _ in rows), default=0)
    lines = []
    for name, error, path in rows:
        lines.append(f"{name:<{width}}  {error}")
        if path:
            lines.append(f"{'':<{width}}  {path}")
    return "\n".join(lines)


def progress_for(stream: TextIO | None = None) -> Progress:
    """Return the live display on a terminal, plain lines otherwise."""
    if (stream or sys.stdout).isatty():
        return Live()
    return Lines(stream)
