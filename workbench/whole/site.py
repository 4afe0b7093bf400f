"""The site over every programme: front page, areas' pages, and each programme's own site beside them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.files import write_text
from workbench.plan.folders import build_folders

if TYPE_CHECKING:
    from workbench.definitions import Definitions
    from workbench.project import Project

TITLE = "Strategic scrutiny"
SUMMARY = "Programmes of scrutiny of public services: what is under way, what was published, and each area's history"
#: Below the build folder: the composed pages, what is rendered of them, and the whole site.
PAGES, SITE = "pages", "site"
# Both engines refuse a link to a file that is not there; the programme's own page takes this one's place.
_STANDS_IN = (
    "<!doctype html><title>Report</title><p>The report takes this page's place when the site is put together.\n"
)
# Where the heading of a page begins, and what takes its place: of the embedded engine and of Quarto.
_HEADINGS = (
    ('<p class="site-title">', '{opening}<a href="{home}">All programmes</a> › '),
    (
        '<a class="navbar-brand"',
        '<a class="navbar-brand all-programmes" href="{home}"><span class="navbar-title">All programmes</span></a>\n'
        "    {opening}",
    ),
)


def make_site(
    project: Project,
    definitions: Definitions,
    *,
    engine: str = "auto",
    report: Callable[[str], None] = lambda line: None,
) -> Path:
    """Make the site over every programme and return its front page.

    Parameters
    ----------
    project, definitions
        The project; what was built of its programmes is linked to, what was not is said to be missing.
    engine
        What renders the pages.
    report
        Is given a line for each page made.

    Raises
    ------
    InputFaults
        With the faults of what is recorded for an area.
    """
    from workbench.composition.folder import Folder
    from workbench.composition.website import quarto_yaml
    from workbench.composition.writing import write_look
    from workbench.rendering import render
    from workbench.whole.area_page import area_page
    from workbench.whole.front_page import front_page
    from workbench.whole.history import area_history
    from workbench.whole.summary import programme_lines

    folder = Folder(project.build / PAGES / "project")
    lines = programme_lines(project, definitions)
    areas = list(definitions.areas.values())
    synthetic = any(line.synthetic for line in lines)
    linked = {line.page for line in lines if line.built}
    for area in areas:
        history = area_history(project, definitions, area)
        synthetic = synthetic or history.synthetic
        folder.write(f"areas/{area.slug}/index.qmd", area_page(definitions, history))
        linked |= {one.page for one in history.involvements if one.page}
    folder.write("index.qmd", front_page(definitions, lines, areas, TITLE))
    for page in sorted(linked):
        folder.write(page, _STANDS_IN)
    footer = "Programmes marked as a sample hold synthetic evidence." if synthetic else TITLE
    theme = write_look(folder, project)
    named = [(area.slug, area.name) for area in areas]
    folder.write(
        "_quarto.yml", quarto_yaml(TITLE, SUMMARY, footer, named, theme, home="All programmes", section="Areas")
    )
    folder.sweep()
    rendered = project.build / PAGES / "site"
    render(folder.root, rendered, ("html",), engine, report=report)
    built = [line.programme.id for line in lines if line.built]
    gather(project.build / SITE, {"": rendered} | {id: build_folders(project.build, id).site for id in built})
    return project.build / SITE / "index.html"


def gather(target: Path, sites: dict[str, Path]) -> None:
    """Put rendered sites together under one folder, without a second copy on the disk where that can be.

    Pages of a site below the target are copies that lead to the front page; the site's own pages, which may be
    published alone, do not.

    Parameters
    ----------
    target
        The folder of the whole; what belongs to no site any more goes.
    sites
        Folders by where they go below the target; the empty name is the target itself.
    """
    wanted: dict[Path, Path] = {}
    leading: set[Path] = set()
    for name, folder in sites.items():
        for path in _files(folder):
            there = target / name / path.relative_to(folder)
            wanted[there] = path
            leading |= {there} if name and path.suffix == ".html" else set()
    for there in [*_files(target)]:
        if there not in wanted:
            there.unlink()
    for there, source in sorted(wanted.items()):
        if there in leading:
            _copy_leading_home(there, source, "../" * (len(there.relative_to(target).parts) - 1))
        elif not _same(there, source):
            there.parent.mkdir(parents=True, exist_ok=True)
            there.unlink(missing_ok=True)
            try:
                os.link(source, there)
            except OSError:  # another disk, or one without links
                shutil.copy2(source, there)
    for folder, _, _ in os.walk(target, topdown=False):
        if Path(folder) != target and not any(Path(folder).iterdir()):
            Path(folder).rmdir()


def _copy_leading_home(there: Path, source: Path, up: str) -> None:
    made = source.stat()
    try:
        old = there.stat()
        if old.st_mtime_ns == made.st_mtime_ns and old.st_ino != made.st_ino:
            return  # copied before, from the same page
    except OSError:
        pass
    write_text(there, with_way_home(source.read_text(encoding="utf-8"), f"{up}index.html"))
    os.utime(there, ns=(made.st_atime_ns, made.st_mtime_ns))


def with_way_home(page: str, home: str) -> str:
    """Return a page of a programme's site whose heading leads to the front page over all programmes.

    Parameters
    ----------
    page
        HTML as either engine makes it; another page stays as it is.
    home
        The front page, relative to the page.

    Examples
    --------
    >>> with_way_home('<p class="site-title"><a href="index.html">One</a></p>', "../index.html")
    '<p class="site-title"><a href="../index.html">All programmes</a> › <a href="index.html">One</a></p>'
    """
    for opening, link in _HEADINGS:
        before, found, rest = page.partition(opening)
        if found:
            return before + link.format(opening=opening, home=home) + rest
    return page


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.rglob("*") if path.is_file())


def _same(there: Path, source: Path) -> bool:
    try:
        one, other = there.stat(), source.stat()
    except OSError:
        return False
    return (one.st_ino, one.st_dev) == (other.st_ino, other.st_dev) or (one.st_size, one.st_mtime_ns) == (
        other.st_size, other.st_mtime_ns
    )  # fmt: skip
