"""Results written as a stage notebook writes them, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.values import Value
from workbench.files import write_json
from workbench.project import Project


def record(
    project: Project, programme: str, place: str, stage: str, values: Mapping[str, Value],
    tables: Mapping[str, Any] | None = None, figures: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """Write ``results.json`` of one stage of one place."""
    content = {
        "schema": 1, "programme": programme, "area": place, "stage": stage,
        "values": {name: value.as_dict() for name, value in values.items()},
        "tables": dict(tables or {}), "figures": dict(figures or {}), "cells": {},
    }  # fmt: skip
    write_json(project.build / programme / "results" / place / stage / "results.json", content)


def table(columns: str, *rows: tuple[Any, ...]) -> dict[str, Any]:
    """Return a table as ``results.json`` has it, with columns named by words."""
    return {"columns": [{"id": name} for name in columns.split()], "rows": [list(row) for row in rows]}
