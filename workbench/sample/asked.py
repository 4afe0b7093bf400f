"""What a generator of sample rows is asked for: the instrument, the unit, chance, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbench.definitions import Area, Definitions, Instrument, Programme
from workbench.definitions.areas import NATIONAL
from workbench.sample.answers import Draw
from workbench.sample.latent import CHILDREN, Sizes, fraction, shared_out


@dataclass(frozen=True)
class Asked:
    """What one file of the sample is made of.

    Parameters
    ----------
    definitions, programme, instrument
        What is sampled.
    unit
        The unit, or the whole nation.
    draw
        Randomness and latent quality of the unit.
    sizes
        How much evidence a unit of this size has, for kinds of which the programme says nothing.
    seed, size
        Seed of the sample, and the part of the full size.
    """

    definitions: Definitions
    programme: Programme
    instrument: Instrument
    unit: Area
    draw: Draw
    sizes: Sizes
    seed: int
    size: float

    @property
    def national(self) -> bool:
        """Whether the file is about the whole nation."""
        return self.unit.slug == NATIONAL

    @property
    def units(self) -> list[Area]:
        """The units that a file about the whole nation can name; council areas where the programme has none."""
        return self.definitions.programme_areas(self.programme) or list(self.definitions.areas.values())

    def count(self, usual: int) -> int:
        """Return how many rows the file has: as the programme's sample says, else the usual number.

        Parameters
        ----------
        usual
            Rows where the programme says nothing, already for this unit and size.
        """
        said = self.programme.sample.sizes.get(self.instrument.id) if self.programme.sample else None
        if said is None:
            return usual
        if said.total is not None and not self.national:
            units = tuple((one.slug, weight_of(one)) for one in self.definitions.sample_areas(self.programme))
            wanted = _shared(said.total, tuple(pair for pair in units if pair[0] != NATIONAL), self.seed)[
                self.unit.slug
            ]
        elif said.total is not None:
            wanted = said.total
        else:
            part = 1.0 if self.national else (weight_of(self.unit) / max(CHILDREN.values())) ** 0.5
            wanted = round(said.least + (said.most - said.least) * min(1.0, part))
        return max(1, round(wanted * self.size))


def weight_of(unit: Area) -> int:
    """Return how large a unit is: the children of the council areas that it covers; of others the same for all.

    Examples
    --------
    >>> ayrshire = Area(code="x", slug="x", name="x", covers=["east-ayrshire", "north-ayrshire"])
    >>> weight_of(ayrshire) == CHILDREN["east-ayrshire"] + CHILDREN["north-ayrshire"]
    True
    """
    return sum(CHILDREN.get(slug, 0) for slug in unit.covers) or 20000


@cache
def _shared(total: int, units: tuple[tuple[str, int], ...], seed: int) -> dict[str, int]:
    weights = {slug: weight**0.85 * (0.75 + 0.5 * fraction("share", seed, slug)) for slug, weight in units}
    return shared_out(weights, total)
