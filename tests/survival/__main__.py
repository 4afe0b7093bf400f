"""Everything a build and a release have to survive: ``python -m tests.survival``."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.execution.killing import Killing, Subject, kill, miniature_subject, tiny_subject
from tests.survival.hardships import ORDINARY, SHARES, full_disk, read_only
from tests.survival.mounts import why_not
from tests.survival.releasing import look_for_half_a_release, looked_at, release_subject
from tests.survival.subjects import undisturbed

# One in so many releases starts a browser too.
_COLD = 10


def main() -> None:
    """Kill builds at random moments; fill the disk; take evidence away; set the clock back; and look what is left."""
    parser = argparse.ArgumentParser(prog="python -m tests.survival", description=main.__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how often to kill a build")
    parser.add_argument("--releases", type=int, default=100, help="how often to kill a release")
    parser.add_argument("--no-hardships", action="store_true", help="kill only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tiny", action="store_true", help="seven short runs instead of a real programme with reports")
    chosen = parser.parse_args()

    def say(text: str) -> None:
        print(text, flush=True)

    with tempfile.TemporaryDirectory(prefix="survival-") as name:
        folder = Path(name)
        for place in ("building", "cold", "warm"):  # each has an undisturbed one of its own
            (folder / place).mkdir()
        subject = (tiny_subject if chosen.tiny else miniature_subject)(folder / "subject")
        if not chosen.no_hardships:
            _hardships(subject, folder, say)
        if chosen.kills:
            killing = Killing(subject, folder / "building", say)
            done = kill(chosen.kills, chosen.seed, killing.once)
            say(f"Builds killed {done}: every one the same bytes in the end, nothing left behind")
        if chosen.releases:
            signed = release_subject(folder / "signed", *(["html"] if chosen.tiny else []))
            cold, warm = (
                Killing(each, folder / place, say, look_for_half_a_release)
                for place, each in (("cold", signed), ("warm", looked_at(signed, folder / "looked-at")))
            )
            done = kill(
                chosen.releases,
                chosen.seed,
                lambda number, when: (cold if number % _COLD == 1 else warm).once(number, when),
            )
            say(f"Releases killed {done}: none half-written, every one the same bytes in the end")


def _hardships(subject: Subject, folder: Path, say: Callable[[str], None]) -> None:
    known = undisturbed(subject, folder)
    for hardship in ORDINARY:
        say(hardship(known, folder))
    if why_not():
        say(f"NOT TRIED: full disk and read-only checkout: {why_not()}")
        return
    say(read_only(known, folder))
    for share in SHARES:
        say(full_disk(known, folder, share))


if __name__ == "__main__":
    main()
