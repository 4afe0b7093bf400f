"""The assumptions log: what is assumed and not known, as parameters and people say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.assurance.roles import Assurance
from workbench.definitions.sense_check_files import Declared

HEADER = ("kind", "about", "what is assumed", "source", "read in the source", "where", "if wrong", "role", "date")
_PARAMETERS = "parameters"


@dataclass(frozen=True)
class AssumptionRow:
    """One line of the assumptions log.

    Parameters
    ----------
    kind
        ``assumption`` or ``limitation`` written down by people; ``threshold``, ``wording``, ``gap`` or
        ``disagreement`` taken from the parameters.
    about, text
        What it is about, and what is assumed.
    source, verified
        Id of the source, and whether it was read there: ``yes``, ``no``, or empty.
    where
        The file that says it.
    if_wrong, role, date
        Of what people wrote down.
    """

    kind: str
    about: str
    text: str
    source: str = ""
    verified: str = ""
    where: str = ""
    if_wrong: str = ""
    role: str = ""
    date: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as texts in the order of the header."""
        return (
            self.kind, self.about, self.text, self.source, self.verified, self.where, self.if_wrong, self.role,
            self.date,
        )  # fmt: skip


def assumption_rows(
    definitions: Any, programme: Any, recorded: Assurance, checks: Sequence[Declared]
) -> Iterator[AssumptionRow]:
    """Yield a line for each assumption: what people wrote down first, then what the parameters say.

    Parameters
    ----------
    definitions, programme
        Everything of ``parameters/``, and the programme.
    recorded
        What people wrote down.
    checks
        The programme's sense checks, whose thresholds are assumptions as well.
    """
    for one in recorded.assumptions:
        yield AssumptionRow(
            one.kind, one.id, f"{one.text} Because: {one.because}", where=f"reports/{programme.id}/assurance.yaml",
            if_wrong=one.if_wrong, role=one.role, date=one.date.isoformat(),
        )  # fmt: skip
    home = f"{_PARAMETERS}/programmes/{programme.id}.yaml"
    yield from _wordings(definitions, programme, home)
    yield from _thresholds(definitions, programme, home)
    for declared in checks:
        asked = [(name, f"{at:g}" if isinstance(at, float) else at) for name, at in declared.check.threshold.items()]
        told = ", ".join(f"{name} {value}" for name, value in asked)
        text = declared.check.says + (f" ({told})" if told else "")
        about = f"sense check {declared.check.name} ({declared.check.severity})"
        yield AssumptionRow("threshold", about, text, declared.source, _yes(declared.verified), declared.document.file)
    for slot in definitions.slots(programme):
        if not slot.filled:
            yield AssumptionRow("gap", slot.title, slot.said, slot.look_in or "", "no", slot.path)
    for matter in programme.disagreements:
        text = "Sources disagree, and all are shown: " + "; ".join(one.text for one in matter.statements)
        sources = " ".join(dict.fromkeys(one.source for one in matter.statements))
        yield AssumptionRow("disagreement", matter.topic, text, sources, "yes", home)


def _yes(verified: bool) -> str:
    return "yes" if verified else "no"


def _wordings(definitions: Any, programme: Any, home: str) -> Iterator[AssumptionRow]:
    """Yield a line for each text or layout that was not read in a source."""
    framework = definitions.frameworks.get(programme.framework or "")
    for indicator in framework.quality_indicators if framework else ():
        if indicator.id in programme.quality_indicators and not indicator.verified:
            about = f"{framework.heading} {indicator.id}"
            where = f"{_PARAMETERS}/frameworks/{framework.id}.yaml"
            yield AssumptionRow("wording", about, indicator.title, indicator.source, "no", where)
    scale = definitions.scales.get(programme.scale or "")
    for grade in scale.grades if scale else ():
        if not grade.verified:
            about, where = f"{scale.title}: {grade.label}", f"{_PARAMETERS}/scales.yaml"
            yield AssumptionRow("wording", about, grade.meaning, scale.source, "no", where)
    for id in programme.instruments:
        instrument = definitions.instruments[id]
        if not instrument.verified:
            text = instrument.note or "Its columns were made for this project."
            where = f"{_PARAMETERS}/instruments/{id}.yaml"
            yield AssumptionRow("wording", instrument.title, " ".join(text.split()), instrument.source, "no", where)
    if programme.timetable and (programme.timetable_note or not programme.timetable_verified):
        text = programme.timetable_note or "The weeks of its steps were not read in the source."
        source, read = programme.timetable_source or "", _yes(programme.timetable_verified)
        yield AssumptionRow("wording", "Timetable", text, source, read, home)


def _thresholds(definitions: Any, programme: Any, home: str) -> Iterator[AssumptionRow]:
    words = definitions.proportion_words[programme.proportion_words]
    text = f"{' '.join(words.rule.split())} Smallest base for a word: {words.minimum_base}."
    where = f"{_PARAMETERS}/proportion_words.yaml"
    yield AssumptionRow("threshold", f"Words: {words.title}", text, words.source, "", where)
    tables: dict[str, list[str]] = {programme.disclosure.default: []}
    for table, profile in programme.disclosure.tables.items():
        tables.setdefault(profile, []).append(table)
    for id, names in tables.items():
        profile = definitions.disclosure_profiles[id]
        about = f"Disclosure profile {profile.title}" + (f" ({', '.join(names)})" if names else " (every other table)")
        text = (
            f"{profile.summary} No percentage on a base under {profile.minimum_base_percent}; rounding to "
            f"{profile.rounding}. No inspectorate publishes a threshold."
        )
        yield AssumptionRow("threshold", about, text, profile.source, "no", f"{_PARAMETERS}/disclosure.yaml")
    if programme.minimum_strands is not None:
        text = f"An evaluation rests on at least {programme.minimum_strands} strands of evidence."
        yield AssumptionRow("threshold", "Strands of an evaluation", text, "workbench", "no", home)
    signals = programme.signals
    if signals is not None:
        text = (
            f"A share from {signals.strong}% points to a strength, one under {signals.weak}% to an area for "
            f"improvement; with fewer than {signals.least} a strand reads as mixed; a published figure points "
            f"anywhere from a difference of {signals.noticeable}%. No grade follows from it."
        )
        yield AssumptionRow("threshold", "Signals", text, signals.source, _yes(signals.verified), home)
        for one in signals.bearing:
            text = f"{one.indicator} bears on {one.quality_indicator}; {one.better} is better."
            about = "Bearing of published figures"
            yield AssumptionRow("threshold", about, text, signals.source, _yes(signals.verified), home)
