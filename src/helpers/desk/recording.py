"""The evaluations that people record and the panel's changes to them; nothing here chooses a grade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.desk.entries import Entry, EntryFile, Held, Shape
from helpers.desk.known import Known, clean_text, day
from helpers.desk.proposals import Proposals
from helpers.errors import HelperError

EVALUATIONS = Shape(
    "evaluations",
    ("quality_indicator", "grade", "rationale", "decided_by", "decided_on", "state"),
    ("strands", "changes"),
)
STATES = ("draft", "assured", "factual accuracy", "final")


class Evaluations:
    """The evaluations of one area, as the build reads them.

    Parameters
    ----------
    known
        The programme, and the desk where they are kept.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.proposals = Proposals(known)
        self.file = EntryFile(known.desk.authored / "evaluations.yaml", EVALUATIONS)

    def of(self, quality_indicator: str) -> Entry | None:
        """Return what is recorded for a quality indicator, or None."""
        return self._in(self.file.read(), quality_indicator)

    def open_to(self, quality_indicator: str) -> str:
        """Return why the evaluation cannot be recorded yet, or an empty string."""
        if self.of(quality_indicator) is not None:
            return "The evaluation is recorded. The panel may change it, with a reason."
        if self.proposals.shown(quality_indicator) or self.proposals.waived(quality_indicator):
            return ""
        there = len(self.proposals.recorded(quality_indicator))
        return (
            f"{('None', 'One')[there]} of the two proposals is recorded. The evaluation is recorded after both, or "
            "with the reason why there is no second evaluator."
        )

    def record(
        self, quality_indicator: str, grade: Any, rationale: str, strands: Iterable[str], decided_by: str,
        on: Any = None, *, alone: str = "",
    ) -> Entry:  # fmt: skip
        """Record the evaluation that the team decided on, as a draft.

        Parameters
        ----------
        quality_indicator
            What is evaluated.
        grade, rationale, strands
            The grade on the programme's scale, why, and the strands that it rests on.
        decided_by
            The role of who decided.
        on
            The date; today where none is given.
        alone
            Why there is no second evaluator, where a proposal is missing; it is kept with the proposals.

        Raises
        ------
        HelperError
            When it is recorded already, a proposal is missing, too few strands are named, something is missing or not
            known, or the file is not valid.
        """
        indicator = self.known.indicator(quality_indicator)
        named = self.known.strands_named(strands)
        entry = {
            "quality_indicator": indicator,
            "grade": self.known.grade(grade),
            "rationale": clean_text(rationale, "rationale"),
            "strands": named,
            "decided_by": self.known.role(decided_by),
            "decided_on": day(on),
            "state": STATES[0],
        }
        if len(named) < self.known.minimum_strands:
            raise HelperError(
                f"An evaluation of this programme rests on at least {self.known.minimum_strands} strands; "
                f"{len(named) or 'none'} {'is' if len(named) < 2 else 'are'} named. Name those that it rests on."
            )
        self._open(indicator, clean_text(alone, "reason", needed=False), entry)

        def check(held: Held) -> None:
            if self._in(held, indicator) is not None:
                raise HelperError(
                    f"Somebody else has recorded the evaluation of {indicator} meanwhile. Nothing was recorded; look "
                    "at theirs first."
                )

        self.file.add("evaluations", entry, check=check)
        return entry

    def _open(self, indicator: str, alone: str, entry: Entry) -> None:
        """Raise where the evaluation cannot be recorded; write down first why there is no second evaluator."""
        if alone and self.proposals.shown(indicator):
            raise HelperError("Both proposals are recorded, so there is a second evaluator. Take that tick away.")
        why_not = self.open_to(indicator)
        if why_not and (not alone or self.of(indicator) is not None):
            raise HelperError(f"{why_not} Nothing was recorded.")
        if why_not:
            self.proposals.waive(indicator, alone, entry["decided_by"], entry["decided_on"])

    def change(
        self, seen: Mapping[str, Any], to: Any, reason: str, by: str, *, state: str = "", rationale: str = "",
        on: Any = None,
    ) -> Entry:  # fmt: skip
        """Change the grade that is recorded, with the reason; the change is added to the log.

        Parameters
        ----------
        seen
            The evaluation as it was shown.
        to
            The new grade.
        reason
            Why.
        by
            The panel.
        state
            How far the evaluation has come; as before where empty.
        rationale
            The rationale for the new grade; as before where empty.
        on
            The date; today where none is given.

        Raises
        ------
        HelperError
            When the grade stays the same, the date is before the last one, something is missing or not known, or
            somebody else has changed the evaluation since it was shown.
        """
        grade, when = self.known.grade(to), day(on)
        before = int(seen["grade"])
        if grade == before:
            raise HelperError(
                f"The grade is {before} {self.known.grades.get(before, '')} already. Confirm it as it stands, or "
                "choose another one."
            )
        log = list(seen.get("changes") or [])
        last = str(log[-1]["on"] if log else seen["decided_on"])
        if when < last:
            raise HelperError(f"The change of {when} would come before {last}. Give the date on which it was made.")
        change = {
            "on": when, "by": self.known.role(by, panel=True), "from": before, "to": grade,
            "reason": clean_text(reason, "reason"),
        }  # fmt: skip
        entry = {
            **seen, "grade": grade, "changes": [*log, change], "state": _state(state, seen),
            "rationale": clean_text(rationale, "rationale", needed=False) or seen["rationale"],
        }  # fmt: skip
        self.file.change("evaluations", seen, entry)
        return entry

    def confirm(self, seen: Mapping[str, Any], state: str) -> Entry:
        """Say how far an evaluation has come, without changing it.

        Raises
        ------
        HelperError
            When the state is not known, or somebody else has changed the evaluation since it was shown.
        """
        entry = {**seen, "state": _state(state, seen)}
        if entry == dict(seen):
            raise HelperError(f"The evaluation is {seen['state']} already. Choose how far it has come now.")
        self.file.change("evaluations", seen, entry)
        return entry

    @staticmethod
    def _in(held: Held, quality_indicator: str) -> Entry | None:
        found = (one for one in held["evaluations"] if str(one["quality_indicator"]) == quality_indicator)
        return next(found, None)


def _state(state: str, seen: Mapping[str, Any]) -> str:
    if state and state not in STATES:
        raise HelperError(f"How far the evaluation has come is one of: {', '.join(STATES)}.")
    return state or str(seen["state"])
