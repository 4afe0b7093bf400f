"""What a stage notebook records: named values, tables and figures, written whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from helpers.errors import HelperError
from helpers.figures import Figure, FigureList, marked_synthetic
from helpers.files import write_json
from helpers.names import check_name
from helpers.run import SCHEMA, Run
from helpers.tables import Table, TableList
from helpers.value_lists import ValueList
from helpers.values import Value

# Beside results.json: what every number held back is held back for.
ROLES = "held-back.json"


class Results:
    """Recorder of one run's results.

    Parameters
    ----------
    run
        The run whose results these are; they are written into its folder.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._values: dict[str, Value] = {}
        self._tables: dict[str, Table] = {}
        self._figures: dict[str, Figure] = {}
        self._cells: dict[str, dict[str, int]] = {"values": {}, "tables": {}, "figures": {}}

    def _note(self, kind: str, name: str) -> None:
        """Note the cell that records this, so that a reader can be led to it; outside a notebook there is none."""
        # Not imported for this: where no notebook runs, there is no shell.
        shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
        if shell is not None:
            self._cells[kind][name] = int(shell.execution_count)

    def value(self, name: str, value: Value) -> ValueList:
        """Record one value and return it for display.

        Parameters
        ----------
        name
            Its name, words joined by dots, such as ``records.read``.
        value
            The value.

        Raises
        ------
        HelperError
            When the name is malformed, taken, or part of another one, or it is not a value.
        """
        return self.values({name: value})

    def values(self, values: Mapping[str, Value]) -> ValueList:
        """Record values by name and return them for display.

        Raises
        ------
        HelperError
            When a name is malformed, taken, or part of another one, or something is not a value.
        """
        for name, value in values.items():
            if not isinstance(value, Value):
                raise HelperError(f"{name!r} is not a value but {type(value).__name__}. Make one with helpers.values.")
            check_name(name, self._values)
            self._values[name] = value
            self._note("values", name)
        return ValueList(dict(values))

    def table(self, name: str, table: Table) -> Table:
        """Record a table and return it for display.

        Parameters
        ----------
        name
            Its name, words joined by dots, such as ``records.items``.
        table
            The table.

        Raises
        ------
        HelperError
            When the name is malformed or taken, or it is not a table of results.
        """
        if not isinstance(table, Table):
            raise HelperError(
                f"{name!r} is not a table of results but {type(table).__name__}. Make one with "
                "helpers.tables.Table, so that suppressed cells and notes go with it."
            )
        if name in self._tables:
            raise HelperError(f"The table {name!r} is recorded twice. Give the second one another name.")
        check_name(name)
        self._tables[name] = table
        self._note("tables", name)
        return table

    def tables(self, tables: Mapping[str, Table]) -> TableList:
        """Record tables by name and return them for display, one under the other."""
        return TableList(tuple(self.table(name, table) for name, table in tables.items()))

    def figure(self, name: str, figure: Figure) -> Figure:
        """Record a figure and return it for display.

        Parameters
        ----------
        name
            Its name, words joined by dots, such as ``records.items``.
        figure
            The figure.

        Raises
        ------
        HelperError
            When it is not a figure, or has no alt text or no data table.
        """
        if not isinstance(figure, Figure):
            raise HelperError(
                f"{name!r} is a bare {type(figure).__name__}. Wrap it: Figure(title, chart, alt text, "
                "data table), so that a reader who cannot see it gets the same facts."
            )
        if name in self._figures:
            raise HelperError(f"The figure {name!r} is recorded twice. Give the second one another name.")
        check_name(name)
        named = replace(figure, name=name)
        if figure.data.synthetic:
            named = marked_synthetic(named)
        self._figures[name] = named
        self._note("figures", name)
        return named

    def figures(self, figures: Mapping[str, Figure]) -> FigureList:
        """Record figures by name and return them for display, one under the other."""
        return FigureList(tuple(self.figure(name, figure) for name, figure in figures.items()))

    def as_dict(self) -> dict[str, Any]:
        """Return everything recorded, as ``results.json`` holds it."""
        area = self._run.context.get("area")
        return {
            "schema": SCHEMA,
            "programme": self._run.programme["id"],
            "area": area["slug"] if area else None,
            "stage": self._run.stage,
            "values": {name: value.as_dict() for name, value in self._values.items()},
            "tables": {name: table.as_dict() for name, table in self._tables.items()},
            "figures": {name: figure.as_dict() for name, figure in self._figures.items()},
            "cells": {kind: dict(cells) for kind, cells in self._cells.items()},
        }

    def roles(self) -> dict[str, Any]:
        """Return what each number held back is held back for, as ``held-back.json`` has it.

        It goes to the release gate and the reviewer, in a file of its own, so that nothing made of ``results.json`` can
        tell small numbers from those hidden to protect them.
        """
        tables = {name: table.roles() for name, table in self._tables.items()}
        figures = {name: figure.data.roles() for name, figure in self._figures.items()}
        return {
            "schema": SCHEMA,
            "values": {name: value.role for name, value in self._values.items() if value.role},
            "tables": {name: roles for name, roles in tables.items() if roles},
            "figures": {name: roles for name, roles in figures.items() if roles},
        }

    def save(self) -> Saved:
        """Write the figures' specifications, then ``results/results.json``; return what was saved, for display."""
        folder = self._run.folder / "results"
        for name, figure in self._figures.items():
            write_json(folder / "figures" / f"{name}.vl.json", figure.spec, indent=None)
        write_json(folder / ROLES, self.roles())
        write_json(folder / "results.json", self.as_dict())
        return Saved(folder, len(self._values), len(self._tables), len(self._figures))


class Saved:
    """What was saved, in a sentence."""

    def __init__(self, folder: Path, values: int, tables: int, figures: int) -> None:
        self.folder = folder
        self._text = f"Saved {_number(values, 'value')}, {_number(tables, 'table')} and {_number(figures, 'figure')}."

    def __repr__(self) -> str:
        return self._text


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
