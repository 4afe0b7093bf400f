"""What a build has to live through. Each hardship is a function that fails with an AssertionError."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock

from tests.survival.mounts import in_own_mounts
from tests.survival.subjects import Undisturbed, environment
from workbench.files import private_folder
from workbench.plan.folders import build_folders

#: How much of the room that a build needs there is, in the tries with a full disk.
SHARES = (0.02, 0.2, 0.4, 0.6, 0.8)

_FULL = """
place=$1 room=$2; shift 2
mkdir -p "$place/build"
mount -t tmpfs -o size="${room}k" tmpfs "$place/build"
"$@" >"$place/first.txt" 2>&1 && code=0 || code=$?
echo "$code" >"$place/first.code"
mount -o remount,size=4g "$place/build"
"$@" >"$place/second.txt" 2>&1 && code=0 || code=$?
echo "$code" >"$place/second.code"
cp -a "$place/build" "$place/made"
"""

_READ_ONLY = """
place=$1; shift
mount --bind "$place" "$place"
mount -o remount,bind,ro "$place"
"$@" >"$SAID" 2>&1 && code=0 || code=$?
echo "$code" >"$SAID.code"
"""


def full_disk(known: Undisturbed, folder: Path, share: float) -> str:
    """Let the disk fill up when ``share`` of what a build needs is written; make room; build again."""
    place = known.copy(folder / f"full-{share:.2f}")
    room = max(64, int(known.kilobytes * share))
    in_own_mounts(_FULL, place, str(room), *known.command, environment=environment(), cwd=place)
    said = (place / "first.txt").read_text()
    assert (place / "first.code").read_text().strip() != "0", said
    assert "disk is full" in said, said
    assert "Traceback" not in said, said
    again = (place / "second.txt").read_text()
    assert (place / "second.code").read_text().strip() == "0", again
    shutil.rmtree(place / "build")
    (place / "made").rename(place / "build")
    assert not known.wrong(place), known.wrong(place)[:5]
    assert not _half_written(place), _half_written(place)[:5]
    return f"full after {room} kB of {known.kilobytes}: said so, went on, the same {len(known.expected)} files"


def evidence_gone(known: Undisturbed, folder: Path) -> str:
    """Take the evidence away after a build, and bring it back."""
    place = known.copy(folder / "gone")
    assert known.run(place).returncode == 0
    (place / "evidence").rename(place / "elsewhere")
    done = known.run(place)
    assert done.returncode == 2, done.stdout
    assert "evidence" in done.stdout
    assert "Traceback" not in done.stdout, done.stdout
    assert not known.wrong(place), "a build without its evidence took away what was made before"
    shutil.rmtree(place / "evidence", ignore_errors=True)
    (place / "elsewhere").rename(place / "evidence")
    done = known.run(place)
    assert done.returncode == 0, done.stdout
    assert not known.wrong(place)
    return "evidence gone: said so, everything made before is there, went on when it came back"


def clock_set_back(known: Undisturbed, folder: Path) -> str:
    """Let files be older than what was made of them, and newer than now; the content alone decides."""
    place = known.copy(folder / "clock")
    old, coming = 1_000_000_000, 4_000_000_000
    stored = sorted(path for path in (place / "evidence" / "store").rglob("*") if path.is_file())
    for path in stored:
        os.utime(path, (coming, coming))
    assert known.run(place).returncode == 0
    assert not known.wrong(place)
    for path in (*stored, *(path for path in (place / "notebooks").rglob("*") if path.is_file())):
        os.utime(path, (old, old))
    done = known.run(place)
    assert done.returncode == 0, done.stdout
    assert not known.wrong(place)
    changed = place / "notebooks" / "overview.ipynb"
    changed = changed if changed.exists() else place / "notebooks" / "national_overview.ipynb"
    changed.write_text(changed.read_text().replace("import ", "import  ", 1))
    os.utime(changed, (old - 1, old - 1))
    done = known.run(place)
    assert done.returncode == 0, done.stdout
    assert "1 run done" in done.stdout, f"a change with an old date was not seen:\n{done.stdout}"
    return "clock set back: files of 2001 and of 2096 are read by content; a change dated 2001 is seen"


def two_at_once(known: Undisturbed, folder: Path) -> str:
    """Let two builds of one folder want it at the same moment: both wait for a third, and it ends."""
    place = known.copy(folder / "two")
    folders = build_folders(place / "build", known.subject.arguments[1])
    private_folder(folders.root)
    with FileLock(folders.guard):
        builds = [
            subprocess.Popen(
                known.command, cwd=place, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            for _ in range(2)
        ]
        said = ["".join(_until(build, "waits until it has ended")) for build in builds]
    for index, build in enumerate(builds):
        with build:
            said[index] += build.stdout.read() if build.stdout else ""
    assert [build.returncode for build in builds] == [0, 0], "\n".join(said)
    assert all("Another build of" in text and "waits" in text for text in said), "\n".join(said)
    assert sum("Notebooks: 0 runs done" in text for text in said) == 1, "\n".join(said)
    assert not known.wrong(place), known.wrong(place)[:5]
    return "two builds at once: each said that it waits; one built, the other found nothing to do; the same files"


def _until(build: subprocess.Popen[str], words: str) -> Iterator[str]:
    """Yield what a build says, up to the line with these words, or to its end."""
    for line in iter(build.stdout.readline, "") if build.stdout else ():
        yield line
        if words in line:
            return


def read_only(known: Undisturbed, folder: Path) -> str:
    """Build from a project that nobody may write to: a clear message, and with another build folder all is well."""
    place = known.copy(folder / "read-only")
    made, said = folder / "made-elsewhere", folder / "said.txt"

    def build(**settings: str) -> tuple[int, str]:
        in_own_mounts(
            _READ_ONLY, place, *known.command, environment=environment() | settings | {"SAID": str(said)}, cwd=place
        )
        return int(Path(f"{said}.code").read_text()), said.read_text()

    code, text = build()
    assert code == 2, text
    assert "WORKBENCH_BUILD" in text, text
    assert "Traceback" not in text, text
    code, text = build(WORKBENCH_BUILD=str(made))
    assert code == 0, text
    shutil.move(made, place / "build")
    assert not known.wrong(place), known.wrong(place)[:5]
    return "read-only checkout: said what to do; with WORKBENCH_BUILD the same files"


def _half_written(place: Path) -> list[str]:
    return [str(path) for path in (place / "build").rglob(".*.*") if path.is_file() and path.suffix == ".tmp"]


#: Hardships that need nothing of the machine.
ORDINARY: tuple[Callable[[Undisturbed, Path], str], ...] = (evidence_gone, clock_set_back, two_at_once)
