"""Executed notebooks written so that the same run gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from json.encoder import encode_basestring as _quoted
from typing import Any

_ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,16}\b")
# IPython's name for a cell in a traceback holds the kernel's process number and a hash of the moment.
_CELL_FILE = re.compile(r"[^\s\"'<>]*/ipykernel_\d+/\d+\.py")
_KEPT_CELL_METADATA = ("tags", "slideshow", "jupyter", "editable", "deletable", "raises-exception")
_VALID_ID = re.compile(r"^[a-zA-Z0-9_-]{1,64}$")


def _joined(text: Any) -> str:
    return "".join(text) if isinstance(text, list) else text


class _Scrubber:
    """Replaces paths of this machine and object addresses in output texts."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        # The longest first: a run folder may lie in the project's folder.
        ordered = sorted(paths, key=lambda path: (-len(path), path))
        self._shown = paths
        self._paths = re.compile(rf"({'|'.join(map(re.escape, ordered))})(?![\w-])") if ordered else None

    def __call__(self, text: Any) -> str:
        text = _joined(text)
        # Tables are long, and hardly any has such a thing: to look for plain words first takes a tenth of the time.
        if "/ipykernel_" in text:
            text = _CELL_FILE.sub("cell", text)
        if self._paths is not None and any(path in text for path in self._shown):
            text = self._paths.sub(lambda match: self._shown[match[1]], text)
        return _ADDRESS.sub("at 0x…", text) if "at 0x" in text else text


def _streams_joined(outputs: list[dict]) -> list[dict]:
    """Join neighbouring streams of the same name; standard output before errors, whatever order they arrived in."""
    joined: list[dict] = []
    waiting: dict[str, str] = {}

    def flush() -> None:
        joined.extend(
            {"output_type": "stream", "name": name, "text": waiting[name]}
            for name in ("stdout", "stderr")
            if name in waiting
        )
        waiting.clear()

    for output in outputs:
        if output["output_type"] == "stream":
            waiting[output["name"]] = waiting.get(output["name"], "") + _joined(output["text"])
        else:
            flush()
            joined.append(output)
    flush()
    return joined


def _output(output: dict, scrub: _Scrubber) -> dict:
    kind = output["output_type"]
    if kind == "stream":
        return {**output, "text": scrub(output["text"])}
    if kind == "error":
        return {
            "output_type": "error",
            "ename": output["ename"],
            "evalue": scrub(output["evalue"]),
            "traceback": [scrub(line) for line in output["traceback"]],
        }
    data = {mime: scrub(content) if mime.startswith("text/") else content for mime, content in output["data"].items()}
    kept = {"output_type": kind, "data": data, "metadata": output.get("metadata", {})}
    if kind == "execute_result":
        kept["execution_count"] = output.get("execution_count")
    return kept


def _cell_id(cell: dict, index: int, taken: set[str]) -> str:
    tags = cell.get("metadata", {}).get("tags", [])
    if "injected-parameters" in tags:
        wanted = "injected-parameters"
    elif "papermill-error-cell-tag" in tags:
        wanted = f"failure-{index}"
    else:
        wanted = cell.get("id", "")
    if not _VALID_ID.match(wanted) or wanted in taken:
        wanted = hashlib.sha256(f"{index}\n{_joined(cell['source'])}".encode()).hexdigest()[:12]
    taken.add(wanted)
    return wanted


def canonical_notebook(notebook: Mapping[str, Any], source: Mapping[str, Any], paths: Mapping[str, str]) -> dict:
    """Return an executed notebook without timings, random ids, paths of this machine and papermill's notes.

    Parameters
    ----------
    notebook
        The executed notebook (format 4).
    source
        The notebook it was made from: its cells' ids are kept.
    paths
        What to show in place of each path that may appear in outputs.

    Returns
    -------
    dict
        A notebook of format 4.5; the same for the same code and outputs.
    """
    scrub = _Scrubber(paths)
    # A source without ids gets random ones on reading; they are not kept.
    own_ids = {cell.get("id") for cell in source["cells"]} - {None}
    taken: set[str] = set()
    cells = []
    for index, cell in enumerate(notebook["cells"]):
        cell = {**cell, "id": cell.get("id") if cell.get("id") in own_ids else ""}
        metadata = {name: cell["metadata"][name] for name in _KEPT_CELL_METADATA if cell["metadata"].get(name)}
        kept: dict[str, Any] = {
            "cell_type": cell["cell_type"],
            "id": _cell_id(cell, index, taken),
            "metadata": metadata,
            "source": _joined(cell["source"]),
        }
        if cell["cell_type"] == "code":
            kept["execution_count"] = cell.get("execution_count")
            kept["outputs"] = [_output(output, scrub) for output in _streams_joined(cell.get("outputs", []))]
        elif cell.get("attachments"):
            kept["attachments"] = cell["attachments"]
        cells.append(kept)
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"},
    }
    if "widgets" in notebook["metadata"]:
        metadata["widgets"] = notebook["metadata"]["widgets"]
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def notebook_bytes(notebook: Mapping[str, Any]) -> bytes:
    """Return a notebook's file content, checked against the format.

    Raises
    ------
    nbformat.ValidationError
        When it is not a valid notebook.
    """
    import nbformat  # half a tenth of a second, and only workers write notebooks
    from nbformat.v4.rwbase import split_lines, strip_transient

    node = nbformat.from_dict(dict(notebook))
    nbformat.validate(node)
    return f"{_json(strip_transient(split_lines(node)))}\n".encode()


def _json(value: Any, margin: str = "\n") -> str:
    """Return what nbformat writes, which has Python's encoder go through a notebook value by value."""
    inner = f"{margin} "
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict) and value:
        lines = [f"{_quoted(name)}: {_json(each, inner)}" for name, each in sorted(value.items())]
        return f"{{{inner}{f',{inner}'.join(lines)}{margin}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([_json(each, inner) for each in value])}{margin}]"
    return json.dumps(value, ensure_ascii=False)
