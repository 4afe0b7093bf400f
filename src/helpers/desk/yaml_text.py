"""YAML that people write by hand, read with its lines and changed in one place alone."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import LiteralScalarString

from helpers.errors import HelperError

_WIDTH = 110
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A line that needs no care in a block: no space at either end, nothing that cannot be seen.
_BLOCK = re.compile(r"(?:[!-~\u00a1-\u024f](?:[ -~\u00a1-\u024f]*[!-~\u00a1-\u024f])?)?")


def read_yaml(text: str, shown: str) -> dict[str, Any]:
    r"""Return a YAML text as plain data: mappings, lists, text, numbers; dates as text.

    Parameters
    ----------
    text
        The text.
    shown
        The file as a user recognises it, for messages.

    Raises
    ------
    HelperError
        With the line, where it is no valid YAML, uses anchors or tags, or is no mapping of names to values.

    Examples
    --------
    >>> read_yaml("notes:\n- on: 2026-03-31\n  text: Clear.\n", "notes.yaml")
    {'notes': [{'on': '2026-03-31', 'text': 'Clear.'}]}
    >>> read_yaml("a: 1\na: 2\n", "notes.yaml")
    Traceback (most recent call last):
    helpers.errors.HelperError: notes.yaml, line 2: 'a' is given twice. Mend the file first; nothing was recorded.
    """
    try:
        for event in YAML(pure=True).parse(text):
            if getattr(event, "anchor", None):
                raise _refused(shown, event.start_mark.line, "it uses an anchor or alias ('&' or '*')")
            if getattr(event, "tag", None) and str(event.tag) != "!":
                raise _refused(shown, event.start_mark.line, f"it uses a tag ({event.tag})")
        data = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = (error.problem or "it is not valid YAML").split("\n")[0]
        twice = what.startswith("found duplicate key")
        said = f"'{what.split(chr(34))[1]}' is given twice" if twice and chr(34) in what else f"not valid YAML: {what}"
        raise _refused(shown, mark.line if mark else 0, said) from None
    except (YAMLError, ValueError) as error:
        raise _refused(shown, 0, f"not valid YAML: {str(error).splitlines()[0]}") from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise _refused(shown, 0, "it should hold names with values")
    return {str(key): plain(value) for key, value in data.items()}


def plain(value: Any) -> Any:
    """Return YAML data with dates as text, as the build reads them."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return value


def lines_of(text: str, key: str) -> list[int]:
    """Return the line, from 1, of every entry of the list ``key``."""
    nodes = _list_of(text, key)
    return [_dash(text.split("\n"), node)[0] + 1 for node in nodes.value] if nodes else []


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
    nodes = _list_of(text, key)
    if nodes is not None and nodes.value and not nodes.flow_style:
        lines = text.split("\n")
        last = nodes.value[-1]
        column = _dash(lines, last)[1]
        end = _end(last)
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
    nodes = _list_of(text, key)
    assert nodes is not None
    lines = text.split("\n")
    if not nodes.flow_style:
        node = nodes.value[place]
        (start, column), end = _dash(lines, node), _end(node)
        held = _keeper().load("\n".join(line[column:] for line in lines[start:end]) + "\n")
        _merge(held[0], entry)
        changed = "\n".join([*lines[:start], *_written(held, column), *lines[end:]])
        if _same(changed, wanted):
            return changed
    return _whole(text, wanted, key, place, entry)


def _refused(shown: str, line: int, what: str) -> HelperError:
    return HelperError(f"{shown}, line {line + 1}: {what}. Mend the file first; nothing was recorded.")


def _list_of(text: str, key: str) -> SequenceNode | None:
    top = YAML(pure=True).compose(text)
    if not isinstance(top, MappingNode):
        return None
    return next(
        (value for name, value in top.value if name.value == key and isinstance(value, SequenceNode)),
        None,
    )


def _dash(lines: list[str], node: Node) -> tuple[int, int]:
    """Return the line and column, from 0, of the dash before an entry of a list."""
    line = node.start_mark.line
    before = lines[line][: node.start_mark.column]
    while "-" not in before:
        line -= 1
        before = lines[line].split("#")[0]
    return line, before.rindex("-")


def _end(node: Node) -> int:
    """Return the first line, from 0, after everything that an entry holds; comments below it are not its own."""
    return max(
        (mark.line + (1 if mark.column else 0) for mark in (leaf.end_mark for leaf in _leaves(node))),
        default=node.start_mark.line + 1,
    )


def _leaves(node: Node) -> Iterator[Node]:
    if isinstance(node, ScalarNode) or node.flow_style or not node.value:
        yield node
    elif isinstance(node, MappingNode):
        for name, value in node.value:
            yield name
            yield from _leaves(value)
    else:
        for value in node.value:
            yield from _leaves(value)


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
