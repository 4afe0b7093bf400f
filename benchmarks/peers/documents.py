"""One Pandoc or Typst call per document, as from the command line."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.pairs import Cost, measure
from benchmarks.projects import fresh_folder, run

_INCLUDE = re.compile(r"^\{\{< include (\S+) >\}\}$", re.MULTILINE)
_META = re.compile(r"\{\{< meta ([\w.-]+) >\}\}")
_OTHER = re.compile(r"\{\{<.*?>\}\}")
_REFERENCE = re.compile(r"(?<![\w.])@((?:fig|tbl|sec)-[\w-]+)")
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3])"


class Documents:
    """The pages of a composed project as plain Markdown, one file each.

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

        self._pandoc = pandoc_program()
        self._project = project
        self._pages: dict[str, tuple[Path, Path]] = {}
        fresh_folder(target)
        for source in sorted([project / "index.qmd", *project.glob("areas/*/index.qmd")]):
            place = target / source.parent.relative_to(project)
            place.mkdir(parents=True, exist_ok=True)
            page = place / "index.md"
            page.write_text(plain_markdown(source), encoding="utf-8")
            self._pages[source.parent.name if source.parent != project else ""] = (source.parent, page)

    @property
    def areas(self) -> list[str]:
        """The areas that have a report."""
        return [name for name in self._pages if name]

    def make(self, areas: Sequence[str]) -> Cost:
        """Return what every document in three formats takes, one after another.

        The overview's are made, and those of ``areas``, from which the others are extrapolated.
        """
        overview = measure(lambda: self._make([""]))
        return overview + measure(lambda: self._make(areas)).scaled(len(self.areas) / len(areas))

    def _make(self, names: Sequence[str]) -> None:
        for folder, page in (self._pages[name] for name in names):
            common = [self._pandoc, str(page), "--standalone", "--toc", "--resource-path", str(folder)]
            svg, png = "--default-image-extension=svg", "--default-image-extension=png"
            run([*common, svg, "--embed-resources", "-o", str(page.with_suffix(".html"))], folder)
            run([*common, png, "-o", str(page.with_suffix(".docx"))], folder)
            # Typst reads pictures relative to its source.
            source = folder / ".page.typ"
            try:
                run([*common, svg, "-o", str(source)], folder)
                command = [sys.executable, "-c", _TYPST, str(source), str(page.with_suffix(".pdf")), str(self._project)]
                run(command, folder)
            finally:
                source.unlink(missing_ok=True)


def plain_markdown(source: Path) -> str:
    """Return a page as Markdown that Pandoc alone understands: includes and values put in, references as words."""
    import yaml

    metadata: dict[str, Any] = {}
    for file in (source.parent / "_metadata.yml",):
        if file.exists():
            metadata |= yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) or {}
    text = _included(source)
    text = _META.sub(lambda match: _value(metadata, match[1]), text)
    return _REFERENCE.sub(r"(see \1)", _OTHER.sub("", text))


def _included(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return _INCLUDE.sub(lambda match: _included(_place(path, match[1])), text)


def _place(path: Path, target: str) -> Path:
    if not target.startswith("/"):
        return path.parent / target
    root = next(folder for folder in path.parents if (folder / "_quarto.yml").exists())
    return root / target.lstrip("/")


def _value(metadata: Any, name: str) -> str:
    for part in name.split("."):
        metadata = metadata.get(part, "") if isinstance(metadata, dict) else ""
    return str(metadata)
