"""Plain words in the cells of tables, taken past Pandoc: one character goes through it for all words of a cell.

Most of a report's text stands in tables, and nearly all of it is words that no Markdown touches. Reading such a table
takes Pandoc four times as long as reading the same table with one letter to a cell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

# A supplementary private-use plane: no typeface or text has these, and each is one character to Pandoc.
_FIRST, _LAST = 0xF0000, 0xFFFFD
_TAKEN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_DASHES = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
# Letters of European languages, and signs that mean nothing to Markdown between them.
_PLAIN = r"(?:[A-Za-zÀ-ÖØ-öø-ž0-9 ,;:()%/+=?£’“”–—.-]|\\[!-/:-@\[-`{-~]|&#[0-9]{2,4};)+"
_CELL = re.compile(
    rf" +(?:(?P<words>{_PLAIN})|\[(?P<linked>{_PLAIN})\](?P<target>\([\w./#-]+\)\{{[\w .=\"-]+\}}) *)(?=\|)"
)
# What begins nothing that could go on behind the next bar.
_HARMLESS = re.compile(r"[^|`$<\[\]*_^~@{\"'!\\]*(?=\|)")
# Pandoc's own list (pandoc --print-default-data-file abbreviations): a space after these is one that does not break.
_ABBREVIATIONS = """
    aet aetat al Apr Aug bk Bros c Capt cf ch chap chs Co col Corp cp d Dec Dr e.g ed eds esp f fasc Feb ff fig fl fol
    fols Fr Gen Gov Hon i.e ill Inc incl Jan Jr Jul Jun Ltd M.A M.D Mar Mr Mrs Ms n n.b nn No Nov Oct p Ph.D pp Pres
    Prof pt q.v Rep Rev s.v s.vv saec sec Sen Sep Sept Sgt Sr St univ viz vol vs
"""
# Dots and dashes of which Markdown makes one sign, abbreviations, addresses, spaces that it leaves out.
_MARKED = re.compile(
    r"\.\.|--|:/|  |(?<![A-Za-zÀ-ž0-9.])(?:" + "|".join(map(re.escape, _ABBREVIATIONS.split())) + r")\. "
)
# What Typst could read as something of its own: a comment, or a sign or number at the beginning of a line.
_CODE = re.compile(r"//| [^A-Za-zÀ-ž0-9£(]|^[^A-Za-zÀ-ž0-9£]|^[0-9]+\.")
_KNOWN = re.compile(r"[ -~À-ÖØ-öø-ž£–—’“”]+")
_ESCAPES = {
    "html": str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"}),
    "typst": {
        **{ord(sign): f"\\{sign}" for sign in "[]#<>@$\\'\"`_*~"},
        **str.maketrans({"–": "--", "’": "'", "—": "---"}),
    },
    "docx": str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}),
}


def taken(text: str) -> tuple[str, tuple[str, ...]]:
    r"""Return a page's Markdown with one character for the plain words of each cell, and the words, in order.

    What is not plain stays as it is, and so does what stands in a block of code.

    Parameters
    ----------
    text
        The page.

    Examples
    --------
    >>> text, words = taken("| Area | Share |\n|:--|--:|\n| Fife | 12&#37; |\n| Moray | **none** |\n")
    >>> words
    ('Area', 'Share', 'Fife', '12%', 'Moray')
    >>> put_back(text, words, "html").splitlines()[2:]
    ['| Fife | 12% |', '| Moray | **none** |']
    """
    lines = text.split("\n")
    if _TAKEN.search(text):
        return text, ()
    words: dict[str, str] = {}

    def cell(match: re.Match[str]) -> str:
        written = match["words"] or match["linked"]
        plain = html.unescape(re.sub(r"\\(.)", lambda sign: f"&#{ord(sign[1])};", written.rstrip()))
        if (
            len(words) > _LAST - _FIRST
            or len(plain) < 3
            or _MARKED.search(written)
            or _CODE.search(plain)
            or not _KNOWN.fullmatch(plain)
        ):
            return match[0]
        character = words.setdefault(plain, chr(_FIRST + len(words)))
        return f" [{character}]{match['target']} " if match["linked"] else f" {character} "

    fence, index = "", 0
    while index < len(lines):
        line = lines[index]
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        before = lines[index - 1].strip() if index else ""
        begins = not fence and line.startswith("|") and (not before or before.startswith(":::"))
        if begins and index + 1 < len(lines) and _DASHES.fullmatch(lines[index + 1]):
            lines[index] = _row(line, cell)
            # Nobody asks afterwards how many dashes there are, either.
            lines[index + 1] = re.sub("-+", "-", lines[index + 1])
            index += 2
            while index < len(lines) and lines[index].startswith("|"):
                lines[index] = _row(lines[index], cell)
                index += 1
        else:
            index += 1
    return "\n".join(lines), tuple(words)


def put_back(content: str, words: tuple[str, ...], format: str) -> str:
    """Return what Pandoc made of a page with the plain words put back as Pandoc would have written them.

    Parameters
    ----------
    content
        HTML, Typst or the XML of a Word document.
    words
        What `taken` returned.
    format
        Quarto's name of the format: html, typst or docx.
    """
    escaped = [text.translate(_ESCAPES[format]) for text in words]
    return _TAKEN.sub(lambda character: escaped[ord(character[0]) - _FIRST], content) if escaped else content


def _row(line: str, cell: Callable[[re.Match[str]], str]) -> str:
    made, place = ["|"], 1
    while place < len(line):
        match = _CELL.match(line, place)
        harmless = None if match else _HARMLESS.match(line, place)
        if not match and not harmless:
            break
        found = match or harmless
        made += [cell(match) if match else found[0], "|"]
        place = found.end() + 1
    return "".join(made) + line[place:]
