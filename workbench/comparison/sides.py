"""One side of a comparison: what lies in the folder of a build or a release."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from workbench.comparison.narrowing import page_heading, page_title, report_part, site_title
from workbench.errors import WorkbenchError
from workbench.plan.folders import BuildFolders
from workbench.plan.keys import Key
from workbench.plan.lockfile import Lockfile

NATIONAL = "national"
TRACE = "trace.html"


@dataclass(frozen=True)
class Side:
    """A build or a release, read when it is asked for.

    Parameters
    ----------
    name
        What it is called in messages.
    folder
        ``build/<programme>`` or ``releases/<programme>/<version>``: with ``manifest.json`` and ``site/``.
    kind
        ``build``, ``release`` or ``revision``.
    """

    name: str
    folder: Path
    kind: str = "build"

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """The manifest of what it was made of.

        Raises
        ------
        WorkbenchError
            When there is none that can be read.
        """
        try:
            found = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
            found["programme"], found["runs"], found["inputs"]
        except (OSError, ValueError, KeyError, TypeError):
            raise WorkbenchError(
                f"{self.folder} is neither a build nor a release: it has no manifest.json that can be read. Name the "
                "folder of one programme's build, such as build/compulsory-supervision-orders."
            ) from None
        return found

    @property
    def programme(self) -> str:
        """Programme id."""
        return str(self.manifest["programme"])

    @property
    def programme_title(self) -> str:
        """The programme's title, as its pages say it; its id where they do not."""
        return (site_title(self._html(self.pages[0])) if self.pages else "") or self.programme

    @property
    def site(self) -> Path:
        """The published files."""
        return self.folder / "site"

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Published files by path in the site, without those that every page shares."""
        found = (path.relative_to(self.site).as_posix() for path in self.site.rglob("*") if path.is_file())
        return tuple(sorted(name for name in found if not name.startswith(("assets/", "site_libs/"))))

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Published HTML pages by path in the site, without the pages of traces."""
        return tuple(name for name in self.files if name.endswith(".html") and not name.endswith(TRACE))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The nation and the areas that have pages."""
        return tuple(sorted({place_of(name) for name in self.pages}))

    def content(self, page: str) -> str:
        """Return the report's part of a page; empty where there is no such page."""
        return report_part(self._html(page))

    def title(self, page: str) -> str:
        """Return a page's title."""
        return page_title(self._html(page))

    def headed(self, page: str) -> str:
        """Return a page's title, and what stands below it; empty where that stands in the report itself."""
        html = self._html(page)
        return "" if "<h1" in report_part(html) else page_heading(html)

    def bytes_of(self, file: str) -> bytes:
        """Return what a published file holds; nothing where there is none."""
        try:
            return (self.site / file).read_bytes()
        except OSError:
            return b""

    def _html(self, page: str) -> str:
        try:
            return (self.site / page).read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of each place."""
        found = {NATIONAL: "National"}
        for place in self.places:
            if place != NATIONAL:
                title = self.title(f"{place}/{TRACE}") or self.title(f"{place}/index.html")
                found[place] = title.partition(":")[0] or place.partition("/")[2]
        return found

    @cached_property
    def keys(self) -> dict[str, Key]:
        """What each run was made of, by name of the run; empty where only the manifest knows."""
        folders = BuildFolders(self.folder, self.folder / "cache")
        if not (folders.lockfile.is_file() or folders.journal.is_file()):
            return {}
        lockfile = Lockfile(folders)
        return {name: record.key for name in lockfile.names if (record := lockfile[name]).key is not None}

    def run(self, name: str) -> Mapping[str, Any]:
        """Return what the manifest says of a run; empty where there was none."""
        return self.manifest["runs"].get(name) or {}

    def notebook(self, run: str) -> dict[str, Any] | None:
        """Return the executed notebook of a run, or None."""
        try:
            return json.loads((self.folder / "notebooks" / f"{run}.ipynb").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None


def place_of(path: str) -> str:
    """Return the place that a published file belongs to.

    Examples
    --------
    >>> place_of("areas/fife/childrens-version/index.html"), place_of("index.html")
    ('areas/fife', 'national')
    """
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "areas" and len(parts) > 2 else NATIONAL
