"""Where the entries of a list begin and end in a YAML text."""

from __future__ import annotations

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


def lines_of(text: str, key: str) -> list[int]:
    """Return the line, from 1, of every entry of the list ``key``."""
    nodes = list_of(text, key)
    return [dash_of(text.split("\n"), node)[0] + 1 for node in nodes.value] if nodes else []


def list_of(text: str, key: str) -> SequenceNode | None:
    """Return the list ``key`` of a text, or None where it has none."""
    top = YAML(pure=True).compose(text)
    if not isinstance(top, MappingNode):
        return None
    return next(
        (value for name, value in top.value if name.value == key and isinstance(value, SequenceNode)),
        None,
    )


def dash_of(lines: list[str], node: Node) -> tuple[int, int]:
    """Return the line and column, from 0, of the dash before an entry of a list."""
    line = node.start_mark.line
    before = lines[line][: node.start_mark.column]
    while "-" not in before:
        line -= 1
        before = lines[line].split("#")[0]
    return line, before.rindex("-")


def end_of(node: Node) -> int:
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
