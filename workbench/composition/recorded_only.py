"""What a template says of evidence that a programme does not have is left out, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable

_FENCE = re.compile(r"\s*:{3,}\s*(?P<opens>\S.*)?$")
_HEADING = re.compile(r"(?P<level>#{1,6})\s")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
#: Ids that stand in a text, and references to some.
IDS = re.compile(r"\{[^{}\n]*?#(?P<id>(?:sec|tbl|fig)-[\w-]+)")
REFERENCES = re.compile(r"(?<![\w@])@(?P<id>(?:sec|tbl|fig)-[\w-]+)")


def without_lacking(text: str, lacks: Callable[[str], bool]) -> str:
    r"""Return ``text`` without the paragraphs and list items that lack something, and without what is empty then.

    A heading with nothing under it goes as well, and so does a block with nothing in it. Lines keep their numbers:
    what is left out is blank.

    Parameters
    ----------
    text
        Quarto Markdown.
    lacks
        Whether a paragraph or list item says something that the page does not have.

    Examples
    --------
    >>> print(without_lacking("## A\n\n- one\n- two\n\n## B\n\ntwo", lambda part: "two" in part).rstrip())
    ## A
    <BLANKLINE>
    - one
    """
    lines = text.split("\n")
    kept = list(lines)
    for first, last in _parts(lines):
        if lacks("\n".join(lines[first:last])):
            kept[first:last] = [""] * (last - first)
    if kept == lines:
        return text
    while _drop_empty(kept):
        pass
    return "\n".join(kept)


def _parts(lines: list[str]) -> list[tuple[int, int]]:
    """Return where each paragraph and list item begins and ends."""
    parts: list[tuple[int, int]] = []
    start: int | None = None
    for number, line in enumerate([*lines, ""]):
        apart = not line.strip() or _FENCE.fullmatch(line) or _HEADING.match(line)
        if start is not None and (apart or _ITEM.match(line)):
            parts.append((start, number))
            start = None
        if start is None and not apart:
            start = number
    return parts


def _drop_empty(lines: list[str]) -> bool:
    """Blank one heading or block with nothing in it; return whether there was one."""
    for number, line in enumerate(lines):
        heading, fence = _HEADING.match(line), _FENCE.fullmatch(line)
        if not heading and not (fence and fence["opens"]):
            continue
        following = next((each for each in range(number + 1, len(lines)) if lines[each].strip()), None)
        after = lines[following] if following is not None else ""
        closes = (found := _FENCE.fullmatch(after)) is not None and not found["opens"]
        if heading:
            below = _HEADING.match(after)
            empty = not after or closes or (below is not None and len(below["level"]) <= len(heading["level"]))
            if empty:
                lines[number] = ""
                return True
        elif closes and following is not None:
            lines[number] = lines[following] = ""
            return True
    return False
