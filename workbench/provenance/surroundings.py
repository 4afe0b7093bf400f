"""Two surroundings for the same build, as unlike as one machine can make them without administrator's rights."""

from __future__ import annotations

import locale
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_DAY = 86_400
#: Backwards, so that nothing looks as if it had been left lying for more than a year.
MOVED = -(411 * _DAY + 7 * 3_600 + 1_234)
CLOCK = Path(__file__).parent / "moved_clock"
# 26 hours apart: the two builds never have the same local date, whatever program asks for it.
_ZONES = (("Pacific/Kiritimati", "LINT-14"), ("Etc/GMT+12", "AOE12"))
_BELOW_HOME = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR")


@dataclass(frozen=True)
class Surroundings:
    """What is around one build.

    Parameters
    ----------
    name
        ``first`` or ``second``.
    variables
        Environment variables; None takes one away.
    jobs
        Runs at the same time.
    umask
        Of its process.
    moved
        Seconds that Python's clock is moved by.
    old_files
        Whether its sources get times of change long past, each another one.
    """

    name: str
    variables: Mapping[str, str | None]
    jobs: int
    umask: int
    moved: int = 0
    old_files: bool = False

    def lines(self) -> list[str]:
        """Return what is particular about it, for people."""
        shown = ("TZ", "LC_ALL", "PYTHONHASHSEED", "USER", "SOURCE_DATE_EPOCH", "COLUMNS")
        said = [f"{name} {self.variables[name] or 'not set'}" for name in shown if name in self.variables]
        said.append(f"{self.jobs} worker{'' if self.jobs == 1 else 's'}")
        said.append(f"umask {self.umask:03o}")
        if self.moved:
            said.append(f"Python's clock {abs(self.moved) // _DAY} days {'back' if self.moved < 0 else 'on'}")
        return said


def surroundings(folder: Path) -> tuple[Surroundings, Surroundings]:
    """Return the two surroundings, their homes made below ``folder``.

    Parameters
    ----------
    folder
        A folder that exists.
    """
    locales = available_locales()
    homes = [_home(folder, name) for name in ("one", "two/further down/deux")]
    first = Surroundings(
        "first",
        _person("one", homes[0]) | {
            "TZ": _zone(0), "LC_ALL": locales[0], "LANG": locales[0], "PYTHONHASHSEED": "0", "COLUMNS": "80",
            "SOURCE_DATE_EPOCH": "1000000000",
        },
        jobs=1, umask=0o022,
    )  # fmt: skip
    second = Surroundings(
        "second",
        _person("somebody-else", homes[1]) | {
            "TZ": _zone(1), "LC_ALL": locales[-1], "LANG": locales[-1], "PYTHONHASHSEED": "4242", "COLUMNS": "211",
            "SOURCE_DATE_EPOCH": None, "PYTHONPATH": str(CLOCK), "WORKBENCH_MOVED_CLOCK": str(MOVED),
            "WORKBENCH_MOVED_CLOCK_LOG": str(folder / "moved-clock.log"),
        },
        jobs=2, umask=0o077, moved=MOVED, old_files=True,
    )  # fmt: skip
    return first, second


def _person(name: str, home: Path) -> dict[str, str | None]:
    temporary = home / "tmp"
    temporary.mkdir()
    # Settings that lie below the home unless these say otherwise.
    nowhere = dict.fromkeys(_BELOW_HOME)
    return {"HOME": str(home), "USER": name, "LOGNAME": name, "USERNAME": name, "TMPDIR": str(temporary), **nowhere}


def _home(folder: Path, name: str) -> Path:
    home = folder / "homes" / name
    home.mkdir(parents=True)
    return home


def _zone(which: int) -> str:
    name, plain = _ZONES[which]
    return name if any((Path(base) / name).is_file() for base in ("/usr/share/zoneinfo", "/etc/zoneinfo")) else plain


def available_locales() -> list[str]:
    """Return the locales to build under: plain C, and the least like it that this machine has.

    A locale that writes a decimal comma is taken where there is one.
    """
    found = ["C"]
    program = shutil.which("locale")
    if program:
        listed = subprocess.run([program, "-a"], capture_output=True, text=True, check=False).stdout.split()
        found += sorted(name for name in listed if name.lower().endswith((".utf8", ".utf-8")))
    kept = locale.setlocale(locale.LC_NUMERIC)
    try:
        commas = [name for name in found if _has_comma(name)]
    finally:
        locale.setlocale(locale.LC_NUMERIC, kept)
    return [found[0], (commas or found)[-1]]


def _has_comma(name: str) -> bool:
    try:
        locale.setlocale(locale.LC_NUMERIC, name)
    except locale.Error:
        return False
    return locale.localeconv()["decimal_point"] == ","


def age_files(folder: Path) -> None:
    """Give every file below a folder a time of change long past, each another one."""
    for number, path in enumerate(sorted(folder.rglob("*"))):
        if path.is_file() and not path.is_symlink():
            os.utime(path, (600_000_000 + number * 977, 600_000_000 + number * 977))
