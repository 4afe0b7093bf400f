"""The key of a run: everything it depends on, part by part, so that a change can be named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.plan.hashes import digest


@dataclass(frozen=True)
class Key:
    """What a run depends on.

    Parameters
    ----------
    notebook
        Hash of the code and markdown cells.
    helper
        Hash of each helper module the notebook can reach.
    evidence
        Hash of each staged file of evidence, statistics and geography, and of what is told about the evidence.
    parameter
        The notebook's parameters, and a hash of each part of the staged context.
    environment
        Versions.
    upstream
        Hash of ``results.json`` of each unit whose results are staged.
    """

    notebook: str
    helper: Mapping[str, str]
    evidence: Mapping[str, str]
    parameter: Mapping[str, str]
    environment: Mapping[str, str]
    upstream: Mapping[str, str]

    @property
    def digest(self) -> str:
        """The whole key as one hash (32 hexadecimal digits)."""
        return digest(self.as_dict())

    def as_dict(self) -> dict[str, Any]:
        """Return the parts as plain dictionaries."""
        # Not dataclasses.asdict: it copies every string by itself, which takes a hundred times as long.
        return {name: part if isinstance(part, str) else dict(part) for name, part in vars(self).items()}


@dataclass(frozen=True)
class Record:
    """What is remembered of a unit's last run.

    Parameters
    ----------
    status
        ``done``, ``failed`` or ``skipped`` (because something it needs failed).
    key
        The key it ran with; None where it was skipped.
    outputs
        SHA-256 of each file it made, by path relative to ``build/<programme>``.
    error
        One line saying what went wrong.
    """

    status: str
    key: Key | None
    outputs: Mapping[str, str]
    error: str = ""
