"""The ``meta`` and ``include`` shortcodes of a source file, with the line each stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*(?P<kind>[\w-]+)(?P<rest>[^\n]*?)>\}\}(?!\})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^(?P=fence)[`~]*[ \t]*$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
#: A comment with the space around it: what a report leaves out.
COMMENT = re.compile(r"[ \t]*<!--.*?-->[ \t]*\n?", re.DOTALL)


def left_of_comment(text: str, comment: re.Match[str]) -> str:
    """Return what stays of a comment and the space around it: nothing that joins words or parts a paragraph."""
    whole, start, end = comment.group(), comment.start(), comment.end()
    begins = start == 0 or text[start - 1] == "\n"
    if begins and (whole.endswith("\n") or end == len(text)):
        # Between blank lines its own lines stay, empty, so that the lines below keep their numbers.
        apart = (start == 0 or text.startswith("\n\n", start - 2)) and (end == len(text) or text[end] == "\n")
        return "\n" * whole.count("\n") if apart else ""
    if whole.endswith("\n"):
        return "\n"
    return " " if not begins and (whole[0] in " \t" or whole[-1] in " \t") else ""


def without_comments(text: str) -> str:
    r"""Return a text as a report has it.

    Examples
    --------
    >>> without_comments("<!-- note -->\n\nOne <!-- and --> two <!-- three -->\nfour.")
    '\n\nOne two\nfour.'
    """
    return COMMENT.sub(lambda match: left_of_comment(text, match), text)


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


@lru_cache(maxsize=4096)  # the areas' pages are made of the same sources
def shortcodes(text: str) -> tuple[Shortcode, ...]:
    r"""Return every shortcode of ``text`` that Quarto would act on, in order.

    Parameters
    ----------
    text
        Quarto Markdown.

    Examples
    --------
    >>> [(code.line, code.kind, code.argument) for code in shortcodes("One\n{{< meta a.b >}} `{{< meta c >}}`")]
    [(2, 'meta', 'a.b')]
    """
    if "{{<" not in text:
        return ()
    visible = masked(text)
    found = []
    for match in _SHORTCODE.finditer(visible):
        words = match["rest"].split()
        argument = words[0].strip("\"'") if words else ""
        line = visible.count("\n", 0, match.start()) + 1
        found.append(Shortcode(line, match["kind"], argument, *match.span()))
    return tuple(found)
