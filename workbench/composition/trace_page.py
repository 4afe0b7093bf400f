"""The page that lists the traces: what each number is, how it was counted, and what was decided about showing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.values import BY_SOURCE
from workbench.composition.metadata import quoted
from workbench.composition.text import dashed, hypertext, plain
from workbench.composition.traces import Traces, anchor

_PUBLISHED = "published by "


@dataclass(frozen=True)
class Run:
    """What is known of one stage's run.

    Parameters
    ----------
    title, notebook
        The stage's title and the notebook's file name.
    key
        Digest of everything the run was made of; empty when it is not known.
    files
        Evidence files by evidence table: name and number of rows.
    upstream
        Links to the traces of what it was made from, for a national stage: Markdown.
    """

    title: str
    notebook: str
    key: str = ""
    files: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    upstream: tuple[str, ...] = ()


def trace_page(
    title: str,
    subtitle: str,
    traces: Traces,
    runs: Mapping[str, Run],
    sources: Mapping[str, str],
    titles: Mapping[str, str],
    behind: Callable[[str], str] | None = None,
) -> str:
    """Return the trace page as Quarto Markdown.

    Parameters
    ----------
    title, subtitle
        Of the page, plain text.
    traces
        What it lists.
    runs
        What is known of each stage's run, by stage.
    sources
        How each published source is named, by id.
    titles
        Titles of evidence tables.
    behind
        Returns links to what a value adds up, given its name: HTML; for the overview.

    Notes
    -----
    The page is for the web alone and there is one for each area, with hundreds of entries. All but what its list of
    contents is made from is HTML already, for Pandoc reads that thirty times as fast as Markdown.

    Of a value that is held back nothing is said but that it is, and by which rule: neither its size nor whether it was
    held back for its own sake or to protect another. The number of rows of a file is given only where it says no more
    than numbers that are shown.
    """
    page = _Page(traces, runs, sources, titles, behind)
    body = "\n".join(page.lines())
    front = f"title: {quoted(plain(title))}\nsubtitle: {quoted(plain(subtitle))}\nformat: html\nsearch: false"
    return f"---\n{front}\n---\n{_INTRODUCTION}\n{body}\n"


_INTRODUCTION = """\
Each entry says what a number in the report is, how it was counted and by which rule, what was decided about showing it,
which evidence it comes from, and the notebook cell that recorded it. Entries are numbered as in the PDF and Word
versions. The evidence itself is not published.
"""


class _Page:
    def __init__(
        self,
        traces: Traces,
        runs: Mapping[str, Run],
        sources: Mapping[str, str],
        titles: Mapping[str, str],
        behind: Callable[[str], str] | None = None,
    ) -> None:
        self.behind = behind
        self.traces, self.recorded = traces, traces.recorded
        self.runs, self.sources, self.titles = runs, sources, titles
        self.rules: dict[str, int] = {}

    def lines(self) -> Iterator[str]:
        for stage in self.recorded.stages:
            run = self.runs.get(stage) or Run(stage, "")
            yield f"## {plain(run.title)} {{#stage-{dashed(stage)}}}\n"
            yield _block(_definitions(self._run(run)))
            if run.upstream:
                yield "Made from the results of the areas:\n"
                yield "\n".join(f"- {link}" for link in run.upstream) + "\n"
            yield _block(
                line
                for kind, name in self.traces.numbers
                if self.recorded.origins[kind][name] == stage
                for line in self._entry(kind, name, stage)
            )
        if self.rules:
            yield "## Rules {#rules}\n"
            yield _block(
                line
                for rule, number in self.rules.items()
                for line in (_heading(f"Rule {number}", f"rule-{number}"), f"<p>{hypertext(rule)}</p>")
            )

    def _run(self, run: Run) -> list[tuple[str, str]]:
        said = [("Notebook", hypertext(run.notebook))] if run.notebook else []
        said.append(("Run key", _code(run.key) if run.key else "not recorded"))
        for table, files in run.files.items():
            shown = "; ".join(f"{hypertext(name)}{self._rows(table, rows)}" for name, rows in files)
            said.append((hypertext(self.titles.get(table, table)), shown or "no file was taken in"))
        return said

    def _rows(self, table: str, rows: int) -> str:
        counted = [
            value
            for value in self.recorded.values.values()
            if value.get("table") == table and value["kind"] == "count" and value["status"] != "missing"
        ]
        if any(value["status"] != "shown" for value in counted):
            return ""  # less what is shown, the rows would be what is held back
        counts = [value["value"] for value in counted]
        known = {*counts, *(one + other for one in counts for other in counts)}
        return f" ({rows:,} rows)" if rows in known else ""

    def _entry(self, kind: str, name: str, stage: str) -> Iterator[str]:
        entry = {"values": self.recorded.values, "tables": self.recorded.tables, "figures": self.recorded.figures}[
            kind
        ][name]
        title = entry["label"] if kind == "values" else entry["title"]
        what = {"values": "", "tables": "Table: ", "figures": "Figure: "}[kind]
        yield _heading(f"{self.traces.number(name, kind)} {what}{title}", anchor(name, kind))
        said = (
            self._value(entry)
            if kind == "values"
            else self._content(entry if kind == "tables" else entry.get("data", {}))
        )
        if kind == "values" and self.behind and (links := self.behind(name)):
            said.append(("Adds up", links))
        cell = self.recorded.cells.get(kind, {}).get(name)
        run = self.runs.get(stage)
        made = f"cell {cell} of {run.notebook}" if run and cell else run.notebook if run else ""
        if made:
            said.append(("Recorded by", hypertext(made) + (f", run {_code(run.key[:12])}" if run and run.key else "")))
        said.append(("Name", _code(name)))
        yield from _definitions(said)

    def _value(self, value: Mapping[str, Any]) -> list[tuple[str, str]]:
        evidence = self._evidence(value)
        if value["status"] == "suppressed":
            if str(value.get("reason", "")).startswith(BY_SOURCE):
                why = hypertext(value["reason"][:1].upper() + value["reason"][1:])
                return [("Value", hypertext(value["says"])), ("Disclosure", why), *evidence]
            # The same words whatever the reason: which number protects which is not told.
            why = "Held back: together with what is published it could identify a person" + self._rule(value)
            return [("Value", hypertext(value["says"])), ("Disclosure", why), *evidence]
        if value["status"] == "missing":
            return [("Value", _not_available(value)), *evidence]
        said = [("Value", hypertext(value["says"]))]
        if "base" in value:
            said.append(("Count and base", f"{value['count']:,} of {value['base']:,}"))
            said.append(("Likely range", hypertext(f"{value['low']}% to {value['high']}% (95% interval)")))
        rule = str(value.get("rule") or "")
        if value.get("word"):
            said.append(("Proportion word", hypertext(value["word"]) + self._rule(value)))
        elif rule.startswith(_PUBLISHED):
            source = rule.removeprefix(_PUBLISHED)
            said.append(("Published by", hypertext(self.sources.get(source, source))))
        elif rule:
            said.append(("Rule", hypertext(rule)))
        if value["kind"] == "grade":
            said.append(("Kind", "Recorded by people, not calculated"))
        elif value.get("table"):
            said.append(("Disclosure", "Shown: checked by the rules of its evidence before anything was written"))
        return [*said, *evidence]

    def _content(self, table: Mapping[str, Any]) -> list[tuple[str, str]]:
        if table.get("status") == "missing":
            return [("Content", _not_available(table))]
        hidden = any(isinstance(cell, Mapping) for row in table.get("rows", ()) for cell in row)
        shown = "Some cells are held back, marked [c]" if hidden else "All cells are shown"
        said = [("Disclosure", hypertext(shown))] if table.get("table") else []
        return [*said, *self._evidence(table)]

    def _evidence(self, entry: Mapping[str, Any]) -> list[tuple[str, str]]:
        table = entry.get("table")
        return [("Evidence", hypertext(self.titles.get(table, table)))] if table else []

    def _rule(self, value: Mapping[str, Any]) -> str:
        rule = value.get("rule")
        if not rule:
            return ""
        number = self.rules.setdefault(str(rule), len(self.rules) + 1)
        return f' (<a href="#rule-{number}">rule {number}</a>)'


def _not_available(entry: Mapping[str, Any]) -> str:
    return "Not available" + (f": {hypertext(entry['reason'])}" if entry.get("reason") else "")


def _heading(title: str, place: str) -> str:
    return f'<h3 id="{hypertext(place)}">{hypertext(title)}</h3>'


def _code(text: str) -> str:
    return f"<code>{hypertext(text)}</code>"


def _definitions(said: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a list of terms with what they mean, which is HTML already."""
    yield "<dl>"
    for term, meaning in said:
        if meaning:
            yield f"<dt>{term}</dt>\n<dd>{meaning}</dd>"
    yield "</dl>"


def _block(lines: Iterable[str]) -> str:
    # No line begins with words that were recorded, so none can end the block.
    text = "\n".join(lines)
    return f"```{{=html}}\n{text}\n```\n" if text else ""
