"""What a page says as plain words: values put in, markup taken out."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from workbench.composition.assembled import INDEX, Assembled
from workbench.composition.metadata import lookup
from workbench.composition.shortcodes import masked, shortcodes

_TARGET = re.compile(r"\]\([^)\s]*\)")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_FENCE = re.compile(r"^\s*:{3,}.*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(\{[^{}\n]*\})?")
_TABLE = re.compile(r"^\s*(\|.*|: .*)$", re.MULTILINE)
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+\.)\s+", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def without_markup(text: str) -> str:
    r"""Return Markdown with everything blanked that is no text: shortcodes, attributes, link targets; places kept.

    Examples
    --------
    >>> without_markup("## One {#sec-1}\n[a](b2.qmd) {{< meta x.y2 >}} 3")
    '## One         \n[a]                         3'
    """

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group())

    visible = masked(text)
    for code in reversed(shortcodes(text)):
        visible = visible[: code.start] + " " * (code.end - code.start) + visible[code.end :]
    visible = _TARGET.sub(lambda match: "]" + " " * (len(match.group()) - 1), visible)
    return _FENCE.sub(blank, _ATTRIBUTES.sub(blank, visible))


def put_in(text: str, metadata: Mapping[str, Any]) -> str:
    """Return ``text`` with every ``meta`` shortcode replaced by its value, as plain text."""
    for code in reversed(shortcodes(text)):
        if code.kind == "meta":
            text = text[: code.start] + (lookup(metadata, code.argument) or "") + text[code.end :]
    return text


def words_of(page: Assembled, metadata: Mapping[str, Any], name: str = INDEX) -> str:
    """Return the running text of a page as a reader would read it aloud: one paragraph or list item a line.

    Headings, tables and pictures are left out, for they are no sentences.

    Parameters
    ----------
    page
        The page, with its includes.
    metadata
        Its values.
    name
        The file to begin with.
    """
    text = page.files.get(name, "")
    for code in reversed(shortcodes(text)):
        if code.kind == "include":
            # The included file may hold markup of its own: it is read by itself.
            inside = "\n\n" + words_of(page, metadata, code.argument) + "\n\n"
            text = text[: code.start] + inside + text[code.end :]
    text = put_in(text, metadata)
    for pattern in (_PICTURE, _FENCE, _TABLE, _HEADING, _ATTRIBUTES, _TARGET):
        text = pattern.sub(" ", text)
    text = _ESCAPE.sub(r"\1", html.unescape(_BULLET.sub("\n\n", text)))
    lines = (" ".join(re.sub(r"[*_\[\]]", "", part).split()) for part in re.split(r"\n\s*\n", text))
    return "\n".join(line for line in lines if line)
