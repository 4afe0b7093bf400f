"""One Pandoc or Typst call per document, as from the command line, and Word's pictures as Altair makes them."""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from benchmarks.pairs import Cost, measure
from benchmarks.projects import fresh_folder, run

_LEFT = re.compile(r"\{\{<.*?>\}\}")
_REFERENCE = re.compile(r"(?<![\w.])@((?:fig|tbl|sec)-[\w-]+)")
_FORMATS = ("html", "typst", "docx")
_SVG, _PNG = "--default-image-extension=svg", "--default-image-extension=png"
_DRAW = Path(__file__).with_name("word_pictures.py")
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3])"


class Documents:
    """The pages of a composed project as plain Markdown, one file each, in the formats that each has.

    Values and includes are put in beforehand, so that the calls do nothing but convert.

    Parameters
    ----------
    project
        The composed project.
    target
        Folder for the documents.
    """

    def __init__(self, project: Path, target: Path) -> None:
        from workbench.rendering.pandoc import pandoc_program
        from workbench.rendering.planning import formats_of
        from workbench.rendering.sources import read_page
        from workbench.rendering.website import read_website

        self._pandoc = pandoc_program()
        self._project = project
        self._pages: dict[str, list[tuple[Path, Path, tuple[str, ...]]]] = {}
        self._target = fresh_folder(target)
        website = read_website(project)
        for source in website.pages:
            page, faults = read_page(website, source)
            assert not faults, faults
            place = (target / source).with_suffix(".md")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(plain_markdown(page.text, page.values), encoding="utf-8")
            known = (project / source).parent, place, formats_of(page, _FORMATS)
            self._pages.setdefault(_area(Path(source)), []).append(known)
        self._pictures = _distinct(project)

    @property
    def areas(self) -> list[str]:
        """The areas that have pages."""
        return [name for name in self._pages if name]

    def make(self, areas: Sequence[str]) -> Cost:
        """Return what every document takes, one after another.

        The national ones are made, and those of ``areas``, from which the others are extrapolated.
        """
        return self._extrapolated(self._make, areas)

    def draw(self, areas: Sequence[str]) -> Cost:
        """Return what Word's pictures take, one after another; national ones and ``areas`` as in `make`."""
        return self._extrapolated(self._draw, areas)

    def _extrapolated(self, action: Callable[[Sequence[str]], object], areas: Sequence[str]) -> Cost:
        national = measure(lambda: action([""]))
        return national + measure(lambda: action(areas)).scaled(len(self.areas) / len(areas))

    def _draw(self, names: Sequence[str]) -> Cost:
        listed = self._target / "pictures.json"
        listed.write_text(json.dumps([str(path) for name in names for path in self._pictures[name]]))
        # The engine was started by the notebooks: its start is not counted.
        seconds = float(run([sys.executable, str(_DRAW), str(listed)], self._target))
        return Cost(seconds, seconds)

    def _make(self, names: Sequence[str]) -> None:
        for folder, page, formats in (each for name in names for each in self._pages[name]):
            common = [self._pandoc, str(page), "--standalone", "--toc", "--resource-path", str(folder)]
            if "html" in formats:
                run([*common, _SVG, "--embed-resources", "-o", str(page.with_suffix(".html"))], folder)
            if "docx" in formats:
                run([*common, _PNG, "-o", str(page.with_suffix(".docx"))], folder)
            if "typst" in formats:
                self._make_pdf(common, page, folder)

    def _make_pdf(self, common: Sequence[str], page: Path, folder: Path) -> None:
        # Typst reads pictures relative to its source.
        source = folder / ".page.typ"
        try:
            run([*common, _SVG, "-o", str(source)], folder)
            command = [sys.executable, "-c", _TYPST, str(source), str(page.with_suffix(".pdf")), str(self._project)]
            run(command, folder)
        finally:
            source.unlink(missing_ok=True)


def _area(path: Path) -> str:
    """Return the area that a file of the project belongs to; empty where it is national."""
    return path.parts[1] if path.parts[0] == "areas" else ""


def _distinct(project: Path) -> dict[str, list[Path]]:
    """Return the drawings that Word's documents show, by area; one that several areas show is drawn once."""
    places: dict[str, list[Path]] = defaultdict(list)
    for png in sorted(project.rglob("*.png")):
        drawing = png.with_suffix(".svg")
        if drawing.is_file():
            places[sha256(drawing.read_bytes()).hexdigest()].append(drawing)
    found: dict[str, list[Path]] = defaultdict(list)
    for paths in places.values():
        areas = {_area(path.relative_to(project)) for path in paths}
        found[areas.pop() if len(areas) == 1 else ""].append(paths[0])
    return found


def plain_markdown(text: str, values: dict[str, str]) -> str:
    """Return a page's text as Markdown that Pandoc alone understands: values put in, references as words.

    Parameters
    ----------
    text
        The text with its includes put in and values as tokens.
    values
        The values as Markdown, by name.
    """
    from workbench.rendering.shortcodes import token

    for name, value in values.items():
        text = text.replace(token(name), value)
    return _REFERENCE.sub(r"(see \1)", _LEFT.sub("", text))
