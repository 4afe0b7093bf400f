"""One run of a stage notebook: its context, and the evidence staged beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.disclosure import Profile, profile_of
from helpers.errors import EvidenceError, HelperError, RunError
from helpers.held import without_held
from helpers.instruments import Instrument, by_unit, instrument_of
from helpers.names import did_you_mean, quality_indicator_key
from helpers.proportion_words import Words, words_of
from helpers.quality_indicators import QualityIndicator
from helpers.staged import StagedInputs

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = 1


class Run:
    """What a stage notebook may know: read-only, and nothing outside the run folder.

    Parameters
    ----------
    folder
        The run folder; it holds ``run.json`` and ``inputs/``.
    context
        The content of ``run.json``.
    """

    def __init__(self, folder: Path, context: Mapping[str, Any]) -> None:
        self.folder = folder
        self.context = context
        self._staged = StagedInputs(folder / "inputs")

    def __repr__(self) -> str:
        return f"{self.place}: {self.stage} of {self.programme['short_title']}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        from html import escape

        note = " The evidence is synthetic: it describes no real person and no real service." if self.synthetic else ""
        text = f"{self.programme['title']}.{note}"
        html = f"<p><strong>{escape(self.place)}.</strong> {escape(text)}</p>"
        return {"text/html": html, "text/plain": f"{self.place}. {text}"}

    @property
    def stage(self) -> str:
        """Stage of this run, such as ``03_surveys``."""
        return str(self.context["stage"])

    @property
    def programme(self) -> Mapping[str, Any]:
        """The programme: id, title, short_title, minimum_strands, strands, lenses and so on."""
        return self.context["programme"]

    @property
    def area(self) -> Mapping[str, Any]:
        """The area of this run.

        Raises
        ------
        HelperError
            In a national run, which has none.
        """
        if not self.context.get("area"):
            raise HelperError("A national run has no single area; use run.areas.")
        return self.context["area"]

    @property
    def place(self) -> str:
        """Name of the area, or Scotland."""
        return str(self.context["area"]["name"]) if self.context.get("area") else "Scotland"

    @property
    def areas(self) -> tuple[Mapping[str, Any], ...]:
        """All areas of the programme, in name order."""
        return tuple(self.context["areas"])

    @property
    def synthetic(self) -> bool:
        """Whether any of the evidence is synthetic."""
        return bool(self.context.get("synthetic"))

    @cached_property
    def quality_indicators(self) -> tuple[QualityIndicator, ...]:
        """The programme's quality indicators, in its order."""
        return tuple(
            QualityIndicator(str(each["id"]), each.get("key") or quality_indicator_key(str(each["id"])), each["title"])
            for each in self.context["quality_indicators"]
        )

    @property
    def heading(self) -> str:
        """What one of the things is called that the programme looks at: quality indicator, theme, question."""
        return str(self.programme.get("heading") or "Quality indicator")

    @property
    def strands(self) -> tuple[Mapping[str, Any], ...]:
        """The programme's strands of evidence, in its order."""
        return tuple(self.programme.get("strands") or ())

    @cached_property
    def grades(self) -> tuple[tuple[int, str], ...]:
        """Grades of the programme's scale, best first: value and label; none where it evaluates on no scale."""
        scale = self.context.get("scale") or {"grades": ()}
        return tuple(sorted(((int(g["value"]), str(g["label"])) for g in scale["grades"]), reverse=True))

    @cached_property
    def words(self) -> Words:
        """Proportion words of the programme."""
        return words_of(self.context["proportion_words"])

    def profile(self, table: str = "") -> Profile:
        """Return the disclosure rules for an evidence table."""
        rules = self.context["disclosure"]
        return profile_of(rules.get("tables", {}).get(table) or rules["default"])

    def instrument(self, table: str) -> Instrument:
        """Return the instrument of an evidence table.

        Raises
        ------
        EvidenceError
            When the stage does not declare this table.
        """
        known = self.context["instruments"]
        if table not in known:
            raise EvidenceError(
                f"The stage {self.stage} reads no table {table!r}.{did_you_mean(table, known)} "
                f"The programme file lists under `stages` which evidence a stage reads."
            )
        return by_unit(instrument_of(known[table]), self.context.get("areas") or ())

    def tables_of(self, *kinds: str) -> tuple[str, ...]:
        """Return the evidence tables that the stage reads of some kinds of instrument, in the order of their names."""
        return tuple(sorted(name for name, each in self.context["instruments"].items() if each["kind"] in kinds))

    def table_of(self, kind: str) -> str:
        """Return the one evidence table of a kind of instrument.

        Raises
        ------
        EvidenceError
            When the stage reads none of the kind, or several.
        """
        found = self.tables_of(kind)
        if len(found) != 1:
            what = f"{len(found)} tables ({', '.join(found)})" if found else "no table"
            raise EvidenceError(
                f"The stage {self.stage} reads {what} of the kind {kind!r}, where one is needed. The programme file "
                "lists under `stages` which evidence a stage reads."
            )
        return found[0]

    def evidence(self, table: str) -> pd.DataFrame | None:
        """Return the area's rows of an evidence table, or None where no file was taken in.

        Raises
        ------
        EvidenceError
            When the stage does not declare the table, or the staged file lacks columns of its instrument.
        """
        instrument = self.instrument(table)
        frame = self._staged.evidence(table)
        if frame is None:
            return None
        lacking = [column.id for column in instrument.columns if column.id not in frame.columns]
        if lacking:
            raise EvidenceError(
                f"The table {table} has no column {', '.join(lacking)}, which its instrument names. The instrument has "
                f"probably changed since the evidence was taken in: take it in again with `workbench intake "
                f"{self.programme['id']}`, then build again."
            )
        texts = [column.id for column in instrument.of_type("text")]
        return without_held(frame, texts, frozenset(self.context.get("held", {}).get(table, ())))

    def why_missing(self, table: str) -> str:
        """Return the sentence that says why a table has no evidence."""
        return f"no {self.instrument(table).title.lower()} was taken in for {self.place}"

    def statistics(self, name: str) -> pd.DataFrame | None:
        """Return a table of published statistics, or None where it was not staged."""
        return self._staged.statistics(name)

    def upstream(self, stage: str) -> Mapping[str, Any] | None:
        """Return the results of an earlier stage of the same area, or None where it has none."""
        return self._staged.upstream(stage)

    @property
    def earlier(self) -> tuple[str, ...]:
        """The stages whose results of this area, or of any area in a national run, are there, in name order."""
        return self._staged.stages

    def collected(self, stage: str) -> dict[str, Mapping[str, Any]]:
        """Return a stage's results of every area that has them, by slug, in name order of the areas."""
        found = ((area["slug"], self._staged.of_area(area["slug"], stage)) for area in self.areas)
        return {slug: results for slug, results in found if results is not None}

    def geography(self, stem: str) -> Path | None:
        """Return a staged file of the geography folder by its name without ending, or None."""
        return self._staged.geography(stem)


def open_run(programme: str, area: str | None = None, folder: Path | str = ".") -> Run:
    """Open the run folder in which the notebook runs.

    Parameters
    ----------
    programme, area
        The notebook's parameters; ``area`` is left out, or empty, in a national run.
    folder
        The run folder, by default the current one.

    Raises
    ------
    RunError
        When the folder holds no ``run.json``, or that of another programme or area.
    """
    folder, area = Path(folder), area or None
    path = folder / "run.json"
    command = f"workbench build {programme}{f' --area {area}' if area else ''} --stage STAGE"
    if not path.is_file():
        raise RunError(
            "There is no run.json in this folder, so there is no evidence to read. Stage notebooks run in a run folder "
            f"that the build prepares. In a terminal: `{command}`; the executed notebook is then under build/."
        )
    try:
        context = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RunError(f"run.json in this folder cannot be read ({error}). Build again: `{command}`.") from None
    if context.get("schema") != SCHEMA:
        raise RunError(
            f"run.json in this folder was written by another version of the workbench. Build again: `{command}`."
        )
    here = (context["programme"]["id"], (context.get("area") or {}).get("slug"))
    if here != (programme, area):
        raise RunError(
            f"This run folder belongs to {here[0]}{f', {here[1]}' if here[1] else ''}, but the parameters say "
            f"{programme}{f', {area}' if area else ''}. Set the parameters to those of the folder, or build the other "
            f"one: `{command}`."
        )
    return Run(folder, context)
