"""YAML that people write by hand, changed in one place alone; every other line stays as it is."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from helpers.desk.yaml_places import dash_of, end_of, list_of
from helpers.desk.yaml_reading import plain, read_yaml
from helpers.errors import HelperError

_WIDTH = 110
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A line that needs no care in a block: no space at either end, nothing that cannot be seen.
_BLOCK = re.compile(r"(?:[!-~\u00a1-\u024f](?:[ -~\u00a1-\u024f]*[!-~\u00a1-\u024f])?)?")


def with_entry(text: str, key: str, entry: Mapping[str, Any]) -> str:
    r"""Return the text with one more entry at the end of the list ``key``; every other character stays.

    Examples
    --------
    >>> print(with_entry("# Ours\nnotes:\n- text: One.  # kept\n", "notes", {"text": "Two."}), end="")
    # Ours
    notes:
    - text: One.  # kept
    - text: Two.
    """
    wanted = read_yaml(text, "")
    wanted[key] = [*(wanted.get(key) or []), plain(entry)]
    nodes = list_of(text, key)
    if nodes is not None and nodes.value and not nodes.flow_style:
        lines = text.split("\n")
        last = nodes.value[-1]
        column = dash_of(lines, last)[1]
        end = end_of(last)
        changed = "\n".join([*lines[:end], *_written([_typed(entry)], column), *lines[end:]])
        if _same(changed, wanted):
            return changed
    return _whole(text, wanted, key, len(wanted[key]) - 1, entry)


def with_changed(text: str, key: str, place: int, entry: Mapping[str, Any]) -> str:
    """Return the text with one entry of the list ``key`` changed; every other line stays, and its own comments do.

    Parameters
    ----------
    text, key
        The text and the name of its list.
    place
        Which entry, from 0.
    entry
        What it should hold.
    """
    wanted = read_yaml(text, "")
    wanted[key][place] = plain(entry)
    nodes = list_of(text, key)
    assert nodes is not None
    lines = text.split("\n")
    if not nodes.flow_style:
        node = nodes.value[place]
        (start, column), end = dash_of(lines, node), end_of(node)
        held = _keeper().load("\n".join(line[column:] for line in lines[start:end]) + "\n")
        _merge(held[0], entry)
        changed = "\n".join([*lines[:start], *_written(held, column), *lines[end:]])
        if _same(changed, wanted):
            return changed
    return _whole(text, wanted, key, place, entry)


def _keeper() -> YAML:
    keeper = YAML()
    keeper.preserve_quotes = True
    keeper.width = _WIDTH
    return keeper


def _dumped(data: Any) -> str:
    stream = io.StringIO()
    _keeper().dump(data, stream)
    return stream.getvalue()


def _written(entries: Any, column: int) -> list[str]:
    text = _dumped(entries).rstrip("\n")
    return [" " * column + line if line else line for line in text.split("\n")]


def _merge(held: Any, entry: Mapping[str, Any]) -> None:
    """Give an entry its new values in place, so that comments beside the others stay."""
    for name in [name for name in held if name not in entry]:
        del held[name]
    for name, value in entry.items():
        if name not in held:
            held[name] = _typed(value)
        elif isinstance(held[name], list) and isinstance(value, list | tuple):
            _merge_list(held[name], value)
        elif plain(held[name]) != plain(value):
            held[name] = _typed(value)


def _merge_list(held: list[Any], values: Sequence[Any]) -> None:
    del held[len(values) :]
    for place, value in enumerate(values):
        if place == len(held):
            held.append(_typed(value))
        elif isinstance(held[place], dict) and isinstance(value, Mapping):
            _merge(held[place], value)
        elif plain(held[place]) != plain(value):
            held[place] = _typed(value)


def _typed(value: Any) -> Any:
    """Return a value so that it is written as people write it: dates bare, longer texts as a block of lines."""
    if isinstance(value, Mapping):
        return {name: _typed(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_typed(one) for one in value]
    if not isinstance(value, str):
        return value
    if _DAY.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return value
    block = "\n" in value and value == value.strip() and all(_BLOCK.fullmatch(line) for line in value.split("\n"))
    return LiteralScalarString(value) if block else value


def _whole(text: str, wanted: dict[str, Any], key: str, place: int, entry: Mapping[str, Any]) -> str:
    """Return the text written anew by the library, which keeps comments and order but may lay lines out otherwise."""
    data = _keeper().load(text) if text.strip() else None
    if data is None:
        comments = "\n".join(line for line in text.split("\n") if line.strip())
        changed = (comments + "\n" if comments else "") + _dumped({key: [_typed(entry)]})
    else:
        if not data.get(key):
            data[key] = []
        if place < len(data[key]):
            _merge(data[key][place], entry)
        else:
            data[key].append(_typed(entry))
        if data[key] and hasattr(data[key], "fa"):
            data[key].fa.set_block_style()
        changed = _dumped(data)
    if not _same(changed, wanted):
        raise HelperError("The file is laid out in a way that cannot be added to safely. Nothing was recorded.")
    return changed


def _same(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return read_yaml(text, "") == wanted
    except HelperError:
        return False
