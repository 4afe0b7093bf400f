"""Quarto's shortcodes as the embedded engine reads them: include, meta and pagebreak."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from workbench.names import did_you_mean

SHORTCODES = {"include": 1, "meta": 1, "pagebreak": 0}
"""The supported shortcodes and how many words each takes."""

# A value is put into the text as a token between two private-use characters and replaced in the parsed document, so
# that no value can ever be taken for Markdown.
TOKEN_OPEN, TOKEN_CLOSE = "\ue000", "\ue001"
PAGEBREAK = f"{TOKEN_OPEN}=pagebreak={TOKEN_CLOSE}"

_SHORTCODE = re.compile(r"\{\{\{<(?P<escaped>.*?)>\}\}\}|\{\{<(?P<body>.*?)>\}\}")


@dataclass(frozen=True)
class Shortcode:
    """One shortcode in a line of text: its words and where it stands."""

    words: tuple[str, ...]
    start: int
    end: int
    escaped: bool = False

    @property
    def name(self) -> str:
        """The shortcode's name."""
        return self.words[0] if self.words else ""


def shortcodes_in(line: str) -> list[Shortcode]:
    """Return the shortcodes in ``line``; ``{{{< … >}}}`` is one that is only shown.

    Examples
    --------
    >>> [code.words for code in shortcodes_in("Read {{< meta records.read >}} of {{< meta 'all' >}}")]
    [('meta', 'records.read'), ('meta', 'all')]
    """
    found = []
    for match in _SHORTCODE.finditer(line):
        escaped = match["escaped"] is not None
        words = tuple(word.strip("\"'") for word in (match["escaped"] if escaped else match["body"]).split())
        found.append(Shortcode(words, match.start(), match.end(), escaped))
    return found


def token(key: str) -> str:
    """Return what stands for the value ``key`` in the text given to Pandoc."""
    return f"{TOKEN_OPEN}{key}{TOKEN_CLOSE}"


def meta_value(metadata: dict[str, Any], key: str) -> tuple[str, str]:
    """Return the text of the metadata value ``key`` (dotted), and what is wrong (empty when all is well).

    Examples
    --------
    >>> meta_value({"records": {"read": 94}}, "records.read")
    ('94', '')
    >>> meta_value({"records": {"read": 94}}, "records.raed")
    ('', "there is no value 'records.raed'. Did you mean records.read?")
    """
    value: Any = metadata
    for part in key.split("."):
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, dict) and part.isdigit() and int(part) in value:
            value = value[int(part)]
        else:
            return "", f"there is no value '{key}'.{did_you_mean(key, dotted_names(metadata))}"
    if isinstance(value, dict):
        names = ", ".join(f"{key}.{name}" for name in list(value)[:6])
        return "", f"'{key}' is a group of values, not one value; name one of them: {names}"
    if isinstance(value, list):
        return "", f"'{key}' is a list, not one value"
    if value is None:
        return "", f"'{key}' has no value"
    if isinstance(value, bool):
        return str(value).lower(), ""
    return " ".join(str(value).split()), ""


def dotted_names(metadata: dict[str, Any], prefix: str = "") -> list[str]:
    """Return the dotted names of every single value in ``metadata``.

    Examples
    --------
    >>> dotted_names({"a": {"b": 1, "c": {"d": 2}}})
    ['a.b', 'a.c.d']
    """
    names: list[str] = []
    for key, value in metadata.items():
        if isinstance(value, dict):
            names += dotted_names(value, f"{prefix}{key}.")
        elif not isinstance(value, list):
            names.append(f"{prefix}{key}")
    return names


def unknown_shortcode(code: Shortcode) -> str:
    """Return what to say of a shortcode that the embedded engine does not know, or not in this place."""
    if code.name in SHORTCODES:
        return f"the shortcode '{code.name}' cannot be used like this here"
    return (
        f"the shortcode '{code.name}' is not supported by the embedded engine"
        f" (it knows {', '.join(sorted(SHORTCODES))}).{did_you_mean(code.name, SHORTCODES)}"
    )
