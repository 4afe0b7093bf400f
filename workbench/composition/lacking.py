"""What a page does not have: which sources ``when`` keeps, and which paragraphs say something of nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.composition.metadata import leaves, lookup
from workbench.composition.parts import Parts
from workbench.composition.recorded_only import REFERENCES, without_lacking
from workbench.composition.shortcodes import shortcodes
from workbench.composition.sources import Source
from workbench.errors import Fault

WHEN, WHERE_RECORDED = "when", "where-recorded"
#: First parts of the names that every page has, and the names there that some programmes or areas have not.
ALWAYS = frozenset({"area", "programme", "report", "evidence"})
PERHAPS = frozenset(
    {f"area.{name}" for name in ("hscp", "health_board", "family_group")}
    | {
        f"programme.{name}"
        for name in (
            "question", "basis", "retrospective_years", "minimum_strands", "indicator_count", "scale",
            "framework.title", "framework.edition", "framework.publisher", "framework.indicator_count",
        )
    }
)  # fmt: skip
RECORDED = re.compile(r"_(?P<kind>tables|figures)/(?P<name>[a-z0-9_.]+)\.md")
_STRAND = re.compile(r"_qi-[\w.-]+/[a-z][a-z0-9_]*\.md")


def conditions_of(
    parts: Parts, metadata: Mapping[str, Any], holds: Collection[str], *, synthetic: bool
) -> frozenset[str]:
    """Return the words for which ``when`` keeps a source of a page.

    Parameters
    ----------
    parts, metadata
        What the page can include, and its metadata.
    holds
        Kinds of output that the programme wants, and the like.
    synthetic
        Whether any of the evidence is synthetic.
    """
    found = {*holds, *parts.families, *parts.expected, *(["synthetic"] if synthetic else [])}
    found |= {
        f"lens-{name.removeprefix('_lens/').removesuffix('.md')}"
        for name, text in parts.made.items()
        if name.startswith("_lens/") and text.strip()
    }
    if parts.made.get("_tables/outputs.md", "").strip():
        found.add("outputs")
    if lookup(metadata, "programme.scale") is None:
        found.discard("evaluation")  # strands may be set side by side all the same, but nothing is graded
    return frozenset(found)


@dataclass(frozen=True)
class Lacking:
    """What one page does not have.

    Parameters
    ----------
    metadata, parts
        The page's metadata, and what it can include besides sources.
    sources, copies
        Its sources by name, and the names of the copies of those that are copied for each quality indicator.
    conditions
        Words for which ``when`` keeps a source.
    ids
        Sections, tables and figures of the page; None while they are not known.
    """

    metadata: Mapping[str, Any]
    parts: Parts
    sources: Mapping[str, Source]
    copies: Mapping[str, list[str]]
    conditions: Collection[str]
    ids: frozenset[str] | None

    def keeps(self, source: Source) -> bool:
        """Return whether a source stays, by its ``when``."""
        when = source.option(WHEN)
        return when is None or when in self.conditions

    def says(self, part: str) -> bool:
        """Return whether a paragraph or list item says something that the page does not have."""
        for code in shortcodes(part):
            if code.kind == "meta" and self._value(code.argument):
                return True
            if code.kind == "include" and self._include(code.argument):
                return True
        return self.ids is not None and any(match["id"] not in self.ids for match in REFERENCES.finditer(part))

    def faults(self, source: Source) -> Iterator[Fault]:
        """Yield the names of evidence in a source that is left out where it is not there, and that nothing is called.

        What another programme may record is only not there; a name that no programme has is a mistake.
        """
        for code in shortcodes(source.text):
            name, value = code.argument, code.kind == "meta"
            if value and (name in PERHAPS or not self._value(name)):
                continue
            if not value:
                match = RECORDED.fullmatch(name) if code.kind == "include" and name not in self.parts.made else None
                if match is None or not self._include(name):
                    continue
                name = match["name"]
            known = leaves(self.metadata) if value else (*self.parts.tables, *self.parts.figures)
            if message := self.parts.misspelt(name, known, value):
                line = source.first_line + code.line - 1
                yield Fault(source.file, line=line, value=code.argument, message=message)

    def _value(self, name: str) -> bool:
        if lookup(self.metadata, name) is not None or self.parts.may_hold(name):
            return False
        # Of programme and area it is known what there may be; another name there is a mistake, to be told of.
        return name.split(".", 1)[0] not in ALWAYS or name in PERHAPS

    def _include(self, name: str) -> bool:
        if name in self.parts.made:
            return not self.parts.made[name].strip()
        if match := RECORDED.fullmatch(name):
            there = self.parts.tables if match["kind"] == "tables" else self.parts.figures
            return match["name"] not in there and not self.parts.may_hold(match["name"])
        if name in self.copies or name in self.sources:
            # A part of which nothing is left counts as nothing.
            return all(self._is_empty(self.sources[each]) for each in self.copies.get(name, [name]))
        # A strand or lens that this programme does not have; another name is a mistake, to be told of.
        return bool(_STRAND.fullmatch(name)) or name.startswith("_lens/")

    def _is_empty(self, source: Source) -> bool:
        if not self.keeps(source):
            return True
        return bool(source.option(WHERE_RECORDED)) and not without_lacking(source.text, self.says).strip()
