"""Builds killed at random moments: ``python -m tests.execution.killing --times 20``.

After each kill nothing may be left (no process, no socket, no temporary folder), and the next build must go on from
there and end in the same bytes as one that nobody disturbed.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.miniature import PROGRAMME, make_miniature
from tests.tiny import make_tiny
from workbench.assurance.archive import remove

# What belongs to the build's own books, and what depends on when files were written.
_BOOKS = ("cache", "unchanged", "journal.jsonl", "render-lock.json", ".building", ".lock")
_MADE = ("build", "releases")
_MARK = "KILLED_BUILD_TEST"
_PATIENCE = 60


@dataclass(frozen=True)
class Subject:
    """A project that is built again and again.

    Parameters
    ----------
    root
        The project as it was before any build.
    arguments
        Of ``workbench``.
    """

    root: Path
    arguments: tuple[str, ...]


def tiny_subject(folder: Path) -> Subject:
    """Return a project of seven short runs without reports."""
    stages = [word for stage in ("01_look", "02_weigh", "overview") for word in ("--stage", stage)]
    return Subject(make_tiny(folder).root, ("build", "tiny", *stages))


def miniature_subject(folder: Path) -> Subject:
    """Return the real programme with two areas and all its reports."""
    miniature = make_miniature(folder, ("clackmannanshire", "orkney-islands"))
    miniature.run("sample", PROGRAMME)
    miniature.run("intake", PROGRAMME)
    return Subject(folder, ("build", PROGRAMME, "--engine", "embedded"))


class Killing:
    """Builds of one subject, each in a copy of its own, with a temporary folder of its own.

    Parameters
    ----------
    subject
        What is built.
    folder
        Where to work.
    say
        Hears how each went.
    look
        Looks at a project right after each kill, and fails when it should not be like this.
    """

    def __init__(
        self,
        subject: Subject,
        folder: Path,
        say: Callable[[str], None] = lambda text: None,
        look: Callable[[Path], None] = lambda place: None,
    ) -> None:
        self.subject = subject
        self.folder = folder
        self.say = say
        self.look = look
        self._temporaries: dict[Path, Path] = {}
        place = self._copy("undisturbed")
        begun = time.monotonic()
        self._build(place)
        self.seconds = time.monotonic() - begun
        self.expected = outputs(place)
        assert self.expected
        self._finish(place)

    def once(self, number: int, moments: tuple[float, ...]) -> int:
        """Kill a build at each of the moments, as shares of the time that an undisturbed one takes; then finish it.

        Returns
        -------
        int
            How many of the moments came before the build had ended.

        Raises
        ------
        AssertionError
            When something is left behind, or the bytes are not those of the undisturbed build.
        """
        place = self._copy(f"killed-{number}")
        killed = 0
        for moment in moments:
            process = self._start(place)
            begun = time.monotonic()
            try:
                process.wait(moment * self.seconds)
                if not killed:
                    # Builds take less time now than the first one did: the moments keep within them.
                    self.seconds = min(self.seconds, time.monotonic() - begun)
                how = "ended before"
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed += 1
                how = "killed at"
            assert_nothing_left(place, self._temporary(place))
            self.look(place)
            self.say(f"{number}: {how} {moment:.0%}, nothing left")
            if how == "ended before":
                break
        self._build(place)
        assert not list(place.glob("build/*/.running"))
        found = outputs(place)
        wrong = sorted(name for name in found | self.expected if found.get(name) != self.expected.get(name))
        assert not wrong, f"other bytes than an undisturbed build: {wrong[:5]}"
        self.say(f"{number}: resumed, the same {len(found)} files")
        self._finish(place)
        return killed

    def _finish(self, place: Path) -> None:
        assert_nothing_left(place, self._temporary(place))
        self._temporaries.pop(place).rmdir()
        # A release lets nobody take anything out of it, not even those who may remove it.
        remove(place)

    def _copy(self, name: str) -> Path:
        place = self.folder / name
        shutil.copytree(self.subject.root, place, symlinks=True)
        # A short name: folders with sockets in them would otherwise be put elsewhere.
        self._temporaries[place] = Path(tempfile.mkdtemp(prefix="kb-", dir="/tmp"))
        return place

    def _temporary(self, place: Path) -> Path:
        return self._temporaries[place]

    def _start(self, place: Path, output: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WORKBENCH_")}
        environment |= {"TMPDIR": str(self._temporary(place)), _MARK: str(place)}
        command = [sys.executable, "-m", "workbench", *self.subject.arguments]
        return subprocess.Popen(command, cwd=place, env=environment, stdout=output, stderr=subprocess.STDOUT, text=True)

    def _build(self, place: Path) -> None:
        process = self._start(place, subprocess.PIPE)
        said, _ = process.communicate()
        assert process.returncode == 0, said


def outputs(place: Path) -> dict[str, str]:
    """Return the hash of every file that builds in a project made, but for the build's own books."""
    found = {}
    for path in (path for made in _MADE for path in (place / made).rglob("*")):
        parts = path.relative_to(place).parts
        if path.is_file() and not any(part in _BOOKS for part in parts):
            found["/".join(parts)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def processes_of(place: Path) -> Iterator[str]:
    """Yield every process that a build in this project started, through any number of steps: they inherit its mark."""
    mark = f"{_MARK}={place}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                yield f"{entry.name} {(entry / 'cmdline').read_bytes()[:200]!r}"
        except OSError:
            continue


def assert_nothing_left(place: Path, temporary: Path) -> None:
    """Wait a little, then fail when a process, a socket or a temporary file of a build is still there."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        processes = list(processes_of(place))
        # What a browser that is ending takes away meanwhile is no error here.
        files = sorted(
            os.path.relpath(os.path.join(here, name), temporary)  # noqa: PTH118
            for here, folders, names in os.walk(temporary)
            for name in (*folders, *names)
        )
        if not processes and not files:
            return
        assert time.monotonic() < deadline, f"left behind: {[*processes, *files][:8]}"
        time.sleep(0.1)


def kill(times: int, seed: int, once: Callable[[int, tuple[float, ...]], int]) -> str:
    """Give ``once`` a number and moments until it has killed at least so many times, and say how often it has.

    What had ended before its moment came was not killed, and does not count.
    """
    killed = number = 0
    for number, when in enumerate(moments(seed), start=1):
        killed += once(number, when)
        if killed >= times:
            break
    return f"{killed} times, in {number} tries"


def moments(seed: int) -> Iterator[tuple[float, ...]]:
    """Yield when to kill: one moment or two a build, drawn from the seed, over a little more than the whole build."""
    drawn = random.Random(seed)
    for number in itertools.count():
        yield tuple(drawn.uniform(0.02, 1.05) for _ in range(1 + number % 2))


def main() -> None:
    """Kill many builds and say how each ended."""
    parser = argparse.ArgumentParser(prog="python -m tests.execution.killing", description=main.__doc__)
    parser.add_argument("--times", type=int, default=20, help="how often to kill a build")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tiny", action="store_true", help="seven short runs instead of a real programme with reports")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="killing-") as folder:
        subject = (tiny_subject if chosen.tiny else miniature_subject)(Path(folder) / "subject")
        killing = Killing(subject, Path(folder), lambda text: print(text, flush=True))
        print(f"undisturbed: {killing.seconds:.1f} s, {len(killing.expected)} files", flush=True)
        done = kill(chosen.times, chosen.seed, killing.once)
    print(f"Builds killed {done}: every one the same bytes in the end, nothing left behind")


if __name__ == "__main__":
    main()
