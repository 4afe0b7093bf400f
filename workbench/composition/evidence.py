"""How much evidence a programme has, as lists for key facts, for the methods and in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workbench.composition.results import Recorded
from workbench.composition.text import dashed, plain

SURVEY, RECORDS, FINDINGS, STATEMENTS = "survey", "record_reading", "findings", "position_statement"
PATHWAY = "pathway"
#: Where the size of each kind of instrument's evidence is recorded, and the unit.
SIZES: Mapping[str, tuple[str, str]] = {
    SURVEY: ("{short}.responses", "responses"),
    RECORDS: ("{short}.read", "records read"),
    FINDINGS: ("{short}.sessions", "sessions"),
    STATEMENTS: ("{short}.statements", "statements"),
    PATHWAY: ("{short}.read", "cases"),
}

#: Figures of all answers that each kind of instrument has.
FIGURES: Mapping[str, tuple[str, ...]] = {
    SURVEY: ("answers",),
    RECORDS: ("items", "grades"),
    FINDINGS: ("balance",),
    STATEMENTS: ("balance",),
    PATHWAY: ("pathway", "alongside"),
}


def evidence_partials(instruments: Iterable[Any], recorded: Recorded) -> dict[str, str]:
    """Return lists of how much evidence there is, with the numbers as metadata names; empty where there is none.

    Parameters
    ----------
    instruments
        The programme's instruments in order.
    recorded
        What was recorded for the page.

    Returns
    -------
    dict of str to str
        ``_evidence/key-facts.md``, ``_evidence/strands.md`` and ``_evidence/plain.md``; for the overview
        ``_evidence/national.md``.
    """
    facts, strands, plainly, national = [], [], [], []
    for instrument in instruments:
        name = size_name(instrument)
        if instrument.kind == SURVEY and (whole := f"national.{instrument.short}") in recorded.values:
            national.append(f"- **{{{{< meta {whole}.text >}}}}** {plain(instrument.respondents)} answered a survey")
        if name not in recorded.values:
            continue
        who, title = plain(instrument.respondents), plain(instrument.title)
        number = f"{{{{< meta {name}.text >}}}}"
        if recorded.values[name].get("status", "shown") != "shown":
            facts.append(f"- **{number}** {who} {'answered a survey' if instrument.kind == SURVEY else ''}".rstrip())
            strands.append(f"- **{title}**: {{{{< meta {name}.says >}}}}.")
            plainly += [f"- We asked {who}."] if instrument.kind == SURVEY else []
        elif instrument.kind == SURVEY:
            facts.append(f"- **{number}** {who} answered a survey")
            strands.append(f"- **{title}**: {number} {who} answered.")
            plainly.append(f"- We asked {who}. {number} of them answered our questions.")
        elif instrument.kind == RECORDS:
            facts.append(f"- **{number}** {who} read")
            twice = f"{instrument.short}.read_twice"
            again = _read_twice(twice, recorded.values.get(twice))
            strands.append(f"- **{title}**: {number} {who} were read.{again}")
            plainly.append(f"- We read what workers had written down. We read {number} {who}.")
        elif instrument.kind == PATHWAY:
            facts.append(f"- **{number}** {who} read")
            strands.append(f"- **{title}**: {number} {who} were read, point by point.")
            plainly.append(f"- We read {number} {who}.")
        elif instrument.kind == FINDINGS:
            people = f"{instrument.short}.people"
            facts.append(f"- **{number}** sessions: {title.lower()}")
            strands.append(f"- **{title}**: people were heard in {number} sessions.")
            plainly.append("- We met people and listened to them.")
            if people in recorded.values:
                facts.append(f"- **{{{{< meta {people}.text >}}}}** people taking part in them")
        elif instrument.kind == STATEMENTS:
            strands.append(
                f"- **{title}**: {number} statements. It says how well people in charge think things are going, "
                "how they know, and what they will do next."
            )
    return {
        f"_evidence/{name}.md": "\n".join(lines) + "\n" if lines else ""
        for name, lines in (("key-facts", facts), ("strands", strands), ("plain", plainly), ("national", national))
    }


def _read_twice(name: str, value: Mapping[str, Any] | None) -> str:
    """Return the sentence on records that two readers read; empty where there are none."""
    if value is None or value.get("status") == "missing" or value.get("text") == "0":
        return ""
    why = "read twice, to see whether readers judge alike."
    if value.get("status") != "shown":
        return " How many were read twice, to see whether readers judge alike, cannot be shown safely."
    return f" Of these, {{{{< meta {name}.text >}}}} {'was' if value.get('text') == '1' else 'were'} {why}"


def answers_partial(instruments: Iterable[Any], figure: Callable[[str], str], recorded: Recorded) -> str:
    """Return the figures of all answers, records, findings and statements, instrument by instrument.

    Parameters
    ----------
    instruments
        The programme's instruments in order.
    figure
        Returns the Markdown of a recorded figure.
    recorded
        What was recorded for the page.
    """
    texts = []
    for instrument in instruments:
        names = [f"{instrument.short}.{part}" for part in FIGURES.get(instrument.kind, ())]
        drawn = [figure(name) for name in names if name in recorded.figures]
        if drawn:
            there = [f"@fig-{dashed(name)}" for name in names if _is_drawn(name, recorded)]
            see = [f"See {' and '.join(there)}.\n"] if there else []
            texts.append("\n".join([f"### {plain(instrument.title)}\n", *see, *drawn]))
    return "\n".join(texts)


def _is_drawn(name: str, recorded: Recorded) -> bool:
    return name in recorded.figures and recorded.figures[name].get("status") != "missing"


def size_name(instrument: Any) -> str:
    """Return the name of the value that says how much evidence an instrument gave; empty where none does."""
    pattern, _ = SIZES.get(instrument.kind, ("", ""))
    return pattern.format(short=instrument.short)
