"""The composed project's ``_quarto.yml``: pages, navigation and formats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml

from workbench.composition.metadata import Tree, yaml_text
from workbench.composition.text import one_line

#: Makes figures, tables, callouts and references in Quarto as in the embedded engine.
FILTER = "filters/quarto.lua"


def quarto_yaml(
    title: str,
    description: str,
    footer: str,
    areas: Iterable[tuple[str, str]],
    theme: Iterable[str],
    metadata: Tree | None = None,
    more: Iterable[str] = (),
    resources: Iterable[str] = (),
    *,
    home: str = "National overview",
    section: str = "Area reports",
    outputs: Iterable[tuple[str, str]] = (),
) -> str:
    """Return ``_quarto.yml`` of a website in HTML, PDF (by Typst) and Word.

    Parameters
    ----------
    title, description
        Of the website.
    footer
        Text at the foot of every page.
    areas
        Slug and name of each area that has a page, in the order of the navigation.
    theme
        Files of the theme, relative to the project, such as ``theme/theme.scss``.
    metadata
        What every page has. Quarto gives a page the ``_metadata.yml`` of its folder, but not the one of the project's
        own folder, so it stands here.
    more
        Further pages that the navigation does not list; the area reports and the overview lead to them.
    resources
        Files to be copied into the site as they are, such as spreadsheets.
    home, section
        What the navigation calls the first page, and the areas' pages together.
    outputs
        Page and title of each national output; the navigation lists them where no area has a page.

    Examples
    --------
    >>> "href: areas/fife/index.qmd" in quarto_yaml("T", "D", "F", [("fife", "Fife")], [])
    True
    """
    theme = sorted(theme)
    contents: list[Any] = [{"text": home, "href": "index.qmd"}]
    pages = [{"text": bare(name), "href": f"areas/{slug}/index.qmd"} for slug, name in areas]
    if pages:
        contents.append({"section": section, "contents": pages})
    else:
        contents += [{"text": bare(name), "href": path} for path, name in outputs]
    document: dict[str, Any] = {
        "project": {
            "type": "website",
            "output-dir": "_site",
            "render": ["index.qmd", *(page["href"] for page in pages), *more],
        },
        "lang": "en-GB",
        "date-format": "D MMMM YYYY",
        "execute": {"enabled": False},
        "filters": [{"path": FILTER, "at": "pre-ast"}],
        # Word's own contents list is empty until somebody updates it; the filter writes one.
        "contents-list": True,
        "website": {
            "title": bare(title),
            "description": bare(description),
            "search": True,
            "navbar": {"background": "primary", "search": True},
            "sidebar": {"style": "docked", "collapse-level": 2, "contents": contents},
            "page-footer": {"center": footer},
        },
        "format": {"html": _html(theme), "typst": _typst(theme), "docx": _docx(theme)},
    }
    if listed := list(resources):
        document["project"]["resources"] = listed
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
    return text + yaml_text(metadata or {})


def bare(text: str) -> str:
    """Return a text for the navigation, which programs read now as Markdown and now as it stands.

    Escapes would be seen where it is read as it stands, so what could be a shortcode or an element is kept apart.

    Examples
    --------
    >>> bare("{{< include a >}} <b>bold</b> 3 < 4")
    '{ {< include a >}} < b>bold< /b> 3 < 4'
    """
    return re.sub(r"<(?=[A-Za-z/!?])", "< ", one_line(text).replace("{{", "{ {"))


def _html(theme: list[str]) -> dict[str, Any]:
    options: dict[str, Any] = {
        "toc": True,
        "toc-depth": 2,
        "toc-expand": True,
        "default-image-extension": "svg",
        "format-links": [
            "html",  # itself; with one named, Quarto adds no links of its own
            {"format": "typst", "text": "PDF", "icon": "file-pdf"},
            {"format": "docx", "text": "Word document", "icon": "file-word"},
        ],
    }
    styles = [name for name in theme if name.endswith(".scss")]
    sheets = [name for name in theme if name.endswith(".css")]
    if styles:
        options["theme"] = ["cosmo", "brand", *styles]
    if sheets:
        options["css"] = sheets
    scripts = [name for name in theme if name.endswith(".html")]
    if scripts:
        options["include-after-body"] = scripts[0]
    return options


def _typst(theme: list[str]) -> dict[str, Any]:
    options: dict[str, Any] = {
        "toc": True,
        "toc-depth": 2,
        "toc-title": "Contents",
        "papersize": "a4",
        "default-image-extension": "svg",
        "font-paths": ["fonts"],
    }
    partials = [name for name in theme if name.endswith(".typ")]
    if partials:
        options["template-partials"] = partials
    return options


def _docx(theme: list[str]) -> dict[str, Any]:
    options: dict[str, Any] = {"toc": False, "toc-depth": 2, "default-image-extension": "png"}
    reference = [name for name in theme if name.endswith(".docx")]
    if reference:
        options["reference-doc"] = reference[0]
    return options
