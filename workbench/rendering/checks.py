"""What the embedded engine refuses, found in the parsed page and named with file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from workbench.errors import Fault
from workbench.names import did_you_mean
from workbench.rendering.converter import Converters, failed
from workbench.rendering.page import Line, Page
from workbench.rendering.plain_cells import Taken, plain_cells
from workbench.rendering.shortcodes import TOKEN_CLOSE, TOKEN_OPEN

#: What a link to somewhere else may begin with: everything else could run in a reader's browser.
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_UNSEEN = re.compile(r"[\x00-\x20]")
_ADDRESS = re.compile(r"^[a-zA-Z][\w+.-]*:")
_PLACE = re.compile(r" ?\bat (?:\S+ )?line \d+ column \d+")
_TOKEN = re.compile(f"{TOKEN_OPEN}(.*?){TOKEN_CLOSE}")
EXTENSION = {"html": "svg", "typst": "svg", "docx": "png"}
"""The ending of a picture named without one, unless the project says otherwise (``default-image-extension``)."""


@dataclass(frozen=True)
class Checked:
    """A page that can be rendered, and the files it needs.

    Parameters
    ----------
    images
        For each of Quarto's formats, the pictures it shows, as written with their ending.
    document
        The page as Pandoc's JSON, values put in.
    conditional, conditional_words
        Whether any of it is for some formats only, and any words inside a paragraph.
    inline_pictures
        Whether pictures stand in the words, not as figures.
    files
        Other files of the project it links to, relative to the project.
    ids
        Every place in the page that can be linked to, in HTML.
    taken
        The plain words of tables' cells, which stand in ``document`` as one character each.
    """

    images: dict[str, tuple[str, ...]]
    files: tuple[str, ...]
    ids: tuple[str, ...]
    document: bytes
    conditional: bool
    conditional_words: bool
    inline_pictures: bool
    taken: Taken


def image_extension(page: Page, format: str) -> str:
    """Return the ending of pictures named without one on ``page`` in one of Quarto's formats."""
    return str(page.option(format, "default-image-extension", EXTENSION[format])).lstrip(".")


def check_page(
    page: Page, folder: Path, pages: frozenset[str], formats: tuple[str, ...], converters: Converters
) -> tuple[Checked, list[Fault]]:
    """Return what ``page`` needs, and a fault for everything in it that cannot be rendered.

    Parameters
    ----------
    page
        The expanded page.
    folder
        The project's folder.
    pages
        Every page of the project, for links.
    formats
        Quarto's names of the formats asked for.
    converters
        What reads it.

    Raises
    ------
    RenderError
        When Pandoc fails, or warns of something that is on no line of the page.
    """
    # Pandoc's program reads tabs as so many spaces, too.
    taken = plain_cells(page.text.expandtabs(4))
    web_only = page.only == ("html",)
    asked = {
        "job": "check", "values": page.values, "tokens": TOKEN_OPEN in taken.text, "formats": formats,
        "web_only": web_only,
    }  # fmt: skip
    result, (document,) = converters.call(asked, taken.text.encode())
    result["found"] += result["faults"] + _warned(result["warnings"], result["faults"])
    places = _Places(page.lines, taken.lines)
    faults = []
    for found in result["found"]:
        file, line = places.at(found["line"]) if "line" in found else places.of(found["needle"])
        near = did_you_mean(found["wanted"], found["known"]) if "wanted" in found else ""
        faults.append(Fault(file, line=line, message=f"{_readable(found['what'], page)}.{near}".removesuffix(".")))
    base = PurePosixPath(page.source).parent
    images: dict[str, tuple[str, ...]] = {}
    for format in formats:
        shown = []
        for source in result["files"][format]["images"]:
            source = unquote(source)
            path = (
                source
                if PurePosixPath(source).suffix in (".svg", ".png", ".jpg", ".jpeg")
                else f"{source}.{image_extension(page, format)}"
            )
            shown.append(path)
            faults += _file_faults(folder, base, path, source, places, "picture")
        images[format] = tuple(dict.fromkeys(shown))
    files = []
    for link in dict.fromkeys(link for format in formats for link in result["files"][format]["links"]):
        target = unquote(link).partition("#")[0]
        scheme = _SCHEME.match(_UNSEEN.sub("", target))
        if scheme and scheme[1].lower() not in SCHEMES:
            file, line = places.of(link)
            message = f"a link cannot begin with {scheme[1]}:; it leads to a page or file of the project, or to the web"
            faults.append(Fault(file, line=line, message=message))
            continue
        if not target or _ADDRESS.match(target):
            continue
        path = _inside(base, target)
        if path is not None and path in pages:
            continue
        wrong = _file_faults(folder, base, target, link, places, "linked file")
        if wrong and path is not None and path.endswith(".qmd"):
            file, line = places.of(f"({link}")
            wrong = [
                Fault(
                    file,
                    line=line,
                    message=f"the link leads to {target}, which is no page of this project.{did_you_mean(path, pages)}",
                )
            ]
        faults += wrong
        if not wrong and path is not None:
            files.append(path)
    ids = tuple(result["ids"].get("html", ()))
    parts = (result["conditional"], result["conditional_words"], result["inline_pictures"], taken)
    return Checked(images, tuple(sorted(set(files))), ids, document, *parts), _unique(faults)


def _warned(warnings: list[dict[str, Any]], faults: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return Pandoc's warnings about lines of the text as faults."""
    # What an id used twice means is said by the check in its own words.
    found = [
        {"what": _PLACE.sub("", warning["what"]).replace("defined but", "defined, but").rstrip("."), "line": line}
        for warning in warnings
        if (line := warning.get("line")) and "Duplicate identifier" not in warning["what"]
    ]
    said = [warning["what"] for warning in warnings if not warning.get("line")]
    if said and not found and not faults:
        raise failed(" ".join(said))
    return found


def _unique(faults: list[Fault]) -> list[Fault]:
    return list(dict.fromkeys(faults))


def _file_faults(folder: Path, base: PurePosixPath, path: str, written: str, places: _Places, what: str) -> list[Fault]:
    inside = _inside(base, path)
    if _ADDRESS.match(path):
        message = f"the {what} {path} is on the web; a report must be complete without the network"
    elif inside is None:
        message = f"the {what} {path} lies outside the project"
    elif not (folder / inside).is_file():
        beside = (
            [other.name for other in (folder / inside).parent.glob("*")] if (folder / inside).parent.is_dir() else []
        )
        message = f"the {what} {path} does not exist.{did_you_mean(PurePosixPath(path).name, beside)}"
    else:
        return []
    file, line = places.of(written)
    return [Fault(file, line=line, message=message)]


def _inside(base: PurePosixPath, path: str) -> str | None:
    parts: list[str] = [] if path.startswith("/") else list(base.parts)
    for part in PurePosixPath(path.lstrip("/")).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _readable(text: str, page: Page) -> str:
    return _TOKEN.sub(lambda match: f"{{{{< meta {match[1]} >}}}}", text)


class _Places:
    """Finds the line of a piece of source text; the same piece asked for again is looked for further on."""

    def __init__(self, lines: tuple[Line, ...], given: tuple[int, ...]) -> None:
        self.lines = lines
        self.given = given
        self.asked: dict[str, int] = {}

    def at(self, number: int) -> tuple[str, int]:
        """Return file and line of a line of the text given to Pandoc."""
        number = self.given[min(max(number, 1), len(self.given)) - 1]
        line = self.lines[min(number, len(self.lines)) - 1]
        return line.file, line.number

    def of(self, needle: str) -> tuple[str, int]:
        """Return file and line of ``needle``; the page's first line when it stands nowhere as written."""
        start = self.asked.get(needle, 0)
        for index in [*range(start, len(self.lines)), *range(start)]:
            if needle in self.lines[index].text:
                self.asked[needle] = index + 1
                return self.lines[index].file, self.lines[index].number
        first = self.lines[0] if self.lines else Line("", "", 1)
        return first.file, first.number
