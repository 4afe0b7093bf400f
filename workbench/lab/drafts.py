"""Builds of one area's draft, started from the panel: a subprocess each, with its progress."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.project import Project

_COUNTED = re.compile(r"\[\s*(\d+)/(\d+)\] (\S+) (\w+)")
_KEPT = 400
#: Seconds in which a build that is stopped has to end by itself.
_PATIENCE = 15.0
#: Bytes of one line of a build that are heard; a longer one would end the listening, and the draft seem to run on.
_LONGEST_LINE = 2**24


@dataclass
class Draft:
    """One build under way or ended.

    Parameters
    ----------
    id
        Number of the build in this sitting, from 1.
    programme, area
        What is built.
    lines
        What the build said so far.
    state
        ``running``, ``done``, ``failed`` or ``stopped``.
    done, total
        Runs finished, and all of them as far as is known.
    """

    id: int
    programme: str
    area: str
    lines: list[str] = field(default_factory=list)
    state: str = "running"
    done: int = 0
    total: int = 0
    process: asyncio.subprocess.Process | None = field(default=None, repr=False)
    watching: asyncio.Task[None] | None = field(default=None, repr=False)

    def hear(self, line: str) -> None:
        """Take down a line of the build's output.

        Examples
        --------
        >>> draft = Draft(1, "p", "fife")
        >>> draft.hear("[ 2/6] fife/03_surveys done 0.3 s")
        >>> draft.done, draft.total
        (2, 6)
        """
        if counted := _COUNTED.match(line):
            self.done, self.total = int(counted[1]), int(counted[2])
        self.lines = [*self.lines, line][-_KEPT:]

    @property
    def message(self) -> str:
        """One clear message on how it stands or ended."""
        if self.state == "running":
            counted = f" {self.done} of {self.total} notebooks." if self.total else ""
            return f"Building the draft.{counted}"
        if self.state == "done":
            return "The draft is ready."
        if self.state == "stopped":
            return "Stopped. What was finished is kept; the next build goes on from there."
        return "The draft was not made. " + " ".join(line for line in _what_failed(self.lines) if line)

    def as_dict(self) -> dict[str, Any]:
        """Return what the panel is told."""
        return {
            "id": self.id, "programme": self.programme, "area": self.area, "state": self.state, "done": self.done,
            "total": self.total, "message": self.message, "lines": self.lines[-60:],
        }  # fmt: skip


def _what_failed(lines: list[str]) -> list[str]:
    """Return the lines that say what went wrong, without those of what went well."""
    for number, line in enumerate(lines):
        if line.startswith("What failed:"):
            return [each.strip() for each in lines[number + 1 : number + 4]]
    said = [line for line in lines if not _COUNTED.match(line) and not line.startswith(("Kernels:", "Notebooks:"))]
    return [line.strip() for line in said[-3:]]


class Drafts:
    """The builds of one sitting: one at a time for each area.

    Parameters
    ----------
    project
        The project.
    environment
        Variables of the build.
    """

    def __init__(self, project: Project, environment: Mapping[str, str]) -> None:
        self._project = project
        self._environment = dict(environment)
        self._drafts: dict[int, Draft] = {}

    def get(self, id: int) -> Draft:
        """Return a build of this sitting.

        Raises
        ------
        WorkbenchError
            When there is none with this number.
        """
        if id not in self._drafts:
            raise WorkbenchError(f"There is no build {id} in this sitting.")
        return self._drafts[id]

    def latest(self, programme: str, area: str) -> Draft | None:
        """Return the last build of an area, or None."""
        found = [one for one in self._drafts.values() if (one.programme, one.area) == (programme, area)]
        return found[-1] if found else None

    async def begin(self, programme: str, area: str | None) -> Draft:
        """Start building an area's draft; where one is under way, return that.

        Parameters
        ----------
        programme
            Programme id.
        area
            Slug of the area; None for the whole programme with its national pages.
        """
        place = area or "national"
        last = self.latest(programme, place)
        if last is not None and last.state == "running":
            return last
        if last is not None and last.watching is not None and not last.watching.done():
            await asyncio.wait([last.watching], timeout=2 * _PATIENCE)  # stopped a moment ago, and still tidying up
            newer = self.latest(programme, place)
            if newer is not None and newer.state == "running":
                return newer
        draft = Draft(len(self._drafts) + 1, programme, place)
        self._drafts[draft.id] = draft
        command = ["-m", "workbench.lab.attended", "--project", str(self._project.root), "build", programme]
        draft.process = await asyncio.create_subprocess_exec(
            sys.executable, *command, *(["--area", area] if area else []),
            cwd=self._project.root, env=self._environment, start_new_session=True,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
            limit=_LONGEST_LINE,
        )  # fmt: skip
        draft.watching = asyncio.create_task(self._watch(draft))
        return draft

    async def _watch(self, draft: Draft) -> None:
        assert draft.process is not None and draft.process.stdout is not None
        async for line in draft.process.stdout:
            draft.hear(line.decode(errors="replace").rstrip())
        code = await draft.process.wait()
        if draft.state == "running":
            draft.state = "done" if code == 0 else "failed"

    def stop(self, id: int) -> Draft:
        """End a build; what it finished is kept. To be called on the server's loop."""
        draft = self.get(id)
        if draft.state == "running":
            draft.state = "stopped"
            _signal(draft, signal.SIGINT)
            asyncio.get_running_loop().call_later(_PATIENCE, _signal, draft, signal.SIGKILL)
        return draft

    def end(self) -> None:
        """End every build under way, with all it started."""
        for draft in self._drafts.values():
            if draft.state == "running":
                draft.state = "stopped"
            _signal(draft, signal.SIGKILL)


def _signal(draft: Draft, number: int) -> None:
    if draft.process is not None and draft.process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(draft.process.pid, number)
