"""Plain text written so that Pandoc and Quarto read back exactly that text and never markup."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from workbench.freetext.plain import without_hidden

# Characters that can start or end markup anywhere. Brackets and the like become character references rather than
# backslash escapes: ``\(`` and ``\[`` are mathematics in some Markdown readers, and ``{{<`` must not look like a
# shortcode to a program that reads the text before Pandoc does.
_REFERENCES = {char: f"&#{ord(char)};" for char in "[]{}<>|\\$`&"}
_BACKSLASHED = frozenset("*_~^#!\"'@")
_ESCAPES = _REFERENCES | {char: "\\" + char for char in _BACKSLASHED}
_ALWAYS = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
# ``--`` and ``...`` become other characters in Pandoc's smart typography; ``https:`` may become a link.
_RUNS = re.compile(r"-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\.|:(?=\S)")
# Pandoc ties these abbreviations to the next word with a fixed space; a character reference keeps an ordinary one.
_ABBREVIATIONS = [
    "aet", "aetat", "al", "Apr", "Aug", "bk", "Bros", "c", "Capt", "cf", "ch", "chap", "chs", "Co", "col", "Corp",
    "cp", "d", "Dec", "Dr", "e.g", "ed", "eds", "esp", "f", "fasc", "Feb", "ff", "fig", "fl", "fol", "fols", "Fr",
    "Gen", "Gov", "Hon", "i.e", "ill", "Inc", "incl", "Jan", "Jr", "Jul", "Jun", "Ltd", "M.A", "M.D", "Mar", "Mr",
    "Mrs", "Ms", "n", "n.b", "nn", "No", "Nov", "Oct", "p", "Ph.D", "pp", "Pres", "Prof", "pt", "q.v", "Rep", "Rev",
    "s.v", "s.vv", "saec", "sec", "Sen", "Sep", "Sept", "Sgt", "Sr", "St", "univ", "viz", "vol", "vs",
]  # fmt: skip
_ABBREVIATION = re.compile("(" + "|".join(map(re.escape, sorted(_ABBREVIATIONS, reverse=True))) + r")\.(?= )")
_FIRST_WORD = re.compile(r"[^\w\s&;#\\]")


@lru_cache(maxsize=50_000)  # 32 areas have most of their words in common
def one_line(text: str) -> str:
    r"""Return ``text`` on one line: white space collapsed, and nothing in it that is not seen.

    What is left out is told in `workbench.freetext.plain.without_hidden`.

    Examples
    --------
    >>> one_line("two\n  lines\x00"), one_line("good\u202e and\u200b well")
    ('two lines', 'good and well')
    """
    spaced = " ".join(text.split())
    # Nearly always nothing can be hidden: marks above letters begin behind the Latin ones.
    if spaced.isprintable() and (not spaced or max(spaced) < "\u0300"):
        return spaced
    return without_hidden(spaced)


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


@lru_cache(maxsize=50_000)
def _plain(line: str) -> str:
    first, space, rest = line.partition(" ")
    # A list marker, heading rule, fence or the like is only special in the first word.
    marked = "".join(
        _ESCAPES.get(char) or (f"&#{ord(char)};" if _FIRST_WORD.match(char) and _opens_block(char, first) else char)
        for char in first
    )
    body = _RUNS.sub(_reference, _escaped_rest(rest)) if rest else ""
    return _RUNS.sub(_reference, marked) + space + _ABBREVIATION.sub(r"\1&#46;", body)


def plain(text: object) -> str:
    r"""Return Markdown that reads as exactly ``text`` in a paragraph, heading, table cell or metadata value.

    Parameters
    ----------
    text
        Anything; ``str`` is taken of it. Line breaks become spaces.

    Returns
    -------
    str
        One line without any construct of Markdown, HTML, TeX, Typst or Quarto shortcodes in it.

    Examples
    --------
    >>> plain("most (82%, 77 of 94)")
    'most (82%, 77 of 94)'
    >>> plain("{{< meta x >}} | *bold*")
    '&#123;&#123;&#60; meta x &#62;&#125;&#125; &#124; \\*bold\\*'
    """
    return _plain(one_line(str(text)))


def _opens_block(char: str, word: str) -> bool:
    return word[0] == char or (char in ").:" and word.rstrip(").:") != word and char in word[len(word.rstrip(").:")) :])


def _escaped_rest(text: str) -> str:
    return _ALWAYS.sub(lambda match: _ESCAPES[match.group()], text)


def attribute(text: object) -> str:
    """Return ``text`` as a quoted attribute value, such as alt text, that reads back as that text.

    Parameters
    ----------
    text
        Anything; ``str`` is taken of it.

    Examples
    --------
    >>> attribute('The "best" & {{< x >}}')
    '"The &quot;best&quot; &amp; &#123; &#123;&lt; x &gt;&#125; &#125;"'
    """
    line = one_line(str(text))
    # Quarto looks for shortcodes in attribute values after Pandoc has decoded them: keep the braces apart.
    line = line.replace("{{", "{ {").replace("{{", "{ {").replace("}}", "} }").replace("}}", "} }")
    for char, reference in (
        ("&", "&amp;"), ('"', "&quot;"), ("<", "&lt;"), (">", "&gt;"),
        ("{", "&#123;"), ("}", "&#125;"), ("\\", "&#92;"), ("`", "&#96;"), ("|", "&#124;"),
    ):  # fmt: skip
        line = line.replace(char, reference)
    return f'"{line}"'


def hypertext(text: object) -> str:
    """Return HTML that reads as exactly ``text``, in an element or in a quoted attribute.

    It can stand in a block of raw HTML in Markdown: what could end the block is written as a reference.

    Parameters
    ----------
    text
        Anything; ``str`` is taken of it. Line breaks become spaces.

    Examples
    --------
    >>> hypertext("<b> & {{< meta x >}} ```")
    '&lt;b&gt; &amp; {{&lt; meta x &gt;}} &#96;&#96;&#96;'
    """
    return html.escape(one_line(str(text))).replace("`", "&#96;")


def dashed(name: str) -> str:
    """Return a recorded name as part of a file name or cross-reference.

    Examples
    --------
    >>> dashed("evaluation.qi_2_1.grade")
    'evaluation-qi-2-1-grade'
    """
    return name.replace(".", "-").replace("_", "-")
