"""Recorded results read as a reader of the release would: values, tables, and the data of figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.release.places import BETTER, Place
from workbench.release.recorded_cells import role_of, with_roles
from workbench.release.table_counts import read_table

# Values that count everybody: staff.responses, records.read, orders.cases.
_EVERYBODY = (".responses", ".read", ".cases")


def read_stage(place: Place, results: Mapping[str, Any]) -> None:
    """Add what the results of one stage tell.

    Parameters
    ----------
    place
        Whose counts they are.
    results
        The content of ``results.json``, with what the file beside it says of hidden numbers.
    """
    stage, results = results["stage"], with_roles(results)
    for name, value in results["values"].items():
        if value.get("table") and place.rules.counts_people(value["table"], name):
            _read_value(place, stage, name, value)
    tables = dict(results["tables"])
    tables |= {f"figure {name}": figure["data"] for name, figure in results["figures"].items()}
    for name, table in tables.items():
        if table.get("rows") and table.get("table"):
            read_table(place, stage, name, table)


def _read_value(place: Place, stage: str, name: str, value: Mapping[str, Any]) -> None:
    if value["status"] == "missing":
        return
    table, seen = value["table"], f"{place.name}/{stage} value {name}"
    if value["kind"] == "proportion":
        stem = value["label"].removesuffix(BETTER)
        numbers = (value["count"], value["base"]) if value["status"] == "shown" else None
        place.share(table, stem, numbers, role_of(value), seen)
    elif value["kind"] == "count":
        number = value["value"] if value["status"] == "shown" else None
        everybody = name.endswith(_EVERYBODY) and name.count(".") == 1
        key = "all" if everybody else value["label"]
        place.names[name] = place.count(table, key, value["label"], number, role_of(value), seen)
