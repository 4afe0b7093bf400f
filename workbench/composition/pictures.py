"""The pictures of a page: SVG with its typeface for HTML and PDF, PNG for Word."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from workbench.composition.folder import Folder
from workbench.composition.fonts import with_typeface
from workbench.composition.results import Recorded
from workbench.composition.text import dashed
from workbench.files import write_bytes

#: Part of the key of a cached picture; raise it when pictures are made in another way.
_MAKING = "2"


def write_pictures(
    names: Iterable[str], recorded: Recorded, folder: Folder, prefix: str, cache: Path, *, png: bool
) -> list[str]:
    """Write the pictures of figures under ``prefix``; return the names of figures that have no drawing.

    Parameters
    ----------
    names
        Recorded names.
    recorded
        What was recorded for the page.
    folder, prefix
        Where the pictures go: ``<prefix>figures/<name with dashes>.svg``.
    cache
        Folder of pictures drawn before, by the drawing's hash.
    png
        Whether PNG is wanted as well.
    """
    undrawn: list[str] = []
    for name in sorted(names):
        path = recorded.svg(name)
        if path.is_file():
            write_drawing(path.read_text(encoding="utf-8"), folder, f"{prefix}figures/{dashed(name)}", cache, png=png)
        else:
            undrawn.append(name)
    return undrawn


def write_drawing(svg: str, folder: Folder, target: str, cache: Path, *, png: bool) -> None:
    """Write one drawing as ``<target>.svg``, and as PNG where that is wanted as well."""
    folder.write(f"{target}.svg", with_typeface(svg, cache) if "<text" in svg else svg)
    if png:
        # Other pages are put together meanwhile.
        folder.wait_for(_drawers().submit(_write_png, svg, folder, f"{target}.png", cache))


def lacks_png(folder: Path) -> bool:
    """Whether a composed folder was made without the pictures that Word needs."""
    drawings = (path for kind in ("figures", "pictures") for path in folder.rglob(f"{kind}/*.svg"))
    return any(not path.with_suffix(".png").is_file() for path in drawings)


def without_png(website: Path, areas: Iterable[str]) -> list[str]:
    """Return which of some areas were composed before without the pictures that Word needs: for the web alone.

    Parameters
    ----------
    website
        Folder of the composed website.
    areas
        Slugs of areas, composed before or not.
    """
    folders = {area: website / "areas" / area for area in areas}
    return [area for area, folder in folders.items() if (folder / "index.qmd").is_file() and lacks_png(folder)]


@lru_cache(maxsize=1)
def _drawers() -> ThreadPoolExecutor:
    """Return threads that draw, one a core; each keeps its fonts."""
    return ThreadPoolExecutor(os.cpu_count() or 1)


def _write_png(svg: str, folder: Folder, name: str, cache: Path) -> None:
    folder.write(name, _png(svg, cache))


def _png(svg: str, cache: Path) -> bytes:
    key = hashlib.sha256(f"{_MAKING}\n{svg}".encode()).hexdigest()
    path = cache / "png" / f"{key}.png"
    if path.is_file():
        return path.read_bytes()
    # The rasteriser takes a moment to load; it is needed only for pictures that changed.
    from helpers.drawing import draw_png

    picture = draw_png(svg, scale=2)
    write_bytes(path, picture)
    return picture
