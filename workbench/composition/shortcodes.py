"""The ``meta`` and ``include`` shortcodes of a source file, with the line each stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*(?P<kind>[\w-]+)(?P<rest>[^\n]*?)>\}\}(?!\})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
#: A comment with the space around it: what a report leaves out.
COMMENT = re.compile(r"[ \t]*<!--.*?-->[ \t]*\n?", re.DOTALL)


@dataclass(frozen=True, order=True)
class Shortcode:
    """One shortcode of a source.

    Parameters
    ----------
    line
        Line it stands on, from 1.
    kind
        Its first word: ``meta``, ``include`` …
    argument
        The first word after that, without quotation marks.
    start, end
        Place in the text, in characters.
    """

    line: int
    kind: str
    argument: str
    start: int
    end: int


def masked(text: str) -> str:
    r"""Return ``text`` with comments and code blanked out, every line and place kept.

    Examples
    --------
    >>> masked("a <!-- b -->\n`c` d")
    'a           \n    d'
    """

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group())

    return _CODE.sub(blank, _FENCE.sub(blank, _COMMENT.sub(blank, text)))


def shortcodes(text: str) -> Iterator[Shortcode]:
    r"""Yield every shortcode of ``text`` that Quarto would act on, in order.

    Parameters
    ----------
    text
        Quarto Markdown.

    Examples
    --------
    >>> [(code.line, code.kind, code.argument) for code in shortcodes("One\n{{< meta a.b >}} `{{< meta c >}}`")]
    [(2, 'meta', 'a.b')]
    """
    visible = masked(text)
    for match in _SHORTCODE.finditer(visible):
        words = match["rest"].split()
        argument = words[0].strip("\"'") if words else ""
        yield Shortcode(visible.count("\n", 0, match.start()) + 1, match["kind"], argument, *match.span())
