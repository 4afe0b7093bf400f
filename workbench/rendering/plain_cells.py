"""Plain words in the cells of tables, taken past Pandoc: one character goes through it for all words of a cell.

Most of a report's text stands in tables, and nearly all of it is words that no Markdown touches. Of rows one below the
other that hold nothing else, one row goes through Pandoc, each of its cells a character for all cells of its column.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

# The supplementary planes for private use: no typeface or text has these characters, and each is one to Pandoc.
_WORD, _COLUMN, _ROOM = 0xF0000, 0x100000, 0xFFFE
_WORDS = re.compile(f"[{chr(_WORD)}-{chr(_WORD + _ROOM - 1)}]")
_COLUMNS = re.compile(f"[{chr(_COLUMN)}-{chr(_COLUMN + _ROOM - 1)}]")
_FEWEST = 6
"""Rows of a table of which none is left out: a table with fewer may be turned, its rows made columns."""
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_DASHES = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
# Letters of European languages, and signs that mean nothing to Markdown between them.
_PLAIN = r"(?:[A-Za-zÀ-ÖØ-öø-ž0-9 ,;:()%/+=?£©’“”–—.-]|\\[!-/:-@\[-`{-~]|&#[0-9]{2,4};)+"
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
_CODE = re.compile(r"//| [^A-Za-zÀ-ž0-9£(–\[]|^[^A-Za-zÀ-ž0-9£%–\[]|^[0-9]+\.(?: |$)")
_KNOWN = re.compile(r"[ -~À-ÖØ-öø-ž£©–—’“”]+")
_ESCAPES = {
    "html": str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"}),
    "typst": {
        **{ord(sign): f"\\{sign}" for sign in "[]#<>@$\\'\"`_*~"},
        **str.maketrans({"–": "--", "’": "'", "—": "---"}),
    },
    "docx": str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}),
}
SHORT = 11
"""Letters of a cell that stays on one line in HTML, at most, as in the filter for HTML."""
# Where a row begins and ends in each format.
_ROWS = {"html": ("<tr>", "</tr>\n"), "typst": ("[\n", "],\n"), "docx": ("<w:tr>", "</w:tr>")}


@dataclass(frozen=True)
class Taken:
    r"""A page's Markdown without its plain words, and what was taken.

    Parameters
    ----------
    text
        The Markdown for Pandoc: one character for the words of a cell, one row for several.
    words
        The words, in the order of their characters.
    runs
        For each row that stands for several its columns, and for each column the words in it: places in ``words``.
    lines
        For each line of ``text`` the number, from 1, that it has in the page.

    Examples
    --------
    >>> rows = "".join(f"| Area {letter} | 12&#37; |\n" for letter in "ABCDEF")
    >>> taken = plain_cells("| Area | Share |\n|:--|--:|\n" + rows + "| Area G | **none** |\n")
    >>> taken.words
    ('Area', 'Share', 'Area A', '12%', 'Area B', 'Area C', 'Area D', 'Area E', 'Area F', 'Area G')
    >>> taken.runs
    (((2, 4, 5, 6, 7, 8), (3, 3, 3, 3, 3, 3)),)
    >>> taken.lines
    (1, 2, 3, 9, 10)
    """

    text: str
    words: tuple[str, ...]
    runs: tuple[tuple[tuple[int, ...], ...], ...]
    lines: tuple[int, ...]

    @property
    def columns(self) -> list[tuple[int, ...]]:
        """The columns of all runs, in the order of their characters."""
        return [column for run in self.runs for column in run]

    def put_back(self, content: str, format: str) -> str:
        """Return what Pandoc made of the page, with the words put back as Pandoc would have written them.

        Parameters
        ----------
        content
            HTML, Typst or the XML of a Word document.
        format
            Quarto's name of the format: html, typst or docx.
        """
        if not self.words:
            return content
        escaped = [word.translate(_ESCAPES[format]) for word in self.words]
        starts = dict(zip(accumulate(map(len, self.runs), initial=_COLUMN), self.runs, strict=False))
        opening, closing = _ROWS[format]
        parts, place = [], 0
        for found in _COLUMNS.finditer(content):
            if run := starts.get(first := ord(found[0])):
                last = content.index(chr(first + len(run) - 1), found.start())
                begin, end = content.rindex(opening, place, found.start()), content.index(closing, last) + len(closing)
                pieces = _COLUMNS.split(content[begin:end])
                parts += [content[place:begin], *self._rows(run, pieces, escaped, format == "html")]
                place = end
        content = "".join(parts) + content[place:]
        return _WORDS.sub(lambda character: escaped[ord(character[0]) - _WORD], content)

    def _rows(
        self, run: tuple[tuple[int, ...], ...], pieces: list[str], escaped: list[str], html: bool
    ) -> Iterator[str]:
        """Yield the rows of a run, each of pieces around its words; in HTML short cells are marked."""
        *before, after = pieces
        short = (
            [piece[: piece.rindex("<t") + 3] + ' class="short"' + piece[piece.rindex("<t") + 3 :] for piece in before]
            if html
            else before
        )
        for row in zip(*run, strict=True):
            for index, word in enumerate(row):
                yield (short if len(self.words[word]) <= SHORT else before)[index]
                yield escaped[word]
            yield after


class _Taking:
    """What is taken from one page."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.runs: list[tuple[tuple[int, ...], ...]] = []
        self.columns = 0

    def cell(self, match: re.Match[str]) -> tuple[str, int | None]:
        """Return what Pandoc is given for a cell, and the place of its words where there is nothing else in it."""
        written = match["words"] or match["linked"]
        plain = html.unescape(re.sub(r"\\(.)", lambda sign: f"&#{ord(sign[1])};", written.rstrip()))
        if len(self.words) >= _ROOM or _MARKED.search(written) or _CODE.search(plain) or not _KNOWN.fullmatch(plain):
            return match[0], None
        place = self.words.setdefault(plain, len(self.words))
        if match["linked"]:
            return f" [{chr(_WORD + place)}]{match['target']} ", None
        return f" {chr(_WORD + place)} ", place

    def row(self, line: str) -> tuple[str, tuple[int, ...]]:
        """Return a row for Pandoc, and the places of its words; none where it holds anything else."""
        made, places, place = ["|"], [], 1
        while place < len(line):
            if match := _CELL.match(line, place):
                text, words = self.cell(match)
            elif match := _HARMLESS.match(line, place):
                text, words = match[0], None
            else:
                break
            made += [text, "|"]
            places.append(words)
            place = match.end() + 1
        whole = place == len(line) and None not in places
        return "".join(made) + line[place:], tuple(places) if whole else ()

    def table(self, lines: list[str]) -> Iterator[tuple[int, str]]:
        """Yield the rows of a table for Pandoc, each with its place in the table."""
        yield 0, self.row(lines[0])[0]
        # Nobody asks afterwards how many dashes there are, either.
        yield 1, re.sub("-+", "-", lines[1])
        rows = [self.row(line) for line in lines[2:]]
        width = lines[1].count("|") - 1
        index = 0
        while index < len(rows):
            more = index
            while len(rows) >= _FEWEST and more < len(rows) and len(rows[more][1]) == width:
                more += 1
            if more - index > 1 and self.columns + width <= _ROOM:
                yield index + 2, "".join(f"| {chr(_COLUMN + self.columns + each)} " for each in range(width)) + "|"
                self.runs.append(tuple(zip(*(words for _, words in rows[index:more]), strict=True)))
                self.columns += width
                index = more
            else:
                yield index + 2, rows[index][0]
                index += 1


def plain_cells(text: str) -> Taken:
    """Take the plain words of tables out of a page's Markdown; what is not plain stays, and blocks of code.

    Parameters
    ----------
    text
        The page.
    """
    lines = text.split("\n")
    taking, made = _Taking(), []
    fence, index = "", 0
    used = _WORDS.search(text) or _COLUMNS.search(text)
    while index < len(lines):
        line = lines[index]
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        before = lines[index - 1].strip() if index else ""
        begins = not fence and not used and line.startswith("|") and (not before or before.startswith(":::"))
        if begins and index + 1 < len(lines) and _DASHES.fullmatch(lines[index + 1]):
            end = next((end for end in range(index, len(lines)) if not lines[end].startswith("|")), len(lines))
            made += [(index + place, row) for place, row in taking.table(lines[index:end])]
            index = end
        else:
            made.append((index, line))
            index += 1
    return Taken(
        "\n".join(line for _, line in made),
        tuple(taking.words),
        tuple(taking.runs),
        tuple(place + 1 for place, _ in made),
    )
