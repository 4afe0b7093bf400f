"""A lens as a part of a report: under each of its headings the answers, items and findings that are tagged with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.composition.results import Recorded
from workbench.composition.share_tables import RECORDS, SURVEY
from workbench.composition.tables import MEANINGS, SUPPRESSED, Linked, cell_text, notes, pipe_table
from workbench.composition.text import dashed, plain
from workbench.composition.traces import Traces

_KINDS = {SURVEY: "answered positively", RECORDS: "records in which it is so, or is good or better"}


def lens_partials(programme: Any, instruments: Iterable[Any], recorded: Recorded, traces: Traces) -> dict[str, str]:
    """Return ``_lens/<lens>.md`` for every lens of a programme; an empty text where nothing is tagged with it.

    Parameters
    ----------
    programme
        The programme with its lenses.
    instruments
        Its instruments in order; their questions and items say which parts of a lens they bear on.
    recorded
        What was recorded for the page.
    traces
        Where numbers come from.
    """
    instruments = tuple(instruments)
    return {
        f"_lens/{lens.id}.md": "\n".join(
            text for item in lens.items for text in _item(lens, item, instruments, recorded, traces)
        )
        for lens in programme.lenses
    }


def _item(lens: Any, item: Any, instruments: tuple[Any, ...], recorded: Recorded, traces: Traces) -> list[str]:
    ref = f"lens-{dashed(lens.id)}-{dashed(item.id)}"
    parts = [*_shares(item, ref, instruments, recorded, traces), *_findings(lens, item, ref, recorded, traces)]
    return [f"### {plain(item.title)} {{#sec-{ref}}}\n", *parts] if parts else []


def _shares(item: Any, ref: str, instruments: tuple[Any, ...], recorded: Recorded, traces: Traces) -> list[str]:
    rows = []
    for instrument in instruments:
        for column in instrument.columns if instrument.kind in _KINDS else ():
            name = f"{instrument.short}.{column.id}"
            value = recorded.values.get(name)
            if item.id not in column.lenses or value is None or value["status"] == "missing":
                continue
            says = SUPPRESSED if value["status"] == "suppressed" else str(value["says"])
            rows.append([column.label, instrument.respondents, Linked(says, traces.link(plain(says), name))])
    if not rows:
        return []
    title = f"{item.title}: answers and items"
    hidden = any(str(row[2]) == SUPPRESSED for row in rows)
    text = pipe_table(["Question or item", "Who or what", "Share"], rows, caption=title, ref=f"tbl-{ref}-shares")
    said = "The share of people who answered positively, or of records in which it is so or is good or better."
    return [text + notes([*([MEANINGS[SUPPRESSED]] if hidden else []), said])]


def _findings(lens: Any, item: Any, ref: str, recorded: Recorded, traces: Traces) -> list[str]:
    texts = []
    for name in sorted(recorded.tables):
        table = recorded.tables[name]
        ids = [column["id"] for column in table["columns"]]
        if not name.endswith(f".lens_{lens.id}") or "direction" not in ids:
            continue
        own = [row[1:] for row in table["rows"] if row[0] == item.title]
        if own:
            labels = [column["label"] for column in table["columns"][1:]]
            family = name.split(".", 1)[0]
            cells = [[cell_text(cell) for cell in row] for row in own]
            text = pipe_table(labels, cells, caption=f"{item.title}: findings", ref=f"tbl-{ref}-{dashed(family)}")
            texts.append(f"{text}\n{traces.note(name, 'tables')}\n")
    if not texts:
        return []
    # Long, and in the chapters as well: closed on the web page until it is opened.
    opened = '::: {.callout-note collapse="true" appearance="minimal" title="Findings on this"}'
    return [f"{opened}\n" + "\n".join(texts) + ":::\n"]
