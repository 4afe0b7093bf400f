"""The evidence of one quality indicator, strand by strand, put together from what was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from helpers.names import quality_indicator_key
from workbench.composition.recorded_parts import figure_text, table_text
from workbench.composition.results import Recorded
from workbench.composition.share_tables import RECORDS, SURVEY, share_tables
from workbench.composition.text import dashed, plain
from workbench.composition.traces import Traces

#: Kinds of instrument that give findings or statements: what is counted of them, and how that is introduced.
_COUNTED = {
    "findings": (
        (("Findings", "findings"), ("Strengths", "strengths"), ("Areas for improvement", "improvements")),
        "What people said and what was seen gave these numbers of findings.",
    ),
    "position_statement": (
        (
            ("Statements", "statements"),
            ("Strengths named", "strengths"),
            ("Areas for improvement named", "improvements"),
        ),
        "The account that people in charge gave of their own work has these numbers of statements. It is their view "
        "and not a finding of the team.",
    ),
}


def strand_partials(
    indicator: str,
    recorded: Recorded,
    instruments: Iterable[Any],
    strands: Iterable[Any],
    traces: Traces | None = None,
) -> dict[str, str]:
    """Return the partial of each strand for one quality indicator, such as ``survey.md`` and ``records.md``.

    A question, item, table or figure belongs to the indicator when its instrument says so, or when the last part of
    its recorded name is the indicator's key (``engagement.qi_2_1``).

    Parameters
    ----------
    indicator
        Such as ``2.1``.
    recorded
        What the area's stages recorded.
    instruments
        The programme's instruments, in order.
    strands
        The programme's strands, in order.
    traces
        Where numbers come from; without it they are no links.

    Returns
    -------
    dict of str to str
        Quarto Markdown by file name. A strand without evidence says so.
    """
    key = quality_indicator_key(indicator)
    traces = traces or Traces(Recorded())
    parts: dict[str, list[str]] = {strand.id: [] for strand in strands}
    by_short = {instrument.short: instrument for instrument in instruments}
    for instrument in by_short.values():
        if instrument.strand in parts:
            first = not any("| Likely range" in text for texts in parts.values() for text in texts)
            parts[instrument.strand] += share_tables(instrument, indicator, key, recorded, traces, explained=first)
    for family, texts in _named_for(key, recorded, traces):
        strand = by_short[family].strand if family in by_short else "statistics"
        parts.setdefault(strand, []).extend(texts)
    titles = {strand.id: strand.title for strand in strands}
    return {f"{strand}.md": "\n".join(texts) or _silent(titles[strand]) for strand, texts in parts.items()}


def chapter_partials(
    indicator: str, recorded: Recorded, instruments: Iterable[Any], strands: Iterable[Any], partials: Mapping[str, str]
) -> dict[str, str]:
    """Return ``strands.md``, the evidence of a chapter strand by strand, and ``findings.md`` for the appendix.

    Findings and statements are counted in the chapter; each of them stands in the appendix.

    Parameters
    ----------
    indicator, recorded, instruments, strands
        As for `strand_partials`.
    partials
        What that returned.
    """
    key, dashes = quality_indicator_key(indicator), dashed(quality_indicator_key(indicator))
    instruments = tuple(instruments)
    chapter, appendix = [], []
    for strand in strands:
        own = [one for one in instruments if one.strand == strand.id]
        text = partials[f"{strand.id}.md"]
        silent = text == _silent(strand.title)
        if silent and not any(one.kind in (SURVEY, RECORDS, *_COUNTED) for one in own):
            continue  # context, and strands that this programme has no instrument for
        chapter.append(f"### {plain(strand.title)} {{#sec-{dashed(strand.id)}-{dashes} .unnumbered .unlisted}}\n")
        counts = _all_counts(own, key, recorded)
        if counts and not silent:
            where = f'[Each one is listed under @sec-findings-{dashes}.]{{.content-visible when-format="html"}}'
            chapter.append("\n".join([*counts, f"\n{where}\n"]))
            appendix.append(text)
        else:
            chapter.append(text)
    return {"strands.md": "\n".join(chapter), "findings.md": "\n".join(appendix)}


def _all_counts(instruments: Iterable[Any], key: str, recorded: Recorded) -> list[str]:
    """Return how many findings or statements a strand gave; of several instruments a line for each, introduced once."""
    counted = [(one, _counts(one, key, recorded)) for one in instruments]
    counted = [(one, lines) for one, lines in counted if lines]
    if len(counted) == 1:
        one, lines = counted[0]
        return [f"{_COUNTED[one.kind][1]}\n", *(f"- {label}: {number}" for label, number in lines)]
    said: list[str] = []
    for kind in dict.fromkeys(one.kind for one, _ in counted):
        said += ["", f"{_COUNTED[kind][1]}\n"] if said else [f"{_COUNTED[kind][1]}\n"]
        for one, lines in counted:
            if one.kind == kind:
                said.append(f"- {plain(one.title)}. " + " ".join(f"{label}: {number}." for label, number in lines))
    return said


def _counts(instrument: Any, key: str, recorded: Recorded) -> list[tuple[str, str]]:
    """Return what is counted of an instrument's findings or statements, and each number as a shortcode."""
    if instrument.kind not in _COUNTED:
        return []
    first, _ = _COUNTED[instrument.kind]
    names = {label: f"{instrument.short}.{key}.{name}" for label, name in first}
    return [(label, f"{{{{< meta {name}.text >}}}}") for label, name in names.items() if name in recorded.values]


def _silent(title: str) -> str:
    return f"There is no evidence from this strand ({plain(title.lower())}) for this quality indicator.\n"


def _named_for(key: str, recorded: Recorded, traces: Traces) -> Iterable[tuple[str, list[str]]]:
    for name in sorted(recorded.figures):
        family, last = name.split(".", 1)[0], name.rsplit(".", 1)[-1]
        if last == key and family not in {"evaluation", "national"}:
            yield family, [figure_text(name, recorded, traces)]
    for name in sorted(recorded.tables):
        family, last = name.split(".", 1)[0], name.rsplit(".", 1)[-1]
        if last == key and family not in {"evaluation", "national"}:
            yield family, [table_text(name, recorded, traces)]
