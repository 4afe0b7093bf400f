"""A page's metadata: what authors write as ``{{< meta records.chronology.says >}}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from workbench.composition.text import plain
from workbench.days import day

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

#: The parts of a recorded value that authors can write; the others serve the workbench.
PARTS = (
    "text", "says", "label", "reason", "status", "word", "count", "base", "percent", "low", "high", "grade", "of",
)  # fmt: skip

Tree = dict[str, Any]


def value_tree(values: Mapping[str, Mapping[str, Any]]) -> Tree:
    """Return recorded values as a tree: ``records.chronology`` becomes ``{"records": {"chronology": {…}}}``.

    Parameters
    ----------
    values
        Values by dotted name. A suppressed value carries no numbers, so no part for them appears. A date is written as
        people write it.

    Examples
    --------
    >>> value_tree({"records.read": {"text": "94", "says": "94 records", "kind": "count"}})
    {'records': {'read': {'text': '94', 'says': '94 records'}}}
    """
    tree: Tree = {}
    for name in sorted(values):
        value = values[name]
        branch = tree
        for part in name.split("."):
            branch = branch.setdefault(part, {})
        for part in PARTS:
            if value.get(part) not in (None, ""):
                branch[part] = day(str(value[part])) if _DATE.fullmatch(str(value[part])) else str(value[part])
    return tree


def merged(*trees: Mapping[str, Any]) -> Tree:
    """Return the trees laid over one another, the later ones on top.

    Examples
    --------
    >>> merged({"a": {"b": "1"}}, {"a": {"c": "2"}})
    {'a': {'b': '1', 'c': '2'}}
    """
    result: Tree = {}
    for tree in trees:
        for key, value in tree.items():
            old = result.get(key)
            result[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, Mapping) else value
    return result


def leaves(tree: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """Yield the dotted name of every text in ``tree``.

    Examples
    --------
    >>> list(leaves({"a": {"b": "1", "c": "2"}, "d": "3"}))
    ['a.b', 'a.c', 'd']
    """
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from leaves(value, f"{before}{key}.")
        else:
            yield before + key


def lookup(tree: Mapping[str, Any], name: str) -> str | None:
    """Return the text called ``name``, or None when there is none (or it is a branch).

    Examples
    --------
    >>> lookup({"a": {"b": "1"}}, "a.b"), lookup({"a": {"b": "1"}}, "a")
    ('1', None)
    """
    found: Any = tree
    for part in name.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return None
        found = found[part]
    return None if isinstance(found, Mapping) else str(found)


def yaml_text(
    tree: Mapping[str, Any], depth: int = 0, written: Callable[[str, str], str] | None = None, before: str = ""
) -> str:
    r"""Return ``tree`` as YAML whose every text reads as that text in Quarto.

    Quarto and Pandoc read metadata as Markdown, so every text is escaped; it is quoted so that ``no`` stays ``no``.

    Parameters
    ----------
    tree
        Texts in nested mappings with plain keys.
    depth
        Levels to indent by.
    written
        Returns the YAML of a text, given its dotted name and the text; by default its plain words, quoted.
    before
        What stands before the names, with a dot at its end.

    Examples
    --------
    >>> print(yaml_text({"a": {"b": "it's *so*"}}), end="")
    a:
      b: 'it\''s \*so\*'
    """
    lines = []
    for key, value in tree.items():
        if isinstance(value, Mapping):
            below = yaml_text(value, depth + 1, written, f"{before}{key}.")
            lines.append(f"{'  ' * depth}{key}:\n{below}" if value else "")
        else:
            text = written(f"{before}{key}", value) if written else quoted(plain(value))
            lines.append(f"{'  ' * depth}{key}: {text}\n")
    return "".join(lines)


def quoted(text: str) -> str:
    """Return ``text`` as a single-quoted YAML scalar.

    Examples
    --------
    >>> quoted("don't")
    "'don''t'"
    """
    return "'" + text.replace("'", "''") + "'"
