"""What must hold within the register entry of an instrument: every column it names is there and of the right type."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.definitions.faults import unknown
from workbench.definitions.instruments import Instrument
from workbench.definitions.loaded import Loaded, Place
from workbench.errors import Fault


def register_faults(instrument: Instrument, place: Place, loaded: Loaded) -> Iterator[Fault]:
    """Yield every fault of an instrument's register entry."""
    register = instrument.register_of
    if register is None:
        return
    types = {column.id: column.type for column in instrument.columns}
    wanted: list[tuple[str, str, tuple[str | int, ...]]] = [
        (register.unit, "area", ("unit",)),
        (register.dated, "date", ("dated",)),
        *((each, "date", ("steps", number)) for number, each in enumerate(register.steps)),
        *((each, "text", ("feedback", number)) for number, each in enumerate(register.feedback)),
    ]
    for number, part in enumerate(register.parts):
        wanted += [(part.column, "choice", ("parts", number)), (part.of, "choice", ("parts", number))]
    for number, limit in enumerate(register.time_limits):
        here = ("time_limits", number)
        wanted += [(limit.begins, "date", here), (limit.ends, "date", here)]
        wanted += [(column, "choice", here) for column in limit.only]
    for number, expectation in enumerate(register.expectations):
        here = ("expectations", number)
        wanted += [(column, "choice", here) for column in expectation.where]
        if expectation.column not in types:
            yield place.fault(unknown("column", expectation.column, types), "register", *here)
    for column, type_, further in wanted:
        if column not in types:
            yield place.fault(unknown("column", column, types), "register", *further)
        elif types[column] != type_:
            message = f"the column '{column}' should be of type {type_}; it is of type {types[column]}"
            yield place.fault(message, "register", *further)
    for number, part in enumerate(register.parts):
        options = _options(instrument, part.of)
        if options and part.option not in options:
            yield place.fault(unknown(f"option of '{part.of}'", part.option, options), "register", "parts", number)
    for name, entries in (("time_limits", register.time_limits), ("expectations", register.expectations)):
        for number, each in enumerate(entries):
            yield from loaded.known("sources", each.source, place, "register", name, number, "source")
            for column, value in (each.only if name == "time_limits" else each.where).items():
                options = _options(instrument, column)
                if options and value not in options:
                    yield place.fault(unknown(f"option of '{column}'", value, options), "register", name, number)
    ids: set[str] = {"cases", "units", "units_none", "own"} | {column for column, kind in types.items()}
    for name, entries in (("periods", register.periods), ("time_limits", register.time_limits)):
        for number, each in enumerate(entries):
            if each.id in ids:
                message = f"the id '{each.id}' is taken: columns, periods and time limits need names of their own"
                yield place.fault(message, "register", name, number)
            ids.add(each.id)


def _options(instrument: Instrument, column: str) -> list[str]:
    return [option.value for each in instrument.columns if each.id == column for option in each.options]
