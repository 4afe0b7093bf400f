"""What no source of a report may hold, whichever engine renders it: raw HTML, Typst, TeX or Word, and what could run.

Pandoc itself says what is raw, for it is what both engines read with: whatever backticks, backslashes and entities
surround it. It is asked only about texts in which something looks like it.
"""

from __future__ import annotations

import json
import re
import subprocess
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from workbench.composition.shortcodes import COMMENT, left_of_comment
from workbench.composition.sources import Source
from workbench.errors import Fault
from workbench.names import did_you_mean

#: What links may begin with, and how many words each shortcode takes: as in the embedded engine.
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
SHORTCODES = {"include": 1, "meta": 1, "pagebreak": 0}
#: Attributes that a browser acts on.
_ACTING = re.compile(r"on\w+|style|srcdoc|formaction|action|src|href|http-equiv|xlink:\w+", re.IGNORECASE)
_SHORTCODE = re.compile(r"\{{2,3}<(?P<body>[^\n]*?)>\}{2,3}")
_CELL = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*(?P<cell>\{+[ \t]*[A-Za-z][\w-]*)", re.MULTILINE)
# Anything that could be one of the things refused; Pandoc decides.
_SUSPECT = re.compile(
    r"<[A-Za-z/!?]"  # a tag, or an address in angle brackets
    r"|\{\s*="  # raw code
    r"|\\[A-Za-z]"  # TeX
    r"|\$[^\n$]*\$|\$\$"  # mathematics
    r"|(?:\bon\w+|style|srcdoc|action|src|href|http-equiv|xlink:\w+)\s*="
    r"|!\[[^\]]*\]\(\s*<?\w+:"  # a picture from elsewhere
    # A link to anything but a plain path or a plain address.
    r"|\]\((?!\s*(?:https?://|mailto:|tel:)[^\s&<>()]*\)|(?!//)[\w./#%-]*\))"
    r"|^\s{0,3}\[[^\]\n]+\]:(?!\s*(?:https?://|mailto:|tel:)\S*$)",
    re.IGNORECASE | re.MULTILINE,
)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_UNSEEN = re.compile(r"[\x00-\x20\x7f]|%(?:0[0-9a-f]|1[0-9a-f]|20|7f)", re.IGNORECASE)
_LOST = "it could run in a reader's browser and would be lost in print; write Markdown"
_NAMES = {"html": "HTML", "tex": "TeX", "latex": "TeX", "typst": "Typst", "openxml": "OpenXML"}


def markup_faults(source: Source) -> list[Fault]:
    r"""Return everything in a source that is refused, with file and line.

    Refused are raw HTML, Typst, TeX and OpenXML, attributes that a browser acts on, links that run, pictures from
    elsewhere, mathematics (whose program comes from the network), code cells, and shortcodes that only Quarto knows.

    Parameters
    ----------
    source
        A text that people wrote.

    Examples
    --------
    >>> for fault in markup_faults(Source("a.qmd", "a.qmd", "One.\n\nTwo <br> three.")):
    ...     print(fault.line, fault.value, fault.message)
    3 <br> raw HTML: it could run in a reader's browser and would be lost in print; write Markdown
    """
    return [
        Fault(source.file, line=source.first_line + line, value=value, message=message)
        for line, value, message in _found(source.text)
    ]


@lru_cache(maxsize=4096)  # most sources are parts of templates, which every area's pages share
def _found(text: str) -> tuple[tuple[int, str, str], ...]:
    """Return line (from 0), what stands there and what is wrong with it, in order."""
    plain, lines = _without_comments(text)
    found = [(start, value, message) for start, value, message in _shortcodes(plain)]
    for cell in _CELL.finditer(plain):
        message = "a code cell would not be run; notebooks run before the report"
        found.append((cell.start("cell"), cell["cell"], message))
    # A shortcode holds angle brackets of its own; its words were looked at above.
    bare = _SHORTCODE.sub(lambda match: "x" * len(match.group()), plain)
    if suspect := _SUSPECT.search(bare):
        found += _refused(bare, suspect.start())
    return tuple(dict.fromkeys((lines(start), value[:60], message) for start, value, message in sorted(found)))


def _without_comments(text: str) -> tuple[str, Any]:
    """Return the text as it will be rendered, and what gives the line of a place in it."""
    kept, places, removed, end, length, lost = [], [0], [0], 0, 0, 0
    for match in COMMENT.finditer(text):
        stays = left_of_comment(text, match)
        kept += [text[end : match.start()], stays]
        length += match.start() - end + len(stays)
        lost += match.group().count("\n") - stays.count("\n")
        places.append(length)
        removed.append(lost)
        end = match.end()
    plain = "".join([*kept, text[end:]])
    return plain, lambda place: plain.count("\n", 0, place) + removed[bisect_right(places, place) - 1]


def _shortcodes(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the shortcodes that are not for narrative; Quarto acts on those in code as well."""
    for match in _SHORTCODE.finditer(text):
        words = match["body"].split()
        name = words[0] if words else ""
        if match.group().startswith("{{{"):
            continue
        if name not in SHORTCODES:
            known = ", ".join(sorted(SHORTCODES))
            yield (
                match.start(), name, f"a report has no such shortcode; it has {known}.{did_you_mean(name, SHORTCODES)}"
            )  # fmt: skip
        elif len(words) - 1 != SHORTCODES[name]:
            wanted = SHORTCODES[name] or "no"
            yield match.start(), name, f"this shortcode takes {wanted} word{'' if wanted == 1 else 's'} after its name"


def _refused(text: str, first: int) -> Iterator[tuple[int, str, str]]:
    """Yield what Pandoc finds in a text that is refused; what stands nowhere as written is told at ``first``."""
    asked: dict[str, int] = {}
    for needles, value, message in _walk(_parsed(text)["blocks"]):
        place = first
        for needle in needles:
            start = text.find(needle, asked.get(needle, 0)) if needle else -1
            if start >= 0:
                asked[needle], place = start + 1, start
                break
        yield place, value, message


def _parsed(text: str) -> Any:
    from workbench.rendering.pandoc import RenderError, pandoc_program

    # Without blocks and spans made of HTML: what is written as HTML is to be seen as such.
    reader = "markdown-native_divs-native_spans"
    done = subprocess.run(
        [pandoc_program(), "--from", reader, "--to", "json", "--sandbox"],
        input=text.encode(), capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RenderError(f"Pandoc could not read a text: {done.stderr.decode(errors='replace').strip()}")
    return json.loads(done.stdout)


def _walk(node: Any) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield pieces of the source to find it by, what is shown and what is wrong, for all that is refused in a node."""
    if isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind in ("RawBlock", "RawInline"):
            name, text = content
            line = next((each for each in text.split("\n") if each.strip()), text)
            if not (name == "html" and re.fullmatch(r"\s*<!--.*-->\s*", text, re.DOTALL)):
                # Words alone may stand elsewhere too: what makes them raw is looked for first.
                marks = (f"{line}`{{={name}}}", *([line] if line[:1] in "<\\" else []), f"{{={name}}}", line)
                yield marks, line.strip(), f"raw {_NAMES.get(name, name)}: {_LOST}"
        elif kind == "Math":
            yield ("$",), "$", "mathematics is not for reports; for a plain dollar sign write \\$"
        elif kind in ("Link", "Image"):
            yield from _target(kind, content[2][0])
        for each in node.values():
            yield from _walk(each)
    elif isinstance(node, list):
        if _is_attributes(node):
            for name, _ in node[2]:
                if _ACTING.fullmatch(name):
                    message = f"the attribute '{name}' is not for narrative: a reader's browser would act on it"
                    yield (f"{name}=", name), name, message
        for each in node:
            yield from _walk(each)


def _target(kind: str, target: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    scheme = _SCHEME.match(_UNSEEN.sub("", target))
    if kind == "Image" and (scheme or target.startswith("//")):
        yield (f"({target}", target), target, "a picture from elsewhere; a report must be complete without the network"
    elif scheme and scheme[1].lower() not in SCHEMES:
        message = f"a link cannot begin with {scheme[1]}:; it leads to a page or file of the project, or to the web"
        yield (f"({target}", target), target, message


def _is_attributes(node: list[Any]) -> bool:
    """Return whether a list is what Pandoc writes for attributes: id, classes, and pairs of name and value."""
    return (
        len(node) == 3
        and isinstance(node[0], str)
        and all(isinstance(part, list) for part in node[1:])
        and all(isinstance(each, str) for each in node[1])
        and all(isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) for pair in node[2])
    )
