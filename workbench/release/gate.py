"""The gate in a build: area by area, each attacked once for the same results."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from workbench.errors import WorkbenchError, shown_path
from workbench.files import write_json, write_text
from workbench.release.disclosure import (
    NATIONAL,
    Gate,
    LogRow,
    attack_release,
    new_totals,
    read_place,
)
from workbench.release.disclosure_rules import Rules
from workbench.release.knowledge import Breach

SCHEMA = 1
LOG = "disclosure-log.csv"
# So many areas are not worth a process of their own.
_FEW = 2
_SHOWN = 12


class ReleaseRefused(WorkbenchError):
    """A release from which a number held back could be worked out."""

    exit_code = 1


@dataclass(frozen=True)
class Task:
    """One area to attack: its results in this release and in earlier ones."""

    place: str
    folders: tuple[Path, ...]
    rules: Rules


def pass_gate(
    results: Path,
    places: Sequence[str],
    rules: Rules,
    cache_folder: Path,
    *,
    earlier: Sequence[Path] = (),
    jobs: int = 1,
    note: Callable[[str], None] = lambda text: None,
    spread: Callable[[Callable[[Task], Gate], Sequence[Task]], list[Gate] | None] = lambda function, tasks: None,
) -> Gate:
    """Attack the results of a build as a reader of all its outputs could; what was attacked before is not again.

    Areas hang together by national totals alone. Where a total adds up only what the areas show, each area is a puzzle
    of its own; where one tells more, all are attacked together.

    Parameters
    ----------
    results
        Folder of results.
    places
        Areas of the release.
    rules
        The programme's disclosure rules.
    cache_folder
        Where the answer for each area is kept, by what it was found for.
    earlier
        Results folders of earlier releases about the same evidence.
    jobs
        Processes.
    note
        Hears how many areas are attacked.
    spread
        Has a function applied to tasks by processes that are there already; None where there are none.
    """
    own = [place for place in places if (results / place).is_dir()]
    national = read_place(results / NATIONAL)
    # The whole nation has evidence of its own in some programmes: its results are attacked like an area's.
    attacked = [*own, *([NATIONAL] if national else [])]
    tasks = [_task(place, results, rules, earlier) for place in attacked]
    if _telling(results, own, earlier):
        note("Attacking the release as a whole: a national total tells more than the areas do.")
        recorded = [each for place in own for each in read_place(results / place)]
        before = [[each for place in (*own, NATIONAL) for each in read_place(old / place)] for old in earlier]
        return attack_release([*recorded, *national], rules, before)
    answers = {task.place: _kept(cache_folder, task) for task in tasks}
    waiting = [task for task in tasks if answers[task.place] is None]
    if waiting:
        note(f"Attacking {len(waiting)} set{'' if len(waiting) == 1 else 's'} of results as a reader could.")
        for task, answer in zip(waiting, _attacked(waiting, jobs, spread), strict=True):
            answers[task.place] = answer
            _keep(cache_folder, task, answer)
    gates = [gate for gate in answers.values() if gate is not None]
    return Gate(
        tuple(sorted({breach for gate in gates for breach in gate.breaches})),
        tuple(sorted({row for gate in gates for row in gate.log})),
        sum(gate.counts for gate in gates),
    )


def attack_ahead(place: str, results: Path, rules: Rules, cache_folder: Path, *, earlier: Sequence[Path] = ()) -> None:
    """Attack one area as `pass_gate` will, so that its answer is there by then.

    Parameters
    ----------
    place
        The area.
    results, rules, cache_folder, earlier
        As for `pass_gate`.
    """
    task = _task(place, results, rules, earlier)
    if _kept(cache_folder, task) is None:
        _keep(cache_folder, task, attack(task))


def _task(place: str, results: Path, rules: Rules, earlier: Sequence[Path]) -> Task:
    return Task(place, tuple(folder / place for folder in (results, *earlier)), rules)


def write_log(gate: Gate, root: Path) -> Path:
    """Write the suppression log beside the release, not in it; return its path."""
    path, text = root / LOG, gate.log_csv()
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_text(path, text, private=True)
    return path


def refusal(gate: Gate, log: Path, root: Path) -> ReleaseRefused:
    """Return the error that says what could be worked out."""
    more = len(gate.breaches) - _SHOWN
    lines = [f"  {breach}" for breach in gate.breaches[:_SHOWN]] + ([f"  and {more} more"] if more > 0 else [])
    count = "A number that must stay hidden" if len(gate.breaches) == 1 else f"{len(gate.breaches)} numbers"
    return ReleaseRefused(
        f"The release is refused: {count} could be worked out. No report was made; earlier ones are as they were.\n"
        + "\n".join(lines)
        + f"\nWhat is held back, and for what: {shown_path(log, root)}. The rules: docs/disclosure.md."
    )


def _telling(results: Path, places: Sequence[str], earlier: Sequence[Path]) -> bool:
    # The overview is one file; the areas' are read only where it is there.
    for folder in (results, *earlier):
        national = read_place(folder / NATIONAL)
        if national and new_totals([*(each for place in places for each in read_place(folder / place)), *national]):
            return True
    return False


def _attacked(tasks: Sequence[Task], jobs: int, spread: Callable[..., list[Gate] | None]) -> list[Gate]:
    if len(tasks) <= _FEW or jobs < 2:
        return [attack(task) for task in tasks]
    found = spread(attack, tasks)
    if found is not None:
        return found
    from warm_kernels import end_with_parent

    context = get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=context, initializer=end_with_parent) as pool:
        return list(pool.map(attack, tasks))


def attack(task: Task) -> Gate:
    """Attack one area by itself."""
    now, *before = (read_place(folder) for folder in task.folders)
    return attack_release(now, task.rules, before)


def _kept(folder: Path, task: Task) -> Gate | None:
    try:
        kept = json.loads((folder / f"{task.place}.json").read_text(encoding="utf-8"))
        if kept["key"] != _key(task):
            return None
        breaches = tuple(Breach(**each | {"seen": tuple(each["seen"])}) for each in kept["breaches"])
        return Gate(breaches, tuple(map(LogRow._make, kept["log"])), kept["counts"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(folder: Path, task: Task, gate: Gate) -> None:
    write_json(folder / f"{task.place}.json", {"key": _key(task), **_plain(gate)}, private=True)


def _plain(gate: Gate) -> Mapping[str, object]:
    return {
        "breaches": [asdict(breach) for breach in gate.breaches],
        "log": gate.log,
        "counts": gate.counts,
    }


def _key(task: Task) -> str:
    """Return a hash of all that the answer depends on: results, rules, and the attacker itself."""
    seen = hashlib.sha256(f"{SCHEMA} {task.rules!r} {_method()}".encode())
    for folder in task.folders:
        for path in sorted(folder.glob("*/*.json")):
            seen.update(f"\0{path.parent.name}/{path.name}\0".encode())
            seen.update(path.read_bytes())
        seen.update(b"\1")
    return seen.hexdigest()


@cache
def _method() -> str:
    import helpers.protection

    folders = (Path(__file__).parent, Path(str(helpers.protection.__file__)).parent)
    return hashlib.sha256(
        b"\0".join(path.read_bytes() for folder in folders for path in sorted(folder.glob("*.py")))
    ).hexdigest()
