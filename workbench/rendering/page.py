"""One page ready to be rendered: its text, each line with where it came from, and what its metadata says."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from workbench.rendering.shortcodes import meta_value, shortcodes_in

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Line:
    """One line of the text given to Pandoc, and where it came from."""

    text: str
    file: str
    number: int


@dataclass(frozen=True)
class Page:
    """One page ready to be rendered.

    Parameters
    ----------
    source
        The page's file relative to the project.
    metadata
        All its metadata: project, folders and front matter merged.
    lines
        Its text without front matter, includes put in, values as tokens.
    values
        The values it uses, as Markdown, by dotted name.
    inputs
        Every file it depends on, relative to the project, whether it exists or not.
    only
        Quarto's names of the formats it has, where its own front matter names them (``format: html``, or options for
        some formats); else empty.
    """

    source: str
    metadata: dict[str, Any]
    lines: tuple[Line, ...]
    values: dict[str, str]
    inputs: tuple[str, ...]
    only: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The Markdown for Pandoc."""
        return "\n".join(line.text for line in self.lines) + "\n"

    def says(self, key: str) -> str:
        """Return the metadata value ``key`` as plain text; empty when there is none."""
        value = self.metadata.get(key)
        return "" if value is None or isinstance(value, dict | list) else plain_text(self._filled(str(value)))

    def _filled(self, text: str) -> str:
        for code in reversed(shortcodes_in(text)):
            if code.name == "meta" and not code.escaped:
                text = text[: code.start] + meta_value(self.metadata, code.words[1])[0] + text[code.end :]
        return text

    def option(self, format: str, key: str, default: Any = None) -> Any:
        """Return the option ``key`` for one format: what stands under ``format:``, else the page's own.

        Parameters
        ----------
        format
            Quarto's name of the format: html, typst or docx.
        key, default
            The option, and its value when nothing is said.
        """
        formats = self.metadata.get("format")
        own = formats.get(format) if isinstance(formats, dict) else None
        if isinstance(own, dict) and key in own:
            return own[key]
        return self.metadata.get(key, default)


def plain_text(markdown: str) -> str:
    r"""Return metadata as plain text: backslash escapes and character references undone.

    Examples
    --------
    >>> plain_text("it\\'s &#91;1&#93;")
    "it's [1]"
    """
    return html.unescape(_ESCAPE.sub(lambda match: f"&#{ord(match[1])};", markdown))
