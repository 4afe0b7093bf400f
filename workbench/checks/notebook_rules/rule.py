"""What a rule for notebooks is, and what it may know beside the notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.checks.notebook_rules.reading import Cell, Notebook


@dataclass(frozen=True)
class Use:
    """One stage of a programme that runs a notebook.

    Parameters
    ----------
    programme, stage
        Their ids.
    scope
        ``area`` or ``national``.
    units
        Slugs of the programme's units.
    """

    programme: str
    stage: str
    scope: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    """What is known of a notebook beside its file.

    Parameters
    ----------
    reference
        Whether it is an executed notebook to compare with, not one that a build runs.
    uses
        The stages that run it; None where the programmes are not known.
    stage
        Of a reference, the notebook of ``notebooks/`` that it was made from; None where there is none.
    """

    reference: bool = False
    uses: tuple[Use, ...] | None = None
    stage: Notebook | None = None


@dataclass(frozen=True)
class Found:
    """One breach of a rule: the cell, or None for the whole notebook, and what is wrong and what to do."""

    cell: Cell | None
    message: str


@dataclass(frozen=True)
class Rule:
    """A rule for notebooks.

    Parameters
    ----------
    name
        How messages and the documentation call it.
    reason
        Why it is there, in one sentence.
    check
        Yields every breach.
    """

    name: str
    reason: str
    check: Callable[[Notebook, Context], Iterator[Found]]


def of_cells(name: str, reason: str, messages: Callable[[Cell], Iterator[str]]) -> Rule:
    """Return a rule that looks at every cell of code by itself.

    Parameters
    ----------
    name, reason
        As of a `Rule`.
    messages
        Yields what is wrong with a cell.
    """

    def check(notebook: Notebook, context: Context) -> Iterator[Found]:
        return (Found(cell, message) for cell in notebook.code for message in messages(cell))

    return Rule(name, reason, check)
