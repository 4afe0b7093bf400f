"""Facts about the programme as tables: scale, terms, timetable, evidence base, sources and disagreements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workbench.composition.evidence import SIZES, size_name
from workbench.composition.publications import publication_tables
from workbench.composition.results import Recorded
from workbench.composition.tables import notes, pipe_table
from workbench.composition.text import plain
from workbench.composition.used_sources import used_sources


def fact_tables(definitions: Any, programme: Any, recorded: Recorded, scope: str = "") -> dict[str, str]:
    """Return the programme's fact tables as partials by name (``programme.scale`` …).

    Parameters
    ----------
    definitions
        Everything of ``parameters/``.
    programme
        The programme.
    recorded
        What was recorded for the page, for the sizes in the evidence base.
    scope
        Whether the page is about an ``area`` or is ``national``.
    """
    scale = definitions.scales.get(programme.scale or "")
    makers: dict[str, Callable[[], str]] = {
        "programme.scale": lambda: _scale(scale) if scale else "",
        "programme.proportion_words": lambda: _words(definitions.proportion_words[programme.proportion_words]),
        "programme.quality_indicators": lambda: _indicators(definitions, programme),
        "programme.timetable": lambda: _timetable(programme),
        "programme.partners": lambda: _partners(programme),
        "programme.lenses": lambda: _lenses(programme),
        "programme.evidence_base": lambda: _evidence_base(definitions, programme, recorded, scope),
        "programme.disagreements": lambda: _disagreements(definitions, programme),
        "programme.parts": lambda: _parts(programme),
        "programme.publishers": lambda: _publishers(definitions, programme),
        "programme.published": lambda: _published(definitions, programme),
        "programme.sources": lambda: _sources(definitions, programme),
    }
    return {name: maker() for name, maker in makers.items()} | publication_tables(definitions, programme)


def _scale(scale: Any) -> str:
    rows = [[str(grade.value), grade.label, grade.meaning] for grade in sorted(scale.grades, key=lambda g: -g.value)]
    unverified = [grade.label for grade in scale.grades if not grade.verified]
    said = [scale.note] if scale.note else []
    if unverified and not said:
        said = [f"The full published definition was not checked for: {', '.join(unverified)}."]
    return _table(["Grade", "Label", "Meaning"], rows, scale.title, "scale", said)


def _words(words: Any) -> str:
    rows = [
        [
            band.word,
            f"{band.from_}%" if band.from_ == band.to else f"{band.from_}% to {band.to}%",
            band.published or "–",
        ]
        for band in reversed(words.bands)
    ]
    labels = ["Term", "Share, as a whole per cent", "As published"]
    return _table(labels, rows, "Words for proportions", "proportion-words", [words.rule])


def _indicators(definitions: Any, programme: Any) -> str:
    framework = definitions.frameworks.get(programme.framework or "")
    if framework is None:
        return ""
    titles = {each.id: each.title for each in framework.quality_indicators}
    heading = str(getattr(framework, "heading", "Quality indicator"))
    if any(each[:1].isdigit() for each in programme.quality_indicators):
        rows, labels = [[each, titles[each]] for each in programme.quality_indicators], ["Number", heading]
    else:  # known by words, which say no more than the titles
        rows, labels = [[titles[each]] for each in programme.quality_indicators], [heading]
    return _table(labels, rows, f"{heading}s looked at", "quality-indicators")


def _timetable(programme: Any) -> str:
    rows = []
    for stage in programme.timetable:
        first, last = stage.weeks
        rows += [[step.weeks_shown, f"{stage.stage} (weeks {first} to {last})", step.text] for step in stage.steps]
    title = "The published timetable" if programme.timetable_verified else "A timetable; its weeks are a proposal"
    said = [programme.timetable_note] if programme.timetable_note else []
    return _table(["Week", "Stage", "What happens"], rows, title, "timetable", said)


def _partners(programme: Any) -> str:
    rows = [[partner.name, partner.role] for partner in programme.scrutiny_partners]
    return _table(["Partner", "Part in the work"], rows, "Scrutiny partners", "partners")


def _lenses(programme: Any) -> str:
    rows = [[lens.title, "; ".join(item.title for item in lens.items)] for lens in programme.lenses]
    return _table(["Lens", "What we looked for across all evidence"], rows, "Cross-cutting lenses", "lenses")


def _evidence_base(definitions: Any, programme: Any, recorded: Recorded, scope: str) -> str:
    """Return how much evidence there is of each kind; what only the other pages rest on is left out, or said."""
    read = {name: stage.scope for stage in programme.stages for name in (*stage.evidence, *stage.national_evidence)}
    strands = {strand.id: strand.title for strand in programme.strands}
    rows = []
    for name in programme.instruments:
        instrument, elsewhere = definitions.instruments[name], scope and read.get(name, scope) != scope
        if elsewhere and scope == "area":
            continue
        name, (_, unit) = size_name(instrument), SIZES.get(instrument.kind, ("", ""))
        value = recorded.values.get(f"national.{instrument.short}" if elsewhere else name)
        silent = "unit by unit" if elsewhere else "not recorded" if name else "used for context"
        size = _size(value, unit) if value else silent
        rows.append([instrument.title, strands.get(instrument.strand, instrument.strand), size])
    return _table(["Evidence", "Strand", "How much"], rows, "Evidence used", "evidence-base")


def _size(value: Mapping[str, Any], unit: str) -> str:
    return f"{value['text']} {unit}" if value["status"] == "shown" else str(value["says"])


def _disagreements(definitions: Any, programme: Any) -> str:
    rows = [
        [each.topic, statement.text, _source_name(definitions, statement.source)]
        for each in programme.disagreements
        for statement in each.statements
    ]
    return _table(
        ["Topic", "What the source says", "Source"], rows, "Where published sources disagree", "disagreements"
    )


def _source_name(definitions: Any, source: str) -> str:
    found = definitions.sources.get(source)
    return f"{found.publisher}: {found.title} ({found.as_of})" if found else source


def _parts(programme: Any) -> str:
    return "".join(f"- {plain(each.title)}\n" for each in getattr(programme, "parts", ()))


def _publishers(definitions: Any, programme: Any) -> str:
    rows = [[each.name, _source_name(definitions, each.source)] for each in getattr(programme, "publishers", ())]
    return _table(["Published by", "Source"], rows, "Who publishes the reports", "publishers") if rows else ""


def _published(definitions: Any, programme: Any) -> str:
    rows = [
        [each.label, f"{each.value:,}", each.as_of, _source_name(definitions, each.source)]
        for each in getattr(definitions, "published", {}).get(programme.id, ())
    ]
    if not rows:
        return ""
    return _table(["What was counted", "Published", "As of", "Source"], rows, "Published counts", "published")


def _sources(definitions: Any, programme: Any) -> str:
    rows = [
        [source.publisher, source.title, str(source.as_of), source.licence or "–"]
        for source in used_sources(definitions, programme)
    ]
    return _table(["Publisher", "Source", "As of", "Licence"], sorted(rows), "Sources", "sources")


def _table(labels: list[str], rows: Iterable[list[str]], title: str, ref: str, said: Iterable[str] = ()) -> str:
    rows = list(rows)
    if not rows:  # a programme without any: what includes it is left out
        return ""
    return pipe_table(labels, rows, caption=title, ref=f"tbl-programme-{ref}") + notes(said)
