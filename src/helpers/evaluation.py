"""Recorded evaluations and what is checked about them; a person decides, nothing here computes a grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from helpers.quality_indicators import QualityIndicator
from helpers.run import Run
from helpers.signals import SILENT
from helpers.tables import Column, Table, missing_table
from helpers.triangulation import Triangulation
from helpers.values import Value, count, missing, words

_NONE = "no evaluation is recorded"
_MISSING = "not recorded"
_MET, _OPEN = "met", "to do"


class Evaluations:
    """The evaluations recorded for one area.

    Parameters
    ----------
    run
        The run; the recorded evaluations are in its context.
    strands
        The evidence side by side, for the checks.
    """

    def __init__(self, run: Run, strands: Triangulation) -> None:
        self.run = run
        self.strands = strands
        recorded = run.context.get("evaluations") or {}
        self._recorded = {str(each["quality_indicator"]): each for each in recorded.get("evaluations", ())}
        self._labels = dict(run.grades)
        self._titles = {strand["id"]: strand["title"] for strand in run.strands}

    def of(self, quality_indicator: str) -> Mapping[str, Any] | None:
        """Return what is recorded for a quality indicator, or None."""
        return self._recorded.get(quality_indicator)

    def values(self) -> dict[str, Value]:
        """Return ``evaluation.recorded`` and, for every quality indicator, grade, rationale, state and the rest.

        Nothing where the programme evaluates on no scale.
        """
        if not self.run.grades:
            return {}
        found: dict[str, Value] = {"evaluation.recorded": count(len(self._recorded), "Evaluations recorded")}
        for indicator in self.run.quality_indicators:
            found |= self._values(indicator)
        return found

    def _values(self, indicator: QualityIndicator) -> dict[str, Value]:
        name, of = f"evaluation.{indicator.key}", indicator.name
        labels = {
            "grade": ("grade", f"Evaluation of {of}"),
            "rationale": ("text", f"Rationale for {of}"),
            "state": ("text", f"State of the evaluation of {of}"),
            "decided_by": ("text", f"Who decided on {of}"),
            "decided_on": ("text", f"When {of} was decided"),
            "strands": ("count", f"Strands the evaluation of {of} rests on"),
        }
        recorded = self.of(indicator.id)
        if recorded is None:
            # They stand in sentences, "Decided by: …", so they say what is so.
            return {
                f"{name}.{part}": replace(missing(kind, label, _NONE), text=_MISSING, says=_MISSING)
                for part, (kind, label) in labels.items()
            }
        grade = int(recorded["grade"])
        label = self._labels.get(grade, str(grade))
        found = {
            f"{name}.grade": Value(
                "grade", labels["grade"][1], label, label, numbers={"grade": grade, "of": len(self._labels)}
            )
        }
        for part in ("rationale", "state", "decided_by", "decided_on"):
            text = str(recorded.get(part) or "").strip()
            found[f"{name}.{part}"] = (
                words(text, labels[part][1]) if text else missing("text", labels[part][1], f"no {part} is recorded")
            )
        found[f"{name}.strands"] = count(len(recorded.get("strands") or ()), labels["strands"][1])
        return found

    def checks_table(self) -> Table:
        """Return every check of every recorded evaluation; a check says what to do, it changes nothing."""
        columns = (
            Column("check", "Check"),
            Column("quality_indicator", self.run.heading),
            Column("outcome", "Outcome"),
            Column("note", "What to do or know"),
        )
        rows = tuple(
            (check, indicator.name, outcome, note)
            for indicator in self.run.quality_indicators
            for check, outcome, note in self._checks(indicator)
        )
        note = "The checks look at how an evaluation is recorded. None of them says what the grade should be."
        return Table("Checks of the recorded evaluations", columns, rows, (note,), "", self.run.synthetic)

    def _checks(self, indicator: QualityIndicator) -> list[tuple[str, str, str]]:
        recorded = self.of(indicator.id)
        if recorded is None:
            return [("Evaluation recorded", _OPEN, "Record the evaluation in the area's evaluations.yaml.")]
        minimum = int(self.run.programme.get("minimum_strands", 0))
        named = [str(strand) for strand in recorded.get("strands") or ()]
        silent = [
            self._titles.get(strand, strand)
            for strand in named
            if (cell := self.strands.cells[indicator.id].get(strand)) is None or cell.reading == SILENT
        ]
        conflicts = [
            self._titles[name] for name, cell in self.strands.cells[indicator.id].items() if cell.relation == "conflict"
        ]
        changes = recorded.get("changes") or ()
        rationale = str(recorded.get("rationale") or "").strip()
        return [
            ("Evaluation recorded", _MET, f"By: {recorded.get('decided_by', '')}; state: {recorded.get('state', '')}."),
            ("Rationale given", _MET if rationale else _OPEN, "" if rationale else "Write why this grade was chosen."),
            (
                f"Rests on at least {minimum} strands",
                _MET if len(set(named)) >= minimum else _OPEN,
                f"Named: {', '.join(self._titles.get(strand, strand) for strand in named) or 'none'}.",
            ),
            (
                "Every strand it names shows something",
                _OPEN if silent else _MET,
                f"Nothing can be shown here from: {', '.join(silent)}." if silent else "",
            ),
            (
                "Conflicts between strands explained",
                _OPEN if conflicts else _MET,
                f"{', '.join(conflicts)} point different ways: see that the rationale says why." if conflicts else "",
            ),
            ("Changes logged with reasons", *self._log(recorded, changes)),
        ]

    def _log(self, recorded: Mapping[str, Any], changes: Any) -> tuple[str, str]:
        if not changes:
            return _MET, "The grade has not been changed."
        if any(not str(change.get("reason") or "").strip() for change in changes):
            return _OPEN, "A change has no reason."
        steps = [int(change["from"]) for change in changes[1:]] + [int(recorded["grade"])]
        broken = any(int(change["to"]) != after for change, after in zip(changes, steps, strict=True))
        if broken:
            return _OPEN, "The changes do not lead to the grade that is recorded: check the log."
        return _MET, f"{len(changes)} {'change' if len(changes) == 1 else 'changes'} logged."

    def changes_table(self) -> Table:
        """Return every change of a grade with its reason, in order of date."""
        columns = (
            Column("quality_indicator", self.run.heading),
            Column("on", "When"),
            Column("by", "By"),
            Column("from", "From"),
            Column("to", "To"),
            Column("reason", "Why"),
        )
        title = "Changes of grades"
        rows = [
            (
                indicator.name,
                str(change["on"]),
                change["by"],
                self._grade(change["from"]),
                self._grade(change["to"]),
                change["reason"],
            )
            for indicator in self.run.quality_indicators
            for change in (self.of(indicator.id) or {}).get("changes") or ()
        ]
        if not rows:
            return missing_table(title, columns, "No change is recorded.", synthetic=self.run.synthetic)
        return Table(title, columns, tuple(sorted(rows, key=lambda row: (row[1], row[0]))), (), "", self.run.synthetic)

    def _grade(self, value: Any) -> str:
        return self._labels.get(int(value), str(value))


def read_evaluations(run: Run, strands: Triangulation) -> Evaluations:
    """Return the evaluations recorded for this run's area."""
    return Evaluations(run, strands)
