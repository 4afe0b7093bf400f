"""What must hold within and between instruments."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.definitions.faults import unknown
from workbench.definitions.instruments import Column, Instrument
from workbench.definitions.loaded import Loaded, Place
from workbench.definitions.register_checks import register_faults
from workbench.definitions.skip_checks import skip_faults
from workbench.errors import Fault

# First parts of value names that stages use for results of their own.
RESERVED_SHORTS = frozenset({"context", "evaluation", "national", "scoping"})

# Second parts of value names that stages use beside those of the columns.
RESERVED_COLUMNS = frozenset(
    {
        "agreement",
        "agreement_by_item",
        "answers",
        "grades",
        "items",
        "population",
        "questions",
        "read",
        "read_twice",
        "responses",
    }
)


def faults(loaded: Loaded) -> Iterator[Fault]:
    """Yield every fault of the instruments."""
    for instrument, place in loaded.instruments:
        if instrument.short in RESERVED_SHORTS:
            yield place.fault(f"the short name '{instrument.short}' is kept for other results; choose another", "short")
        yield from loaded.known("sources", instrument.source, place, "source")
        yield from _columns(instrument, place)
        yield from register_faults(instrument, place, loaded)
        yield from skip_faults(instrument, place, loaded)
        for number, column in enumerate(instrument.columns):
            yield from _column(column, place.at("columns", number), loaded)


def _columns(instrument: Instrument, place: Place) -> Iterator[Fault]:
    ids: dict[str, int] = {}
    headers: dict[str, int] = {}
    for number, column in enumerate(instrument.columns):
        here = place.at("columns", number)
        if column.id in ids:
            first = place.document.line("columns", ids[column.id], "id")
            yield here.fault(f"the column id '{column.id}' is given twice (first on line {first})", "id")
        header = " ".join(column.header.casefold().split())
        if header in headers:
            first = place.document.line("columns", headers[header], "label")
            yield here.fault(f"the header '{column.header}' is given twice (first on line {first})", "label")
        ids.setdefault(column.id, number)
        headers.setdefault(header, number)
    for position, key in enumerate(instrument.key):
        if key not in ids:
            yield place.fault(unknown("column", key, ids), "key", position)
        elif not instrument.columns[ids[key]].required:
            yield place.fault(f"the column '{key}' is part of the key, so it should be required", "columns", ids[key])


def _column(column: Column, place: Place, loaded: Loaded) -> Iterator[Fault]:
    if column.type in ("scale", "grade"):
        kind = "answer_scales" if column.type == "scale" else "scales"
        yield from loaded.known(kind, column.scale, place, "scale")
        if column.id in RESERVED_COLUMNS or column.id.startswith("by_"):
            yield place.fault(f"the column id '{column.id}' is kept for other results; choose another", "id")
    for field in ("value", "label"):
        seen: set[str] = set()
        for number, option in enumerate(column.options):
            word = getattr(option, field).casefold()
            if word in seen:
                yield place.fault(f"the option '{getattr(option, field)}' is given twice", "options", number)
                break
            seen.add(word)
