"""YAML read the way Quarto reads it: version 1.2 words, dates left as text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from workbench.errors import Fault

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):
    """A safe loader in which ``no``, ``on`` and dates are plain text, as they are for Quarto and Pandoc."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
):
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), list(_first) + ([""] if "null" in _tag else []))
# YAML 1.1 would read 0123 as octal; in YAML 1.2 it is a decimal number.
_Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node), 10))


def parse_yaml(text: str, file: str, first_line: int = 1) -> tuple[dict[str, Any], list[Fault]]:
    r"""Return the mapping that ``text`` holds, and what is wrong with it.

    Parameters
    ----------
    text
        YAML of one mapping; empty text is an empty mapping.
    file, first_line
        Where the text stands, for the faults.

    Examples
    --------
    >>> parse_yaml("date: 2026-03-31\nanswer: no\ncount: 3", "a.yml")
    ({'date': '2026-03-31', 'answer': 'no', 'count': 3}, [])
    >>> parse_yaml("a: [", "a.yml")[1][0].file
    'a.yml'
    """
    try:
        value = yaml.load(text, Loader=_Loader)  # the loader is a safe one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        return {}, [Fault(file, line=line, message=f"not readable as YAML: {getattr(error, 'problem', error)}")]
    if value is None:
        return {}, []
    if not isinstance(value, dict):
        return {}, [Fault(file, line=first_line, message="should be a list of 'name: value' lines")]
    return value, []


def read_yaml(path: Path, file: str) -> tuple[dict[str, Any], list[Fault]]:
    """Return the mapping in the YAML file at ``path``, and what is wrong with it."""
    return parse_yaml(path.read_text(encoding="utf-8"), file)


def key_line(text: str, keys: tuple[str, ...], first_line: int = 1) -> int:
    r"""Return the line on which the nested key ``keys`` stands, or ``first_line`` when it cannot be told.

    Examples
    --------
    >>> key_line("format:\n  html:\n    filters: []", ("format", "html", "filters"))
    3
    """
    node = yaml.compose(text, Loader=_Loader)
    line = first_line
    for key in keys:
        if not isinstance(node, yaml.MappingNode):
            break
        for name, value in node.value:
            if getattr(name, "value", None) == key:
                line, node = first_line + name.start_mark.line, value
                break
        else:
            break
    return line


def merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return two mappings merged as Quarto merges metadata: groups deeply, lists joined, else ``above`` wins.

    Examples
    --------
    >>> merged({"a": {"x": 1, "y": 2}, "l": [1]}, {"a": {"y": 3}, "l": [1, 2]})
    {'a': {'x': 1, 'y': 3}, 'l': [1, 2]}
    """
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            result[key] = merged(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            result[key] = old + [item for item in value if item not in old]
        else:
            result[key] = value
    return result
