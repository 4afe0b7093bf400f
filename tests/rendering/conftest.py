"""A small composed project with every supported construct, rendered once for all tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.every_kind import LETTERS, PAGES, make_every_kind, site_of
from tests.miniature import PROGRAMME, Miniature
from tests.shared import made_once
from workbench.composition.fonts import font_files
from workbench.rendering import RenderReport, render
from workbench.rendering.filters import quarto_filters

HERE = Path(__file__).parent
REPORTS = HERE.parents[1] / "reports"


@pytest.fixture
def composed(tmp_path: Path) -> Path:
    """Return a fresh copy of the composed project, free to be changed."""
    return copy_project(tmp_path / "project")


def copy_project(target: Path) -> Path:
    shutil.copytree(HERE / "project", target)
    theme = (
        "components.css", "components.lua", "definitions.typ", "quarto.html", "quarto.scss", "reference.docx",
        "typst-show.typ", "typst-template.typ",
    )  # fmt: skip
    (target / "theme").mkdir()
    for name in theme:
        shutil.copy(REPORTS / "theme" / name, target / "theme" / name)
    (target / "filters").mkdir()
    for path in quarto_filters():
        shutil.copy(path, target / "filters")
    (target / "fonts").mkdir()
    for path in font_files().values():
        shutil.copy(path, target / "fonts")
    shutil.copy(REPORTS / "_brand.yml", target / "_brand.yml")
    return target


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Return a function that gives the file of a kind of page in a format, from a build of every kind of output."""

    def make(folder: Path) -> None:
        miniature = make_every_kind(folder)
        for command in (("sample", PROGRAMME), ("intake", PROGRAMME)):
            miniature.run(*command)
        for programme in (PROGRAMME, LETTERS):
            miniature.run("build", programme, "--engine", "embedded")

    miniature = Miniature(made_once(tmp_path_factory, "every-kind", make))

    def file(kind: str, format: str) -> Path:
        programme, path = PAGES[kind]
        return site_of(miniature, programme) / f"{path}.{format}"

    return file


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RenderReport]:
    """Return the site of the composed project in all formats, and the report of its render."""
    folder = tmp_path_factory.mktemp("rendered")
    report = render(copy_project(folder / "project"), folder / "site", engine="embedded")
    return folder / "site", report
