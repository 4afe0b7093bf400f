"""Why a unit runs: one reason for each rule of ``docs/rerun-rules.md``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from workbench.plan.hashes import FileHashes
from workbench.plan.keys import Key, Record

RULES = "docs/rerun-rules.md"


class Why(Enum):
    """The rules, in the order and with the numbers of the document."""

    FIRST_RUN = (1, "first run")
    NOTEBOOK = (2, "notebook changed")
    HELPER = (3, "helper changed")
    EVIDENCE = (4, "evidence changed")
    PARAMETER = (5, "parameter changed")
    ENVIRONMENT = (6, "environment changed")
    UPSTREAM = (7, "upstream results changed")
    OUTPUT_MISSING = (8, "output missing")
    OUTPUT_CHANGED = (9, "output changed by hand")
    LAST_RUN_FAILED = (10, "last run failed")
    FRESH = (11, "asked for by --fresh")

    @property
    def rule(self) -> int:
        """The rule's number."""
        return self.value[0]

    @property
    def words(self) -> str:
        """The rule in a few words."""
        return self.value[1]


@dataclass(frozen=True)
class Reason:
    """One reason to run a unit.

    Parameters
    ----------
    why
        The rule.
    detail
        What exactly: names of modules, files, parameters.

    Examples
    --------
    >>> print(Reason(Why.EVIDENCE, "staff_survey"))
    evidence changed: staff_survey (rule 4)
    """

    why: Why
    detail: str = ""

    def __str__(self) -> str:
        detail = f": {self.detail}" if self.detail else ""
        return f"{self.why.words}{detail} (rule {self.why.rule})"


def _differences(before: Mapping[str, str], now: Mapping[str, str], *, show: bool = False) -> str:
    parts = []
    for name in sorted(set(before) | set(now)):
        if name not in before:
            parts.append(f"{name} new")
        elif name not in now:
            parts.append(f"{name} gone")
        elif before[name] != now[name]:
            parts.append(f"{name} {before[name]} → {now[name]}" if show else name)
    more = f" and {len(parts) - 3} more" if len(parts) > 4 else ""
    return ", ".join(parts[:3] if more else parts) + more


def key_reasons(before: Key, now: Key) -> tuple[Reason, ...]:
    """Return what differs between the key of the last run and the key of now."""
    reasons = []
    if before.notebook != now.notebook:
        reasons.append(Reason(Why.NOTEBOOK))
    for why, part, show in (
        (Why.HELPER, "helper", False),
        (Why.EVIDENCE, "evidence", False),
        (Why.PARAMETER, "parameter", False),
        (Why.ENVIRONMENT, "environment", True),
        (Why.UPSTREAM, "upstream", False),
    ):
        detail = _differences(getattr(before, part), getattr(now, part), show=show)
        if detail:
            reasons.append(Reason(why, detail))
    return tuple(reasons)


def output_reasons(record: Record, root: Path, hashes: FileHashes) -> tuple[Reason, ...]:
    """Return which outputs of the last run are missing or not as the run made them."""
    missing, changed = [], []
    for relative, made in sorted(record.outputs.items()):
        found = hashes.of(root / relative)
        if found is None:
            missing.append(relative)
        elif found != made:
            changed.append(relative)
    reasons = []
    for why, paths in ((Why.OUTPUT_MISSING, missing), (Why.OUTPUT_CHANGED, changed)):
        if paths:
            more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
            reasons.append(Reason(why, paths[0] + more))
    return tuple(reasons)


def reasons_to_run(
    record: Record | None, now: Key, root: Path, hashes: FileHashes, *, fresh: bool = False
) -> tuple[Reason, ...]:
    """Return every reason to run a unit; none means that its last run still stands.

    Parameters
    ----------
    record
        What is remembered of its last run.
    now
        Its key as things stand.
    root
        ``build/<programme>``.
    hashes
        Hashes of files.
    fresh
        The user asked to run it whatever is remembered.
    """
    if fresh:
        return (Reason(Why.FRESH),)
    if record is None:
        return (Reason(Why.FIRST_RUN),)
    if record.status != "done" or record.key is None:
        changed = key_reasons(record.key, now) if record.key else ()
        return (Reason(Why.LAST_RUN_FAILED, record.error), *changed)
    return (*key_reasons(record.key, now), *output_reasons(record, root, hashes))
