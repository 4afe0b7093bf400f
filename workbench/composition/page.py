"""One page put together: its sources, the parts made for it, and everything wrong with either."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

import yaml

from workbench.composition.assembled import FOR_EACH, INDEX, MARKS, TO_BE_WRITTEN, Assembled
from workbench.composition.headings import heading_faults, heading_notes, level_before, level_notes
from workbench.composition.inclusion import check_value, fault_at, include, included_before
from workbench.composition.lacking import WHERE_RECORDED, Lacking, conditions_of
from workbench.composition.markup import markup_faults
from workbench.composition.metadata import leaves, lookup
from workbench.composition.own_blocks import block_faults
from workbench.composition.own_pictures import picture_faults
from workbench.composition.own_tables import table_faults
from workbench.composition.parts import Parts
from workbench.composition.recorded_only import IDS, REFERENCES, without_lacking
from workbench.composition.shortcodes import shortcodes, without_comments
from workbench.composition.sources import LOADER, Source, for_indicator
from workbench.composition.text import plain
from workbench.errors import Fault
from workbench.names import did_you_mean


def assemble(
    template: Mapping[str, Source],
    narrative: Mapping[str, Source],
    metadata: Mapping[str, Any],
    parts: Parts,
    indicators: Iterable[tuple[str, str]],
    *,
    synthetic: bool,
    shared: Mapping[str, Source] | None = None,
    holds: Collection[str] = (),
) -> Assembled:
    """Put one page together.

    Parameters
    ----------
    template
        Sources of the output kind by file name; ``index.qmd`` is the page.
    narrative
        Sources written for this page; each takes the place of a template's source marked ``to-be-written``.
    metadata
        The page's metadata as a tree of plain texts.
    parts
        What can be included besides sources.
    indicators
        Number and key of each quality indicator.
    synthetic
        Whether sources marked ``when: synthetic`` stay.
    shared
        Sources that several pages may include: each stands where there is none of its name, or one to be written.
    holds
        Other words for which ``when`` keeps a source, besides first parts of recorded names and the lenses under which
        something stands (``lens-promise``): kinds of output.
    """
    indicators = tuple(indicators)
    conditions = conditions_of(parts, metadata, holds, synthetic=synthetic)
    ids: frozenset[str] | None = None
    while True:
        page = _assembled(template, narrative, metadata, parts, indicators, conditions, shared or {}, ids)
        there = frozenset(match["id"] for text in page.files.values() for match in IDS.finditer(text))
        if ids == there or not _refers_elsewhere(page, there):
            return page
        ids = there


def _refers_elsewhere(page: Assembled, ids: frozenset[str]) -> bool:
    """Return whether a part that may leave things out refers to something that is not on the page."""
    return any(
        match["id"] not in ids
        for name, source in page.sources.items()
        if source.option(WHERE_RECORDED)
        for match in REFERENCES.finditer(page.files[name])
    )


def _assembled(
    template: Mapping[str, Source],
    narrative: Mapping[str, Source],
    metadata: Mapping[str, Any],
    parts: Parts,
    indicators: tuple[tuple[str, str], ...],
    conditions: Collection[str],
    shared: Mapping[str, Source],
    ids: frozenset[str] | None,
) -> Assembled:
    page = Assembled()
    sources = _with_narrative(_expanded(template, indicators), narrative, page)
    for name, source in shared.items():
        if name in sources and sources[name].option(TO_BE_WRITTEN) is True and not _says(source):
            continue
        if name not in sources or (sources[name].option(TO_BE_WRITTEN) and name not in narrative):
            sources[name] = source
    copies = {
        name: [f"{name.removesuffix('.qmd')}-{number}.qmd" for number, _ in indicators]
        for name, source in template.items()
        if source.option(FOR_EACH)
    }
    lacking = Lacking(metadata, parts, sources, copies, conditions, ids)
    waiting, seen = [INDEX], set()
    levels = {INDEX: 1}  # of the heading under which each source is included; a page's title is the first
    known = {*sources, *copies, *parts.made}
    while waiting:
        source = sources[waiting.pop(0)]
        if source.name in seen:
            continue
        seen.add(source.name)
        page.sources[source.name] = source
        for wrong in (markup_faults, heading_faults, picture_faults, table_faults, block_faults):
            page.faults += wrong(source)
        # "optional" stands for itself where nothing else is written.
        if source.option(TO_BE_WRITTEN) is True and source is not narrative.get(source.name):
            empty = f": {narrative[source.name].file} is empty" if source.name in narrative else ""
            page.warnings.append(f"{source.name} is to be written{empty}")
        if not lacking.keeps(source):
            page.files[source.name] = "\n"
            continue
        if source.option(WHERE_RECORDED):
            page.faults += lacking.faults(source)
            source = replace(source, text=without_lacking(source.text, lacking.says))
            page.sources[source.name] = source
        text, places = source.text, []
        for code in shortcodes(source.text):
            if code.kind == "meta":
                check_value(source, code, metadata, parts, page)
            elif code.kind == "include" and included_before(source, code, page):
                continue
            elif code.kind == "include" and (code.argument in copies or code.argument in sources):
                names = copies.get(code.argument, [code.argument])
                levels |= dict.fromkeys(names, level_before(source, code.start, levels[source.name]))
                waiting += names
                if code.argument in copies:
                    places.append((code, names))
            elif code.kind == "include":
                include(source, code, parts, known, page)
        for code, names in reversed(places):
            lines = "\n\n".join(f"{{{{< include {name} >}}}}" for name in names)
            text = text[: code.start] + lines + text[code.end :]
        page.files[source.name] = without_comments(text)
    for source in narrative.values():
        if source.name in seen:
            page.warnings += [*heading_notes(source), *level_notes(source, levels[source.name])]
            if unused := ", ".join(name for name, _ in source.options if name not in MARKS):
                page.warnings.append(
                    f"{source.file}: a text is part of a page, so what it says above is not used: {unused}"
                )
    page.front = _front(sources[INDEX], metadata, page)
    for name in sorted(set(narrative) - seen):
        hint = did_you_mean(name, {each for each, source in sources.items() if source.option(TO_BE_WRITTEN)})
        page.warnings.append(f"{narrative[name].file} is not included anywhere.{hint}")
    return page


def _expanded(template: Mapping[str, Source], indicators: tuple[tuple[str, str], ...]) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for source in template.values():
        copies = (
            [for_indicator(source, number, key) for number, key in indicators] if source.option(FOR_EACH) else [source]
        )
        sources |= {copy.name: copy for copy in copies}
    return sources


def _with_narrative(sources: dict[str, Source], narrative: Mapping[str, Source], page: Assembled) -> dict[str, Source]:
    merged = dict(sources)
    for name, source in narrative.items():
        if not name.startswith("_"):
            page.faults.append(
                Fault(source.file, message=f"rename it to _{name}: a file that is included starts with _")
            )
        elif name in sources and not sources[name].option(TO_BE_WRITTEN):
            message = "this name belongs to the report template and cannot be written for one area; choose another"
            page.faults.append(Fault(source.file, message=message))
        elif name in sources and sources[name].option(TO_BE_WRITTEN) is True and not _says(source):
            continue  # an empty file is not yet a text
        else:
            merged[name] = source
    return merged


def _says(source: Source) -> bool:
    return bool(without_comments(source.text).strip())


def _front(source: Source, metadata: Mapping[str, Any], page: Assembled) -> dict[str, Any]:
    whole = replace(source, text=source.front, first_line=2)
    for code in shortcodes(source.front):
        if code.kind == "meta" and lookup(metadata, code.argument) is None:
            page.faults.append(
                fault_at(whole, code, f"there is no such value.{did_you_mean(code.argument, leaves(metadata))}")
            )

    def resolved(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: resolved(each) for key, each in value.items() if key not in MARKS}
        if isinstance(value, list):
            return [resolved(each) for each in value]
        if not isinstance(value, str):
            return value
        for code in reversed(shortcodes(value)):
            value = value[: code.start] + plain(lookup(metadata, code.argument) or "") + value[code.end :]
        return value

    return resolved(yaml.load(source.front, Loader=LOADER) or {})
