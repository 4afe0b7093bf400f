"""Executed notebooks compared through nbdime, in their canonical form: code and outputs, no timings, ids or counts."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from workbench.comparison.causes import Causes
from workbench.comparison.changes import NotebookChange, Reason
from workbench.comparison.sides import NATIONAL, Side
from workbench.errors import UnknownName
from workbench.execution.canonical import canonical_notebook
from workbench.names import did_you_mean

_ROW = re.compile(r"</(?:tr|caption|p|div|h\d|li)>")
_CELL = re.compile(r"</t[hd]>(?=<t[hd])")
_TAG = re.compile(r"<(?:style|script).*?</(?:style|script)>|<svg.*?</svg>|<[^>]+>", re.DOTALL)


def notebook_changes(before: Side, after: Side, causes: Causes) -> tuple[NotebookChange, ...]:
    """Return how the executed notebooks differ: those of one stage that differ alike are said once.

    Parameters
    ----------
    before, after
        The sides.
    causes
        Why.
    """
    groups: dict[tuple[str, str, tuple[Reason, ...]], list[str]] = {}
    known: dict[tuple[str, str], str] = {}
    for run in sorted(set(before.manifest["runs"]) & set(after.manifest["runs"])):
        path = f"notebooks/{run}.ipynb"
        if before.run(run).get("outputs", {}).get(path) == after.run(run).get("outputs", {}).get(path):
            continue
        old, new = _canonical(before.notebook(run)), _canonical(after.notebook(run))
        if old is None or new is None or old == new:
            continue
        summary = _code_summary(old, new, known)
        changed = _outputs_changed(old, new)
        summary += ["what its cells show differs"] if changed else []
        if summary:
            area, _, stage = run.partition("/")
            # Of which area the evidence is stands in the list of areas already.
            reasons = tuple(sorted({_general(one, area) for one in causes.of_run(run)}))
            groups.setdefault((stage, "; ".join(summary), reasons), []).append(area)
    return tuple(
        NotebookChange(stage, tuple(places), summary, reasons)
        for (stage, summary, reasons), places in sorted(groups.items(), key=lambda item: (item[0][0], item[1]))
    )


def _general(reason: Reason, area: str) -> Reason:
    return Reason(reason.kind, reason.detail.removesuffix(f" of {area}"))


def _canonical(notebook: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return a notebook without what is no content: execution counts, metadata, the bytes of drawings."""
    if notebook is None:
        return None
    clean = canonical_notebook(notebook, notebook, {})
    for cell in clean["cells"]:
        cell["metadata"] = {}
        if cell["cell_type"] == "code":
            cell["execution_count"] = None
            cell["outputs"] = [_quiet(output) for output in cell["outputs"]]
    return clean


def _quiet(output: Mapping[str, Any]) -> dict[str, Any]:
    quiet = dict(output)
    if "execution_count" in quiet:
        quiet["execution_count"] = None
    if "data" in quiet:
        quiet["data"] = {mime: _readable(mime, content) for mime, content in quiet["data"].items()}
    return quiet


def _readable(mime: str, content: Any) -> Any:
    """Return what a cell shows as lines: a table row by row, a drawing as its digest."""
    if mime == "text/html":
        rows = _ROW.sub("\n", _CELL.sub(" | ", "".join(content)))
        return "\n".join(" ".join(unescape(_TAG.sub("", row)).split()) for row in rows.split("\n")).strip()
    return content if mime in ("text/plain", "text/markdown") else f"{mime} {_digest(content)}"


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def _without_outputs(notebook: Mapping[str, Any]) -> dict[str, Any]:
    cells = [{**cell, "outputs": []} if cell["cell_type"] == "code" else dict(cell) for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def _code_summary(
    old: Mapping[str, Any], new: Mapping[str, Any], known: dict[tuple[str, str], str]
) -> list[str]:  # fmt: skip
    one, other = _without_outputs(old), _without_outputs(new)
    if one == other:
        return []
    # All areas run the same notebook: nbdime is asked once for each two versions of it.
    pair = (_digest(_shared(one)), _digest(_shared(other)))
    if pair not in known:
        known[pair] = _counted(_shared(one), _shared(other))
    return [known[pair]] if known[pair] else ["its parameters differ"]


def _shared(notebook: Mapping[str, Any]) -> dict[str, Any]:
    return {**notebook, "cells": [cell for cell in notebook["cells"] if cell["id"] != "injected-parameters"]}


def _counted(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    counts: Counter[str] = Counter()
    for entry in _nbdime(old, new):
        if entry.key != "cells":
            continue
        for each in entry.diff:
            if each.op == "addrange":
                counts["added"] += len(each.valuelist)
            elif each.op == "removerange":
                counts["taken out"] += each.length
            else:
                counts["changed"] += 1
    if not counts:
        return ""
    said = [f"{counts[what]} {what}" for what in ("changed", "added", "taken out") if counts[what]]
    return f"cells: {', '.join(said)}"


def _nbdime(old: Mapping[str, Any], new: Mapping[str, Any]) -> Any:
    import nbformat  # both take half a second, which a comparison without notebooks does not need
    from nbdime import diff_notebooks

    return diff_notebooks(nbformat.from_dict(dict(old)), nbformat.from_dict(dict(new)))


def _outputs_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    def shown(notebook: Mapping[str, Any]) -> list[Any]:
        return [cell["outputs"] for cell in notebook["cells"] if cell.get("outputs")]

    return shown(old) != shown(new)


def printed_difference(before: Side, after: Side, run: str, *, held: bool, colour: bool = False) -> str:
    """Return nbdime's account of how an executed notebook differs; empty where it does not.

    Parameters
    ----------
    before, after
        The sides.
    run
        ``area/stage``, such as ``fife/03_surveys``.
    held
        Whether one side holds back a number that the other publishes: then what cells show is left out, for it would
        say the number.
    colour
        Whether to colour it.

    Raises
    ------
    UnknownName
        When neither side has such a notebook.
    """
    runs = sorted({*before.manifest["runs"], *after.manifest["runs"]})
    old, new = before.notebook(run), after.notebook(run)
    if old is None and new is None:
        example = f" Name area and stage, such as {runs[0]}." if runs else ""
        raise UnknownName(f"Neither side has a notebook called '{run}'.{did_you_mean(run, runs) or example}")
    if old is None or new is None:
        return f"Only {after.name if old is None else before.name} has the notebook {run}.\n"
    one, other = _canonical(old), _canonical(new)
    if held:
        one, other = _without_outputs(one or {}), _without_outputs(other or {})
    text = _pretty(one or {}, other or {}, colour)
    if not text and not held:
        return ""
    lines = [f"--- {before.name}: {run}", f"+++ {after.name}: {run}", *text.splitlines()]
    if held:
        lines.append(
            "What the cells show is left out: one of the two holds back a number that the other publishes, and it is "
            "not repeated here."
        )
    return "\n".join(lines) + "\n"


def _pretty(old: Mapping[str, Any], new: Mapping[str, Any], colour: bool) -> str:
    import nbformat
    from nbdime.prettyprint import PrettyPrintConfig, pretty_print_diff

    said = io.StringIO()
    config = PrettyPrintConfig(out=said, use_git=False, use_diff=False, use_color=colour)
    found = _nbdime(old, new)
    if found:
        pretty_print_diff(nbformat.from_dict(dict(old)), found, "", config)
    return said.getvalue()


def places_of(areas: tuple[str, ...], names: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of the areas of notebooks."""
    for area in areas:
        yield names.get(NATIONAL if area == NATIONAL else f"areas/{area}", area)
