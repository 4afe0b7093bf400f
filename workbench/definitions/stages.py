"""The stages of a programme's analysis."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from workbench.definitions.base import Definition, Slug, StageId, Text, Word


class OtherStage(Definition):
    """A stage of another programme."""

    programme: Slug
    stage: StageId


class Stage(Definition):
    """One stage of the analysis: a notebook, what it reads and what it builds on.

    Parameters
    ----------
    evidence, statistics, geography
        Evidence tables (instrument ids), statistics tables and geography files that its runs read. A national stage
        reads evidence about the whole nation.
    national_evidence, calendars
        Of a stage of single units: evidence tables of the whole nation, of which each run reads the whole. Calendars
        (``parameters/calendars``) that its runs read.
    needs
        Stages whose results of the same area it reads.
    collects
        Of a national stage: stages whose results of every area it reads.
    collects_from
        Of a national stage: stages of other programmes whose results it reads, as far as they were built.
    uses
        Authored records that it reads.
    """

    id: StageId
    notebook: Text
    title: Text
    scope: Literal["area", "national"]
    evidence: tuple[Word, ...] = ()
    statistics: tuple[Word, ...] = ()
    national_evidence: tuple[Word, ...] = ()
    geography: tuple[Word, ...] = ()
    calendars: tuple[Slug, ...] = ()
    needs: tuple[StageId, ...] = ()
    collects: tuple[StageId, ...] = ()
    collects_from: tuple[OtherStage, ...] = ()
    uses: tuple[Literal["matters", "evaluations", "recommendations", "progress"], ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Stage:
        if not self.notebook.endswith(".ipynb") or any(mark in self.notebook for mark in "/\\"):
            raise ValueError(f"'{self.notebook}' should be the name of a notebook (.ipynb) in notebooks/")
        if (self.collects or self.collects_from) and self.scope != "national":
            raise ValueError("only a national stage collects results of every area")
        if self.national_evidence and self.scope == "national":
            raise ValueError("what a national stage reads is national: name it under 'evidence'")
        return self
