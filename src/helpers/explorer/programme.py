"""One programme as the explorer knows it: its definitions, its evidence store, and each of its areas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.errors import RunError
from helpers.explorer.store import AREA_PROFILE, Store
from helpers.held import without_held
from helpers.instruments import Instrument
from helpers.run import SCHEMA, Run

if TYPE_CHECKING:
    import pandas as pd

NAME = "explorer.json"
KINDS_OF_ANSWERS = ("survey", "record_reading")


class AreaRun(Run):
    """An area's evidence as a stage notebook would have it, read from the store instead of a run folder."""

    def __init__(self, context: Mapping[str, Any], store: Store) -> None:
        super().__init__(store.folder, context)
        self._store = store

    def evidence(self, table: str) -> pd.DataFrame | None:
        """Return the area's rows of an evidence table, or None where no file was taken in."""
        import pyarrow.parquet as parquet

        path = self._store.folder / self._store.programme / table / f"{self.area['slug']}.parquet"
        if not path.is_file():
            return None
        texts = [column.id for column in self.instrument(table).of_type("text")]
        held = frozenset(self.context.get("held", {}).get(table, ()))
        return without_held(parquet.read_table(path, use_threads=False).to_pandas(use_threads=False), texts, held)

    def statistics(self, name: str) -> pd.DataFrame | None:
        """Return a table of published statistics, or None where it was not taken in."""
        import pyarrow.parquet as parquet

        path = self._store.folder / "statistics" / f"{name}.parquet"
        if not path.is_file():
            return None
        return parquet.read_table(path, use_threads=False).to_pandas(use_threads=False)


class Programme:
    """A programme whose evidence is explored.

    Parameters
    ----------
    context
        The content of ``explorer.json``.
    store
        Its evidence.
    """

    def __init__(self, context: Mapping[str, Any], store: Store) -> None:
        self.context = context
        self.store = store
        self.run = AreaRun(context, store)
        self._instruments = {table: self.run.instrument(table) for table in sorted(context["instruments"])}
        self._families: dict[str, tuple[str, tuple[str, ...]]] = {}

    @property
    def id(self) -> str:
        """Id of the programme."""
        return str(self.context["programme"]["id"])

    @property
    def title(self) -> str:
        """Its short title."""
        return str(self.context["programme"]["short_title"])

    @cached_property
    def areas(self) -> dict[str, str]:
        """Name of each area by slug, in name order."""
        return {each["slug"]: each["name"] for each in self.context["areas"]}

    def family(self, area: str) -> tuple[str, tuple[str, ...]]:
        """Return the name of an area's family group, and the programme's other areas in it; empty where it has none."""
        if area not in self._families:
            named = self.context.get("family_of") or {}
            group = named.get(area, "")
            members = tuple(slug for slug in self.areas if group and slug != area and named.get(slug) == group)
            self._families[area] = (group, members)
        return self._families[area]

    def run_of(self, area: str) -> AreaRun:
        """Return the run of an area."""
        one = next(each for each in self.context["areas"] if each["slug"] == area)
        group, _ = self.family(area)
        councils = (self.context.get("families") or {}).get(group)
        family = {"name": group, "areas": councils} if councils else None
        told = {**self.context, "area": {**one, "family_group": family}}
        return AreaRun(told, self.store)

    def instrument(self, table: str) -> Instrument:
        """Return the instrument of an evidence table."""
        return self._instruments[table]

    def instruments(self, *kinds: str, strand: str = "") -> tuple[Instrument, ...]:
        """Return the instruments of some kinds, of one strand where it is named, in the order of their names."""
        return tuple(
            each
            for each in self._instruments.values()
            if (not kinds or each.kind in kinds) and (not strand or each.strand == strand)
        )

    def findings(self, strand: str = "") -> tuple[Instrument, ...]:
        """Return the instruments whose rows are findings about quality indicators."""
        found = self.instruments(strand=strand)
        return tuple(each for each in found if each.kind not in KINDS_OF_ANSWERS and each.has("quality_indicator"))

    def indicator_title(self, indicator: str) -> str:
        """Return number and title of a quality indicator."""
        return next((each.name for each in self.run.quality_indicators if each.id == indicator), indicator)

    def strand_title(self, strand: str) -> str:
        """Return the title of a strand."""
        return next((str(each["title"]) for each in self.run.strands if each["id"] == strand), strand)

    @property
    def has_statistics(self) -> bool:
        """Whether published statistics were taken in."""
        return (self.store.folder / "statistics" / f"{AREA_PROFILE}.parquet").is_file()


def read_programme(folder: Path, programme: str, store: Path) -> Programme:
    """Return a programme as ``<folder>/<programme>/explorer.json`` tells of it.

    Raises
    ------
    RunError
        When it is not there, or of another version of the workbench.
    """
    path = folder / programme / NAME
    again = f"Lay the desk out again: `workbench lab {programme}`."
    try:
        context = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RunError(f"The explorer has not been told of {programme}. {again}") from None
    except ValueError as error:
        raise RunError(f"{path} cannot be read ({error}). {again}") from None
    if context.get("schema") != SCHEMA:
        raise RunError(f"{path} was written by another version of the workbench. {again}")
    return Programme(context, Store(store, programme))


def known_programmes(folder: Path) -> dict[str, str]:
    """Return id and short title of every programme that the explorer was told of, by title."""
    found = {}
    for path in sorted(folder.glob(f"*/{NAME}")):
        told = json.loads(path.read_text(encoding="utf-8"))
        found[str(told["programme"]["id"])] = str(told["programme"]["short_title"])
    return dict(sorted(found.items(), key=lambda item: item[1]))
