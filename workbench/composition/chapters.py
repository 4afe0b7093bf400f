"""The evidence of one quality indicator, strand by strand, put together from what was recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workbench.composition.figures import figure_partial
from workbench.composition.results import Recorded
from workbench.composition.tables import MEANINGS, SUPPRESSED, Linked, notes, pipe_table, table_partial
from workbench.composition.text import dashed, plain
from workbench.composition.traces import Traces

#: Kinds of instrument whose questions are shares of respondents or records.
SURVEY, RECORDS = "survey", "record_reading"
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
_RANGE = "If everyone had been asked, or every record read, the share would probably lie in the likely range."
_POINTS = (
    "In brackets: how many questions, items or findings point to a strength (for), to an area for improvement "
    "(against), or to neither."
)


def indicator_key(indicator: str) -> str:
    """Return a quality indicator's part in recorded names.

    Examples
    --------
    >>> indicator_key("2.1")
    'qi_2_1'
    >>> indicator_key("early-help")
    'qi_early_help'
    """
    return "qi_" + indicator.replace(".", "_").replace("-", "_")


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
    key = indicator_key(indicator)
    traces = traces or Traces(Recorded())
    parts: dict[str, list[str]] = {strand.id: [] for strand in strands}
    by_short = {instrument.short: instrument for instrument in instruments}
    for instrument in by_short.values():
        if instrument.strand in parts:
            first = not any("| Likely range" in text for texts in parts.values() for text in texts)
            parts[instrument.strand] += _questions(instrument, indicator, key, recorded, traces, explained=first)
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
    key, dashes = indicator_key(indicator), dashed(indicator_key(indicator))
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


def table_text(
    name: str, recorded: Recorded, traces: Traces | None = None,
    by_area: Callable[[str, str, str], Linked] | None = None,
) -> str:  # fmt: skip
    """Return the partial of a recorded table, or the reason why there is none."""
    table = recorded.tables[name]
    if table.get("status") == "missing":
        return missing_text(table["title"], table.get("reason", ""))
    return table_partial(name, table, traces.note(name, "tables") if traces else "", by_area)


def figure_text(name: str, recorded: Recorded, traces: Traces | None = None) -> str:
    """Return the partial of a recorded figure, or the reason why there is none."""
    figure = recorded.figures[name]
    if figure.get("status") == "missing":
        return missing_text(figure["title"], figure.get("reason", ""))
    return figure_partial(name, figure, traces.note(name, "figures") if traces else "")


def missing_text(title: str, reason: str) -> str:
    """Return the sentence that stands where a table or figure would be."""
    why = f": {plain(reason.removesuffix('.'))}" if reason else ""
    return f"::: {{.not-available}}\n*{plain(title)}* is not available{why}.\n:::\n"


def _questions(
    instrument: Any, indicator: str, key: str, recorded: Recorded, traces: Traces, *, explained: bool
) -> list[str]:
    if instrument.kind not in {SURVEY, RECORDS}:
        return []
    columns = [
        column
        for column in instrument.columns
        if indicator in (column.quality_indicators or ()) and f"{instrument.short}.{column.id}" in recorded.values
    ]
    yes = [column for column in columns if column.type == "scale"]
    grades = [column for column in columns if column.type == "grade"]
    survey = instrument.kind == SURVEY
    first = (
        f"{instrument.title}: share who answered positively" if survey else f"{instrument.title}: share answered yes"
    )
    return [
        *_shares(instrument, key, yes, first, "Question" if survey else "What we looked for", "", recorded,
                 traces, explained=explained),
        *_shares(instrument, key, grades, f"{instrument.title}: share evaluated good or better", "What was evaluated",
                 "-grades", recorded, traces, explained=explained and not yes),
    ]  # fmt: skip


def _shares(
    instrument: Any, key: str, columns: list[Any], title: str, head: str, suffix: str, recorded: Recorded,
    traces: Traces, *, explained: bool,
) -> list[str]:  # fmt: skip
    if not columns:
        return []
    names = {column.label: f"{instrument.short}.{column.id}" for column in columns}
    values = {label: recorded.values[name] for label, name in names.items()}
    if all(value["status"] == "missing" for value in values.values()):
        return [missing_text(title, next(iter(values.values())).get("reason", ""))]
    rows = [
        [label, Linked(_says(value), traces.link(plain(_says(value)), names[label])), _range(value)]
        for label, value in values.items()
    ]
    ref = f"tbl-{dashed(key)}-{dashed(instrument.short)}{suffix}"
    hidden = any(value["status"] == "suppressed" for value in values.values())
    text = pipe_table([head, "Share", "Likely range"], rows, caption=title, ref=ref)
    # What a likely range is stands once in a chapter, and among the report's terms.
    return [text + notes([*([MEANINGS[SUPPRESSED]] if hidden else []), *([_RANGE] if explained else [])])]


def _says(value: Mapping[str, Any]) -> str:
    if value["status"] == "suppressed":
        return SUPPRESSED
    return str(value["says"])


def _range(value: Mapping[str, Any]) -> str:
    if value["status"] == "suppressed":
        return SUPPRESSED
    if "low" not in value:
        return "–"
    return f"{value['low']}% to {value['high']}%"


def scale_partial(grades: Iterable[Any], recorded_grade: int | None) -> str:
    """Return the scale as a list from the lowest grade to the highest, the recorded one in bold.

    The theme draws the block as a labelled scale; without the theme it is still a plain list.

    Parameters
    ----------
    grades
        The scale's grades, each with ``value`` and ``label``.
    recorded_grade
        The grade that was recorded, or None.
    """
    labels = [(plain(grade.label), grade.value == recorded_grade) for grade in sorted(grades, key=lambda g: g.value)]
    items = "".join(f"- **{label}**\n" if recorded else f"- {label}\n" for label, recorded in labels)
    return f"::: {{.evaluation-scale}}\n{items}:::\n"


def matrix_partial(indicator: str, recorded: Recorded, title: str = "") -> str:
    """Return the indicator's row of ``evaluation.matrix``, turned: one line for each strand; empty without a matrix.

    An indicator that a word stands for is found by its ``title``.
    """
    table = recorded.tables.get("evaluation.matrix")
    if table is None:
        return ""
    if table.get("status") == "missing":
        return missing_text("Strands of evidence", table.get("reason", ""))
    columns, row = table["columns"], None
    for each in table["rows"]:
        if str(each[0]).split(" ")[0].rstrip(":") == indicator or (title and str(each[0]) == title):
            row = each
    if row is None:
        return missing_text("Strands of evidence", "")
    from workbench.composition.tables import cell_text

    rows = [
        [column["label"], cell_text(cell, column.get("kind", "text"))]
        for column, cell in zip(columns[1:], row[1:], strict=True)
    ]
    caption = "What each strand of evidence says"
    text = pipe_table(
        ["Strand", "What it says"], rows, caption=caption, ref=f"tbl-{dashed(indicator_key(indicator))}-strands"
    )
    return text + notes([_POINTS] if any(" for, " in said for _, said in rows) else [])
