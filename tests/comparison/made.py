"""Small builds written by hand: pages, traces and a manifest as a real build leaves them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.composition.text import dashed

PROGRAMME = "tiny"
FIFE = "areas/fife"
NAMES = {"national": "National overview", FIFE: "Fife"}
_PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>{title}</title></head><body>
<header><nav><ul><li><a href="x">Reports</a></li></ul></nav></header>
<main id="content"><div class="title-block"><h1>{title}</h1></div>
<article class="report">
{body}
</article></main>
<footer><p>Draft. Manifest entry {entry}.</p></footer></body></html>
"""


def page(title: str, body: str, entry: str = "0123456789abcdef") -> str:
    return _PAGE.format(title=title, body=body, entry=entry)


def link(name: str, text: str) -> str:
    return f'<a href="trace.html#v-{dashed(name)}" class="traced">{text}</a>'


def table(title: str, header: list[str], rows: list[list[str]], trace: str = "", number: int = 1) -> str:
    heads = "".join(f'<th scope="col">{head}</th>' for head in header)
    body = "".join(
        "<tr>" + f'<th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>"
        for row in rows
    )
    note = f'<p><a href="trace.html#{trace}" class="traced trace-note">How these numbers were made</a></p>'
    return (
        f'<div class="table-region" id="tbl-{dashed(title.lower())}" aria-label="Table {number}: {title}">'
        f"<table><caption>Table {number}: {title}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        f'</div><div class="table-notes">{note if trace else ""}</div>'
    )


def chart(title: str, alt: str, rows: list[list[str]], source: str = "figures/a.svg") -> str:
    data = table(title, ["What", "Number"], rows).replace('id="', 'data-id="').replace("Table 1: ", "Data: ")
    return (
        f'<figure id="fig-{dashed(title.lower())}"><div class="figure-region"><img src="{source}" alt="{alt}" /></div>'
        f"<figcaption>Figure 1: {title}</figcaption></figure>"
        f"<details><summary>Data: {title}</summary>{data.replace(f'<caption>Data: {title}</caption>', '')}</details>"
    )


@dataclass
class Number:
    """One entry of a trace page."""

    name: str
    label: str
    value: str
    stage: str = "04_records"
    more: Mapping[str, str] = field(default_factory=dict)


def share(name: str, label: str, word: str, percent: str, count: int, base: int, **more) -> Number:
    said = {"Count and base": f"{count} of {base}", "Likely range": "1% to 99% (95% interval)", "Proportion word": word}
    return Number(name, label, f"{word} ({percent}, {count} of {base})", more={**said, **more})


def held(name: str, label: str) -> Number:
    why = "Held back: together with what is published it could identify a person (rule 1)"
    return Number(name, label, "a share that cannot be shown safely", more={"Disclosure": why})


def traces(title: str, numbers: list[Number], key: str = "ab12" * 8) -> str:
    lines, stage = [], ""
    for index, number in enumerate(numbers, start=1):
        if number.stage != stage:
            stage = number.stage
            lines.append(
                f'<h2 id="stage-{dashed(stage)}">{stage}</h2><dl><dt>Run key</dt><dd><code>{key}</code></dd></dl>'
            )
        said = {"Value": number.value, **number.more}
        said |= {"Recorded by": f"cell {index} of {stage}.ipynb, run <code>{key[:12]}</code>", "Name": number.name}
        body = "".join(f"<dt>{term}</dt>\n<dd>\n{text}\n</dd>\n" for term, text in said.items())
        lines.append(f'<h3 id="v-{dashed(number.name)}">T{index} {number.label}</h3><dl>{body}</dl>')
    return page(f"{title}: where the numbers come from", "\n".join(lines))


def write_build(
    folder: Path,
    pages: Mapping[str, str],
    numbers: Mapping[str, list[Number]] | None = None,
    *,
    keys: Mapping[str, str] | None = None,
    reads: Mapping[str, Mapping[str, str]] | None = None,
    inputs: Mapping[str, str] | None = None,
    more: Mapping[str, object] | None = None,
) -> Path:
    """Write a build: pages by path with their body, numbers by place, keys and reads by run."""
    numbers, keys, reads = numbers or {}, keys or {"fife/04_records": "k1"}, reads or {}
    for path, body in pages.items():
        place = "/".join(path.split("/")[:2]) if path.startswith("areas/") else "national"
        title = NAMES.get(place, place.removeprefix("areas/").title())
        _write(folder / "site" / path, page(f"{title}: a report" if path.endswith("index.html") else title, body))
    for place, listed in numbers.items():
        path = "trace.html" if place == "national" else f"{place}/trace.html"
        _write(folder / "site" / path, traces(NAMES.get(place, place), listed))
    runs = {name: {"status": "done", "key": key, "reads": reads.get(name, {})} for name, key in keys.items()}
    manifest = {"schema": 1, "programme": PROGRAMME, "inputs": dict(inputs or {}), "runs": runs, "versions": {}}
    _write(folder / "manifest.json", json.dumps(manifest | dict(more or {})))
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
