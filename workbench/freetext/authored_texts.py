"""What people write for reports, cut into the passages that are searched and signed off one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.composition.shortcodes import shortcodes
from workbench.definitions.lined_yaml import parse
from workbench.project import Project

NATIONAL = "national"
#: Records whose texts stand in reports. Quotations have a sign-off of their own.
RECORDS = ("evaluations", "matters", "recommendations", "key-points", "improvement-plan", "progress")
#: Fields that hold a word of a list, a day or a name of something recorded, and no text of an author's.
_NO_TEXT = frozenset(
    (
        "id", "quality_indicator", "quality_indicators", "grade", "state", "strand", "strands", "decided_on", "on",
        "date", "due", "from", "to", "recommendation", "number", "slot", "hash", "synthetic",
    )
)  # fmt: skip
_FRONT = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NAMES_OF_THINGS = re.compile(r"\{[#.][^{}\"'\n]*\}")
_APART = re.compile(r"\n[ \t]*\n")
_REFERENCE = re.compile(r"(?<![\w@])@(?:sec|tbl|fig)-[\w-]+")
# The end of a line that stands by itself, or before something new; elsewhere the sentence above is carried on.
_ENDS = re.compile(
    r"^[ \t]*(?:[|#>]|:{3,})[^\n]*(?P<own>\n)|(?P<before>\n)(?=[ \t]*(?:[-*+|#>]|:{3,}|\d+[.)]\s))", re.MULTILINE
)
_DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")


@dataclass(frozen=True)
class Text:
    """One passage as its author wrote it.

    Parameters
    ----------
    line
        Line of the file on which it begins, from 1.
    written
        The passage as it stands in the file: what a sign-off is for.
    searched
        The same length of text for the search: without comments, shortcodes and names of things.
    """

    line: int
    written: str
    searched: str


def authored_files(project: Project, programme: str) -> Iterator[tuple[str, Path]]:
    """Yield every file that people wrote for a programme's reports, with its place: an area's slug, or ``national``.

    A programme's own versions of templates count as the nation's. What is hidden, such as the copies that JupyterLab
    keeps of an edited file, is read by nothing and so not here.
    """
    folder = project.reports / programme
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder).parts
        if any(part.startswith(".") for part in below) or not path.is_file():
            continue
        if path.suffix == ".qmd" or (path.suffix == ".yaml" and path.stem in RECORDS):
            yield (below[1] if below[0] == "areas" and len(below) > 2 else NATIONAL), path


def texts_of(name: str, content: str) -> tuple[Text, ...]:
    """Return the passages of a file: paragraphs of a narrative, texts of a record.

    Parameters
    ----------
    name
        The file's name; its ending says what it is.
    content
        What it holds. A record that is no YAML has no passages: the check of records tells of it.
    """
    if name.endswith(".yaml"):
        document, _ = parse(content, name)
        return () if document is None else tuple(_leaves(document, document.data))
    return tuple(_paragraphs(content.replace("\r\n", "\n")))


def _paragraphs(content: str) -> Iterator[Text]:
    searched = _searched(content)
    start = 0
    for end, following in [*((match.start(), match.end()) for match in _APART.finditer(content)), (len(content),) * 2]:
        if searched[start:end].strip():
            begin = start + len(searched[start:end]) - len(searched[start:end].lstrip())
            line = content.count("\n", 0, begin) + 1
            yield Text(line, content[begin:end].rstrip(), searched[begin:end])
        start = following


def _searched(content: str) -> str:
    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group())

    text = content
    for pattern in (_FRONT, _COMMENT, _NAMES_OF_THINGS, _REFERENCE):
        text = pattern.sub(blank, text)
    for code in shortcodes(text):
        text = text[: code.start] + " " * (code.end - code.start) + text[code.end :]
    # A sentence over several lines is one sentence: a capital at the beginning of a line is none by itself.
    begins = {max(match.start("own"), match.start("before")) for match in _ENDS.finditer(text)}
    apart = {place for match in _APART.finditer(text) for place in range(match.start(), match.end())}
    return "".join(
        " " if char == "\n" and place not in begins and place not in apart else char for place, char in enumerate(text)
    )


def _leaves(document: Any, value: Any, *place: str | int) -> Iterator[Text]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in _NO_TEXT:
                yield from _leaves(document, each, *place, key)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _leaves(document, each, *place, number)
    elif isinstance(value, str) and value.strip() and not _DAY.fullmatch(value):
        yield Text(document.line(*place), value, value)
