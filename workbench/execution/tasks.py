"""A run as a message: bytes in, bytes out, so that any machine with the package can do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HASH_SEED: Mapping[str, str] = {"PYTHONHASHSEED": "0"}
"""The same sets and dictionaries in the same order in every kernel, and so in the process that it is forked from."""

NOT_OF_THE_USER: Mapping[str, str] = {"PYTHONSTARTUP": "", "JUPYTER_PREFER_ENV_PATH": "1"}
"""No kernel runs the start-up file of the user's Python, or is one called python3 that they installed for another."""


@dataclass(frozen=True)
class RunTask:
    """Everything that a worker needs for one run.

    Parameters
    ----------
    name
        The unit: ``area/stage``.
    notebook
        The source notebook's text.
    parameters
        Values for its parameters cell.
    files
        Content of each file of the run folder by relative path, ``run.json`` among them.
    engine
        The papermill engine: ``warm`` or ``nbclient``.
    environment
        Variables set for the kernel.
    scratch
        Folder for the run folder; None for the system's temporary folder.
    drawings
        Folder of the cache of drawings; None where the worker shares no disk with the build.
    """

    name: str
    notebook: str
    parameters: Mapping[str, Any]
    files: Mapping[str, bytes]
    engine: str = "nbclient"
    environment: Mapping[str, str] = field(default_factory=dict)
    scratch: str | None = None
    drawings: str | None = None


@dataclass(frozen=True)
class RunOutcome:
    """What a worker returns.

    Parameters
    ----------
    name
        The unit: ``area/stage``.
    notebook
        The executed notebook, canonical; half-run where it failed; None where there is nothing.
    results
        Content of each file of ``results/`` by relative path; empty where it failed.
    error
        One line saying what went wrong; empty when all went well.
    seconds
        Time taken, for the progress display only.
    kernel
        Why an ordinary kernel ran it although a warm one was asked for; empty otherwise.
    lost
        Whether that was because the prepared process was out of date or gone, so that a new one would do.
    """

    name: str
    notebook: bytes | None
    results: Mapping[str, bytes]
    error: str
    seconds: float
    kernel: str = ""
    lost: bool = False

    @property
    def ok(self) -> bool:
        """Whether the run ended well."""
        return not self.error
