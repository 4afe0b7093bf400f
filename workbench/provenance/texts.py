"""Where two texts first differ: line, nearest heading, cell or key, and both wordings."""

from __future__ import annotations

import json
import re
from itertools import zip_longest
from typing import Any

_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_AROUND = 60


def text_difference(suffix: str, one: bytes, other: bytes, names: tuple[str, str]) -> str:
    r"""Return where two texts first differ; empty where one of them is no text.

    Parameters
    ----------
    suffix
        What kind of text it is: in HTML the nearest heading is named, in a notebook the cell, in JSON the key.
    one, other
        The contents.
    names
        What to call the two.

    Examples
    --------
    >>> print(text_difference(".txt", b"a\nread 94\n", b"a\nread 95\n", ("first", "second")))
    line 2
      first:  read 94
      second: read 95
    """
    try:
        mine, yours = one.decode("utf-8"), other.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    if suffix in (".ipynb", ".json"):
        found = _json_difference(suffix, mine, yours)
        if found is not None:
            where, left, right = found
            return _both(where, left, right, names)
    left_lines, right_lines = mine.splitlines(keepends=True), yours.splitlines(keepends=True)
    lines = zip_longest(left_lines, right_lines, fillvalue="(the end)")
    unlike = ((number, *both) for number, both in enumerate(lines, start=1) if both[0] != both[1])
    number, left, right = next(unlike, (0, "", ""))
    if not number:
        return ""
    where = f"line {number}"
    if suffix == ".html":
        before = "".join(left_lines[: number - 1])
        headings = _HEADING.findall(before)
        heading = " ".join(_TAG.sub("", headings[-1]).split()) if headings else ""
        where += f", under “{heading}”" if heading else ", above the first heading"
    return _both(where, left.rstrip("\n"), right.rstrip("\n"), names)


def _both(where: str, left: str, right: str, names: tuple[str, str]) -> str:
    """Return the two wordings, cut to what is around the first difference."""
    at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    start = max(0, at - _AROUND)
    end = at + _AROUND
    shown = ["…" * bool(start) + text[start:end] + "…" * (len(text) > end) for text in (left, right)]
    width = max(map(len, names)) + 1
    return "\n".join([where, *(f"  {name + ':':<{width}} {text}" for name, text in zip(names, shown, strict=True))])


def _json_difference(suffix: str, one: str, other: str) -> tuple[str, str, str] | None:
    """Return the place of the first difference between two JSON texts and both values; None where there is none."""
    try:
        mine, yours = json.loads(one), json.loads(other)
    except ValueError:
        return None
    path: list[str] = []
    while True:
        step = _step(mine, yours)
        if step is None:
            break
        name, mine, yours = step
        path.append(str(name))
    if mine == yours:  # the same values in another layout
        return None
    if suffix == ".ipynb" and path[:1] == ["cells"] and len(path) > 1:
        return f"cell {int(path[1]) + 1}, {' › '.join(path[2:]) or 'the whole cell'}", _said(mine), _said(yours)
    return " › ".join(path) or "the whole", _said(mine), _said(yours)


def _step(mine: Any, yours: Any) -> tuple[str | int, Any, Any] | None:
    """Return the first part in which two values differ, or None where they are no lists or mappings of equal parts."""
    if isinstance(mine, dict) and isinstance(yours, dict):
        for name in sorted({*mine, *yours}):
            if name not in mine or name not in yours:
                return name, mine.get(name, "(not there)"), yours.get(name, "(not there)")
            if mine[name] != yours[name]:
                return name, mine[name], yours[name]
    if isinstance(mine, list) and isinstance(yours, list):
        for index, (left, right) in enumerate(zip(mine, yours, strict=False)):
            if left != right:
                return index, left, right
        if len(mine) != len(yours):
            return "length", len(mine), len(yours)
    return None


def _said(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
