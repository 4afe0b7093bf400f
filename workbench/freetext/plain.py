"""Text from outside made harmless where it is written: spreadsheet cells, YAML, and anywhere for hidden characters."""

from __future__ import annotations

import json
import re
import unicodedata

#: A spreadsheet program takes a cell for a formula when it begins so, also after spaces and with wide forms.
_FORMULA = re.compile(r"^[\s\u00a0\u200b\ufeff'\"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20\u2212]|^[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
#: The most characters that a cell of XLSX holds.
LONGEST_CELL = 32_767
#: Marks above and below one letter; no language of a report stacks more.
MOST_MARKS = 3

_ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_VARIATION = "\ufe0f"


def without_hidden(text: str, *, lines: bool = False) -> str:
    r"""Return text without characters that are not seen or that change what is seen around them.

    Left out: control characters, direction marks and overrides, zero-width characters, byte-order marks, tags, soft
    hyphens, halves of characters, code points that are no characters, private ones, and marks stacked more than
    three high. Emoji keep the joiners that hold them together. Every kind of space becomes a space.

    Parameters
    ----------
    text
        Any text.
    lines
        Whether line breaks stay (as ``\n``); otherwise the text comes out on one line, spaces collapsed.

    Examples
    --------
    >>> without_hidden("safe\u202egnp.exe\u200b\x07")
    'safegnp.exe'
    >>> without_hidden("a\r\nb\u2028c", lines=True)
    'a\nb\nc'
    """
    text = text.replace("\r\n", "\n")
    kept: list[str] = []
    marks = 0
    for place, char in enumerate(text):
        category = unicodedata.category(char)
        if char in "\n\r\x0b\x0c\x85\u2028\u2029":
            kept.append("\n")
        elif category == "Zs" or char == "\t":
            kept.append(" ")
        elif char == _ZERO_WIDTH_JOINER:
            following = text[place + 1 : place + 2]
            if kept and _is_symbol(kept[-1]) and _is_symbol(following):
                kept.append(char)
        elif category in ("Cc", "Cf", "Cs", "Co", "Cn"):
            continue
        elif category in ("Mn", "Me"):
            marks += 1
            # A variation selector is no mark that is seen by itself; one is enough, after a symbol.
            if marks <= MOST_MARKS and not ("\ufe00" <= char <= "\ufe0f" and not (kept and _is_symbol(kept[-1]))):
                kept.append(char)
            continue
        else:
            kept.append(char)
        marks = 0
    result = "".join(kept)
    if not lines:
        return " ".join(result.split())
    return "\n".join(line.rstrip(" ") for line in result.split("\n"))


def _is_symbol(char: str) -> bool:
    return bool(char) and (unicodedata.category(char) in ("So", "Sk") or char == _EMOJI_VARIATION)


def csv_cell(text: object) -> str:
    """Return a text for a cell of a CSV file that no spreadsheet program runs as a formula.

    A text that would be taken for one gets an apostrophe in front; numbers stay as they are. Quoting of commas,
    quotation marks and line breaks is the CSV writer's.

    Parameters
    ----------
    text
        Anything; ``str`` is taken of it.

    Examples
    --------
    >>> csv_cell("=HYPERLINK(A1)"), csv_cell("-5"), csv_cell("- a point"), csv_cell("most (82%)")
    ("'=HYPERLINK(A1)", '-5', "'- a point", 'most (82%)')
    """
    line = without_hidden(str(text), lines=True)
    if _FORMULA.search(line) and not _NUMBER.fullmatch(line):
        return "'" + line
    return line


def xlsx_cell(text: object) -> str:
    r"""Return a text for a cell of an XLSX file, to be written as a string (``write_string``), never as a formula.

    It holds no character that XLSX cannot and at most ``LONGEST_CELL`` characters; a longer one ends in an ellipsis.
    Sequences such as ``_x0041_`` are the writer's to escape, as XlsxWriter does.

    Parameters
    ----------
    text
        Anything; ``str`` is taken of it.

    Examples
    --------
    >>> xlsx_cell("a\x00b"), len(xlsx_cell("x" * 40_000))
    ('ab', 32767)
    """
    line = without_hidden(str(text), lines=True)
    return line if len(line) <= LONGEST_CELL else line[: LONGEST_CELL - 1] + "…"


def yaml_scalar(text: object) -> str:
    r"""Return a text as one quoted YAML value that reads back as that text and can be no tag, anchor or key.

    Parameters
    ----------
    text
        Anything; ``str`` is taken of it.

    Examples
    --------
    >>> yaml_scalar('!!python/object: "x"\n- no')
    '"!!python/object: \\"x\\"\\n- no"'
    """
    # JSON's quoted strings are YAML's; the characters beyond that YAML does not print are escaped.
    quoted = json.dumps("".join(char for char in str(text) if unicodedata.category(char) != "Cs"), ensure_ascii=False)
    return "".join(_escaped(char) for char in quoted)


def _escaped(char: str) -> str:
    code = ord(char)
    if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cn", "Co"):
        return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
    return char
