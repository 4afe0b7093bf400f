"""The cases of one review: how many came to each process point, and the shares that went on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from helpers.disclosure import Count, protect_count
from helpers.frames import rows_of
from helpers.instruments import Column as Point
from helpers.instruments import Instrument
from helpers.proportions import Proportion, missing_proportion, proportion
from helpers.protected import count_value
from helpers.protection.chain import Chain, Tally, protect_chain
from helpers.run import Run
from helpers.tables import UNSAFE, Suppressed
from helpers.values import Value, missing, sentence

if TYPE_CHECKING:
    import pandas as pd

# A process point in order is told from one alongside by this answer: a case can only fail to reach what follows.
NOT_REACHED = "not_reached"
# Column that says whether the cases were taken up at all, and the value of those that seemed not to be.
CONSIDERED, NOT_CONSIDERED = "considered", "not_considered"


@dataclass(frozen=True)
class Step:
    """One process point in order: cases that came to it, and what became of them there.

    Parameters
    ----------
    point
        The column.
    came, went, left, open
        Cases that came to the point; went on from it; left the pathway there; of which nothing more is recorded.
    """

    point: Point
    came: Count
    went: Count
    left: Count
    open: Count


class Cases:
    """The cases of one review, after disclosure control.

    Parameters
    ----------
    run
        The run.
    instrument
        The form: one row a case, one column of type scale a process point. Points whose answers include
        ``not_reached`` follow one another in the order of the columns; the others stand alongside.
    frame
        One row a case, or None where none was taken in.
    """

    def __init__(self, run: Run, instrument: Instrument, frame: pd.DataFrame | None) -> None:
        self.run = run
        self.instrument = instrument
        self.profile = run.profile(instrument.id)
        self.missing = frame is None
        self.reason = run.why_missing(instrument.id) if frame is None else ""
        rows = rows_of(frame)
        self.rows = [row for row in rows if row.get(CONSIDERED) != NOT_CONSIDERED]
        self.others = [row for row in rows if row.get(CONSIDERED) == NOT_CONSIDERED]

    def __repr__(self) -> str:
        return f"{self.instrument.title}: {self.values()[f'{self.instrument.short}.read'].says}"

    @property
    def in_order(self) -> tuple[Point, ...]:
        """Process points that follow one another."""
        return tuple(
            point
            for point in self.instrument.of_type("scale")
            if any(option.value == NOT_REACHED for option in point.options)
        )

    @property
    def alongside(self) -> tuple[Point, ...]:
        """Process points that can happen at any time."""
        return tuple(point for point in self.instrument.of_type("scale") if point not in self.in_order)

    @property
    def sets_apart(self) -> bool:
        """Whether the form tells cases that seemed not to be considered from the others."""
        return self.instrument.has(CONSIDERED)

    @property
    def sentence(self) -> str:
        """Why there is nothing, as a sentence."""
        return sentence(self.reason)

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """The cases at each point in order, as they are: for reckoning in here only."""
        found = []
        here = self.rows
        for point in self.in_order:
            going = [row for row in here if row[point.id] in point.values("positive")]
            left = sum(row[point.id] in point.values("negative") for row in here)
            found.append(Tally(len(going), left, len(here) - len(going) - left))
            here = going
        return tuple(found)

    @cached_property
    def chain(self) -> Chain:
        """The numbers that may be shown; what one hides no other gives away."""
        return protect_chain(self.tallies, self.profile, apart=len(self.others) if self.sets_apart else None)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The points in order with the numbers that may be shown."""
        return tuple(Step(point, *cells) for point, cells in zip(self.in_order, self.chain.steps, strict=True))

    @cached_property
    def shares(self) -> dict[str, Proportion]:
        """The share of cases that go on from a point of those that came to it; alongside, of those it applies to."""
        return {
            **{step.point.id: self._share_on(step, four) for step, four in zip(self.steps, self.tallies, strict=True)},
            **{point.id: self._share_yes(point) for point in self.alongside},
        }

    def _share_on(self, step: Step, tally: Tally) -> Proportion:
        return self._share_of(step.point.label, tally.went, tally.came, step.went, step.came)

    def _share_of(self, label: str, one: int, all_: int, *shown: Count) -> Proportion:
        """Return a share; where numbers are given, only if all of them are shown, so that it tells nothing new."""
        table = self.instrument.id
        if self.missing:
            return missing_proportion(label, self.reason, table)
        hidden = next((cell for cell in shown if isinstance(cell, Suppressed)), None)
        if hidden is not None or not all_:
            role, rule = hidden.role if hidden else UNSAFE, self.profile.rule
            return Proportion(label, "suppressed", self.profile.reason, table=table, rule=rule, role=role)
        return proportion(label, one, all_, words=self.run.words, profile=self.profile, table=table)

    def _share_yes(self, point: Point) -> Proportion:
        given = [row[point.id] for row in self.rows]
        yes, no = (sum(value in point.values(side) for value in given) for side in ("positive", "negative"))
        return self._share_of(point.label, yes, yes + no)

    @cached_property
    def completed(self) -> Proportion:
        """The share of cases that went on from the last point, of those that entered the pathway."""
        label = "Cases that went through the whole pathway"
        if self.missing or not self.tallies:
            return missing_proportion(label, self.reason or "the form has no points in order", self.instrument.id)
        first, last = self.tallies[0].came, self.tallies[-1].went
        return self._share_of(label, last, first, self.steps[0].came, self.steps[-1].went)

    def values(self) -> dict[str, Value]:
        """Return the values by name.

        ``<short>.read`` are all cases read; ``.in_pathway`` and ``.not_considered`` the two sets; ``.completed`` the
        share that went through; ``.<point>`` the share that went on; ``.came_<point>`` and ``.left_<point>`` counts.
        """
        short, inside = self.instrument.short, protect_count(len(self.rows), self.profile)
        inside = self.steps[0].came if self.steps else inside
        found = {f"{short}.read": self._value(inside, "Cases read")}
        if self.chain.apart is not None and self.chain.everybody is not None:
            found[f"{short}.read"] = self._value(self.chain.everybody, "Cases read")
            found[f"{short}.in_pathway"] = self._value(inside, "Cases in which it was considered")
            found[f"{short}.not_considered"] = self._value(
                self.chain.apart, "Cases in which it seemed not to be considered"
            )
        found[f"{short}.completed"] = self.completed.value()
        found |= {f"{short}.{name}": share.value() for name, share in self.shares.items()}
        for step in self.steps:
            found[f"{short}.came_{step.point.id}"] = self._value(step.came, f"Cases that came to: {step.point.label}")
            found[f"{short}.left_{step.point.id}"] = self._value(step.left, f"Cases that left at: {step.point.label}")
        return found

    def _value(self, cell: Count, label: str) -> Value:
        table = self.instrument.id
        if self.missing:
            return missing("count", label, self.reason, table=table)
        return count_value(cell, label, table=table, profile=self.profile)
