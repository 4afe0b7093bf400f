"""Evaluations proposed by two evaluators, neither of whom is shown the other's before both are recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from helpers.desk.entries import Entry, EntryFile, Held, Shape
from helpers.desk.known import Known, clean_text, day
from helpers.errors import HelperError

FIRST, SECOND = "first", "second"
EVALUATORS = (FIRST, SECOND)
PROPOSALS = Shape(
    "proposals", ("quality_indicator", "evaluator", "grade", "rationale", "by", "on"), ("strands", "earlier")
)
WAIVED = Shape("waived", ("quality_indicator", "reason", "by", "on"))
_REPLACED = ("grade", "rationale", "strands", "by", "on")


class Proposals:
    """The proposed evaluations of one area.

    Parameters
    ----------
    known
        The programme, and the desk where they are kept.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.file = EntryFile(known.desk.authored / "proposals.yaml", PROPOSALS, WAIVED)

    def recorded(self, quality_indicator: str) -> tuple[str, ...]:
        """Return which evaluators have recorded a proposal; never what it is."""
        return tuple(sorted(one["evaluator"] for one in self._of(self.file.read(), quality_indicator)))

    def shown(self, quality_indicator: str) -> tuple[Entry, ...]:
        """Return both proposals, the first evaluator's first; nothing while one of them is missing."""
        found = sorted(self._of(self.file.read(), quality_indicator), key=lambda one: one["evaluator"])
        return tuple(found) if len(found) == len(EVALUATORS) else ()

    def waived(self, quality_indicator: str) -> str:
        """Return why there is no second evaluator, or an empty string."""
        found = self.file.read()["waived"]
        return next((one["reason"] for one in found if str(one["quality_indicator"]) == quality_indicator), "")

    def propose(
        self, quality_indicator: str, evaluator: str, grade: Any, rationale: str, strands: Iterable[str], by: str,
        *, on: Any = None, replaces: bool = False,
    ) -> Entry:  # fmt: skip
        """Record a proposal.

        Parameters
        ----------
        quality_indicator
            What is evaluated.
        evaluator
            ``first`` or ``second``.
        grade, rationale, strands
            The grade on the programme's scale, why, and the strands that it rests on.
        by
            The evaluator's role.
        on
            The date; today where none is given.
        replaces
            Whether it takes the place of the evaluator's own, which is kept with it. Only while the other evaluator's
            is missing: once both can be seen, neither is changed.

        Raises
        ------
        HelperError
            When something is missing or not known, the evaluator has recorded one already, or the file is not valid.
        """
        if evaluator not in EVALUATORS:
            raise HelperError("Say whether you are the first or the second evaluator, then record again.")
        entry = {
            "quality_indicator": self.known.indicator(quality_indicator),
            "evaluator": evaluator,
            "grade": self.known.grade(grade),
            "rationale": clean_text(rationale, "rationale"),
            "by": self.known.role(by),
            "on": day(on),
            "strands": self.known.strands_named(strands),
        }

        def make(held: Held) -> tuple[Entry | None, Entry]:
            found = self._of(held, quality_indicator)
            own = next((one for one in found if one["evaluator"] == evaluator), None)
            if len(found) == len(EVALUATORS):
                raise HelperError(
                    "Both proposals are recorded and can be seen, so neither is changed any more. What the team agrees "
                    "is recorded as the evaluation."
                )
            if own is None:
                return None, entry
            if not replaces:
                raise HelperError(
                    f"The {evaluator} evaluator has recorded a proposal for {quality_indicator} already. If it is "
                    "yours and you think otherwise now, say that this replaces it; the earlier one is kept."
                )
            stood = {name: own[name] for name in _REPLACED if own.get(name)}
            return own, entry | {"earlier": [*(own.get("earlier") or []), stood]}

        self.file.put("proposals", make)
        return entry

    def waive(self, quality_indicator: str, reason: str, by: str, on: Any = None) -> Entry:
        """Record why a quality indicator is evaluated without a second evaluator.

        Raises
        ------
        HelperError
            When it is recorded already, something is missing, or the file is not valid.
        """
        entry = {
            "quality_indicator": self.known.indicator(quality_indicator),
            "reason": clean_text(reason, "reason"),
            "by": self.known.role(by),
            "on": day(on),
        }

        def check(held: Held) -> None:
            if any(str(one["quality_indicator"]) == quality_indicator for one in held["waived"]):
                raise HelperError("The reason for going on without a second evaluator is recorded already.")

        self.file.add("waived", entry, check=check)
        return entry

    @staticmethod
    def _of(held: Held, quality_indicator: str) -> list[Entry]:
        return [one for one in held["proposals"] if str(one["quality_indicator"]) == quality_indicator]
