"""How a programme's synthetic sample evidence is made."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from workbench.definitions.base import AreaChoice, Day, Definition, Whole, Word


class SampleSize(Definition):
    """How many rows, or people asked, sample files have: between two numbers by the unit's size, or a total of all."""

    least: Annotated[int, Field(strict=True, ge=0)] = 0
    most: Annotated[int, Field(strict=True, ge=0)] = 0
    total: Annotated[int, Field(strict=True, ge=1)] | None = None

    @model_validator(mode="after")
    def _one_or_the_other(self) -> SampleSize:
        if self.total is None and not 0 < self.least <= self.most:
            raise ValueError("give either a total, or least and most with least at most as large")
        if self.total is not None and (self.least or self.most):
            raise ValueError("give either a total, or least and most")
        return self


def _between(value: Any) -> Any:
    return {"least": value, "most": value} if type(value) is int else value


class Sample(Definition):
    """How the synthetic sample evidence is made.

    Parameters
    ----------
    seed, as_of
        Where chance starts from, and the date that the evidence describes.
    areas
        The units it is made for; all of the programme's where nothing is said.
    sizes
        How many rows the files of an instrument have: one number, the least and the most by the size of the unit, or
        the total that all units share out.
    """

    seed: Whole
    as_of: Day
    areas: AreaChoice = ("all",)
    sizes: dict[Word, Annotated[SampleSize, BeforeValidator(_between)]] = Field(default_factory=dict)
