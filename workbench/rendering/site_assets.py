"""The files every page shares: styles, script, typeface, search index."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from workbench.rendering.brand import css_variables, read_palette
from workbench.rendering.html_page import ASSETS
from workbench.rendering.yaml_text import read_yaml

_HEADING = re.compile(r'<h[2-6][^>]*\bid="([^"]*)"[^>]*>(.*?)</h[2-6]>', re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
SNIPPET = 600
"""How many characters of a section the search looks through."""


def fonts_folder(folder: Path) -> Path:
    """Return the folder of the typeface's files: the project's own, else the installed package's."""
    if (folder / "fonts").is_dir() and any((folder / "fonts").glob("*.ttf")):
        return folder / "fonts"
    # Imported here: only rendering needs it.
    import fontpkg_atkinson_hyperlegible

    return Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"


def shared_assets(folder: Path) -> dict[str, bytes]:
    """Return the shared files of the site by path, without the search index.

    Parameters
    ----------
    folder
        The composed project, with `_brand.yml` and `theme/components.css`.
    """
    fonts = fonts_folder(folder)
    brand, _ = read_yaml(folder / "_brand.yml", "_brand.yml")
    faces, files = [], {}
    for family in (brand.get("typography") or {}).get("fonts") or []:
        for file in family.get("files") or []:
            source = fonts / Path(file["path"]).name
            if source.is_file():
                files[f"assets/fonts/{source.name}"] = source.read_bytes()
                faces.append(
                    f'@font-face {{ font-family: "{family["family"]}"; src: url("fonts/{source.name}"); font-weight: '
                    f"{file.get('weight', 400)}; font-style: {file.get('style', 'normal')}; font-display: swap; }}"
                )
    css = [
        *faces,
        css_variables(read_palette(folder)),
        (ASSETS / "site.css").read_text(encoding="utf-8"),
        (folder / "theme" / "components.css").read_text(encoding="utf-8"),
    ]
    return {
        "assets/report.css": "\n".join(css).encode(),
        "assets/report.js": (ASSETS / "site.js").read_bytes(),
        **files,
    }


def page_sections(html: str) -> list[list[str]]:
    """Return the sections of a page for the search: id, heading, and the first words of the text.

    Examples
    --------
    >>> page_sections('<article class="report"><p>One</p><h2 id="b">B</h2><p>Two</p></article>')
    [['', '', 'One'], ['b', 'B', 'Two']]
    """
    body = html.partition('<article class="report">')[2].partition("</article>")[0]
    body = _HIDDEN.sub(" ", body)
    parts = _HEADING.split(body)
    sections = [["", "", _words(parts[0])]]
    sections += [[parts[i], _words(parts[i + 1]), _words(parts[i + 2])] for i in range(1, len(parts) - 2, 3)]
    return [section for section in sections if section[1] or section[2]]


def search_index(pages: list[dict[str, Any]]) -> bytes:
    """Return the search index as a script, so that it can be read from a folder without a server."""
    text = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    return f"window.workbenchSearchIndex = {text};\n".encode()


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())[:SNIPPET]
