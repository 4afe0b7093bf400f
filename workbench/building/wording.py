"""A plan and the runs of a build in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import shown_path
from workbench.execution.progress import closing_table
from workbench.plan.planner import PlannedUnit
from workbench.plan.reasons import RULES

if TYPE_CHECKING:
    from workbench.execution.schedule import Finished

_MOST_NOTEBOOKS = 8


@dataclass
class Said:
    """The last lines for the user: the runs, the reports, what failed, what was held back or is to be looked at."""

    runs: list[str]
    failures: list[str]
    reports: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join([*self.runs, *self.reports, *self.failures, *self.notes])


def plan_lines(planned: Sequence[PlannedUnit], *, explain: bool) -> list[str]:
    """Return what would run, and what may have to.

    Parameters
    ----------
    planned
        The plan.
    explain
        Whether to say why.
    """
    would = [each for each in planned if each.reasons]
    perhaps = [each for each in planned if each.waits_for and not each.reasons]
    lines = [f"{each.unit.name}  {'; '.join(map(str, each.reasons))}" if explain else each.unit.name for each in would]
    lines += [f"{each.unit.name}  only if the results of {_listed(each.waits_for)} change (rule 7)" for each in perhaps]
    unchanged = len(planned) - len(would) - len(perhaps)
    more = f", {len(perhaps)} more if what they build on changes" if perhaps else ""
    lines.append(f"{_runs(len(would))} would be done{more}; {unchanged} up to date.")
    if would or perhaps:
        hint = "" if explain else " Add --explain to see why."
        lines.append(f"What causes a run is in {RULES}.{hint}")
    return lines


def nothing_failed_line(elsewhere: Sequence[str]) -> str:
    """Return what is said where nothing of what was asked for failed last time.

    Parameters
    ----------
    elsewhere
        Names of other units that did.

    Examples
    --------
    >>> nothing_failed_line([])
    'No notebook failed last time, so there is nothing to run again.'
    >>> nothing_failed_line(["fife/03_surveys"])
    'Nothing that was asked for failed last time, so there is nothing to run again. What did: fife/03_surveys.'
    """
    if not elsewhere:
        return "No notebook failed last time, so there is nothing to run again."
    return (
        f"Nothing that was asked for failed last time, so there is nothing to run again. What did: {_few(elsewhere)}."
    )


def runs_line(finished: Mapping[str, Finished]) -> str:
    """Return how many runs were done, and how many were not."""
    counts = Counter(each.result for each in finished.values())
    parts = [f"{_runs(counts['done'])} done"]
    if counts["unchanged"]:
        parts.append(f"{counts['unchanged']} up to date")
    parts += [f"{counts[result]} {result}" for result in ("failed", "skipped") if counts[result]]
    return f"Notebooks: {', '.join(parts)}."


def notebook_lines(notebooks: Sequence[Path], root: Path) -> list[str]:
    """Return where executed notebooks are, the first of many.

    Examples
    --------
    >>> notebook_lines([Path("/p/build/a.ipynb")], Path("/p"))
    ['  build/a.ipynb']
    """
    shown = [f"  {shown_path(path, root)}" for path in notebooks[:_MOST_NOTEBOOKS]]
    more = len(notebooks) - len(shown)
    return [*shown, f"  and {more} more"] if more else shown


def failure_lines(finished: Iterable[Finished], programme: str, root: Path) -> list[str]:
    """Return what failed, where the half-run notebooks are and how to go on; nothing where nothing failed.

    Parameters
    ----------
    finished
        How every unit ended.
    programme
        The programme's id, for the command.
    root
        The project's folder.
    """
    finished = list(finished)
    rows = [
        (each.unit.name, each.error, shown_path(each.kept, root) if each.kept else "")
        for each in finished
        if each.result == "failed"
    ]
    if not rows:
        return []
    lines = ["", "What failed:", closing_table(rows)]
    skipped = sum(each.result == "skipped" for each in finished)
    if skipped:
        lines.append(f"{_runs(skipped)} not done, because of what failed.")
    return [*lines, f"Build again when it is mended: workbench build {programme} --failed"]


def _runs(count: int) -> str:
    return "1 run" if count == 1 else f"{count} runs"


def _listed(names: Sequence[str]) -> str:
    """Return the first of some units' names, without their area where it is the same for all."""
    one_area = len({name.partition("/")[0] for name in names}) == 1
    shown = [name.partition("/")[2] if one_area else name for name in names]
    return _few(shown)


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
