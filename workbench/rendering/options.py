"""The Quarto options the embedded engine knows; every other known Quarto option is refused by name."""

from __future__ import annotations

from typing import Any

from workbench.errors import Fault
from workbench.names import did_you_mean
from workbench.rendering.yaml_text import key_line

PROJECT = {"type", "output-dir", "render", "resources"}
WEBSITE = {
    "title",
    "description",
    "sidebar",
    "page-footer",
    "search",
    "site-url",
    "page-navigation",
    "back-to-top-navigation",
    "navbar",
}
NAVBAR = {"title", "background", "foreground", "search"}
SIDEBAR = {"contents", "title", "style", "search", "collapse-level", "id", "background", "type", "pinned"}

PAGE = {
    "title", "short-title", "subtitle", "date", "author", "description", "lang", "toc", "toc-depth", "toc-title",
    "number-sections", "number-depth", "default-image-extension", "pagetitle", "keywords", "search",
}  # fmt: skip

# Appearance for Quarto alone. The embedded engine has the same look from the same theme folder, so ignoring these
# loses nothing a reader would see.
LOOK = {
    "theme", "css", "template-partials", "papersize", "margin", "mainfont", "fontsize", "linestretch", "linkcolor",
    "section-numbering", "pdf-standard", "reference-doc", "embed-resources", "standalone", "minimal", "anchor-sections",
    "smooth-scroll", "code-copy", "code-overflow", "link-external-newwindow", "page-layout", "grid", "toc-location",
    "title-block-banner", "title-block-style", "respect-user-color-scheme", "lightbox",
    "fig-cap-location", "tbl-cap-location", "format-links", "wrap", "toc-expand", "font-paths", "axe", "keep-typ",
    "highlight-style", "syntax-highlighting", "html-table-processing", "toc-indent", "link-external-icon", "fig-align",
}  # fmt: skip

REFUSED = {
    "abstract", "bibliography", "csl", "nocite", "citation", "engine", "jupyter", "knitr", "julia", "listing",
    "include-in-header", "include-before-body", "include-after-body", "header-includes", "template", "execute-dir",
    "params", "crossref", "citation-location", "reference-location", "ipynb-filters", "ipynb-shell-interactivity",
    "shortcodes", "latex-clean", "format-resources", "shift-heading-level-by", "number-offset", "categories", "image",
    "draft", "aliases", "about", "comments", "metadata-files", "metadata-file", "cache", "freeze", "server", "shiny",
    "variables", "profile", "book", "manuscript", "pre-render", "post-render", "editor_options", "code-links",
    "repo-url", "date-format", "date-modified",
    "from", "reader", "to", "html-math-method", "fig-width", "fig-height", "fig-dpi", "df-print", "code-fold",
    "resources",
}  # fmt: skip

#: How the embedded engine writes a date; Quarto has to be told.
DATES = "D MMMM YYYY"
FORMAT_NAMES = ("html", "typst", "docx")
#: Where the theme's filters are, and those that are for Quarto alone.
OWN = ("theme/", "filters/")


def option_faults(
    settings: dict[str, Any], text: str, file: str, *, whole_project: bool = False, first_line: int = 1
) -> list[Fault]:
    r"""Return a fault for each option in ``settings`` that the embedded engine does not support.

    Parameters
    ----------
    settings
        The metadata of one file.
    text, file, first_line
        The YAML it was read from and where that stands, for line numbers.
    whole_project
        Whether it is `_quarto.yml`, which may have ``project`` and ``website``.

    Examples
    --------
    >>> text = "title: A\nbibliography: refs.bib"
    >>> print(option_faults({"title": "A", "bibliography": "refs.bib"}, text, "a.qmd")[0])
    a.qmd, line 2: the option 'bibliography' is not supported by the embedded engine; take it out or render with Quarto
    """
    faults: list[Fault] = []

    def refuse(keys: tuple[str, ...], why: str) -> None:
        faults.append(Fault(file, line=key_line(text, keys, first_line), message=why))

    def unknown(keys: tuple[str, ...], known: set[str]) -> None:
        refuse(
            keys,
            f"the option '{'.'.join(keys)}' is not supported by the embedded engine.{did_you_mean(keys[-1], known)}",
        )

    for key, value in settings.items():
        if key == "date-format" and value == DATES:
            continue
        if key in REFUSED:
            refuse(
                (key,), f"the option '{key}' is not supported by the embedded engine; take it out or render with Quarto"
            )
        elif key == "format":
            _format_faults(value, refuse, unknown)
        elif key == "execute":
            if isinstance(value, dict):
                value = value.get("enabled", True)
            if value is not False:
                refuse(("execute",), "notebooks are run before the report is rendered: set 'execute: enabled: false'")
        elif key == "filters":
            _filter_faults(("filters",), value, refuse)
        elif key in ("project", "website") and not whole_project:
            refuse((key,), f"'{key}' belongs in _quarto.yml")
    if whole_project:
        _project_faults(settings, refuse, unknown)
    return faults


def _format_faults(value: Any, refuse: Any, unknown: Any) -> None:
    if isinstance(value, str):
        value = {value: {}}
    if not isinstance(value, dict):
        refuse(("format",), "'format' should name html, typst and docx, each with its options")
        return
    for name, options in value.items():
        if name not in FORMAT_NAMES:
            refuse(("format", name), f"the format '{name}' is not supported; use {', '.join(FORMAT_NAMES)}")
            continue
        for option, content in (options if isinstance(options, dict) else {}).items():
            if option == "filters":
                _filter_faults(("format", name, option), content, refuse)
            elif option == "include-after-body" and str(content).startswith(OWN):
                continue  # a script for Quarto's pages; ours need none
            elif option not in PAGE | LOOK:
                unknown(("format", name, option), PAGE | LOOK)


def _filter_faults(keys: tuple[str, ...], value: Any, refuse: Any) -> None:
    for filter in value if isinstance(value, list) else [value]:
        name = filter.get("path") if isinstance(filter, dict) else filter
        if not (isinstance(name, str) and name.lstrip("/").removeprefix("../").removeprefix("../").startswith(OWN)):
            refuse(keys, f"the filter '{name}' is not one of the theme's; the embedded engine runs no other filters")


def _project_faults(settings: dict[str, Any], refuse: Any, unknown: Any) -> None:
    project, website = settings.get("project") or {}, settings.get("website") or {}
    for key in project:
        if key not in PROJECT:
            unknown(("project", key), PROJECT)
    if project.get("type", "website") != "website":
        refuse(("project", "type"), f"a project of type '{project['type']}' is not supported; it should be a website")
    for key in website:
        if key not in WEBSITE:
            unknown(("website", key), WEBSITE)
    # Quarto's bar at the top of the page; the embedded engine always has one with title and search.
    navbar = website.get("navbar")
    for key in navbar if isinstance(navbar, dict) else ():
        if key not in NAVBAR:
            unknown(("website", "navbar", key), NAVBAR)
    sidebar = website.get("sidebar")
    if isinstance(sidebar, list) and len(sidebar) > 1:
        refuse(("website", "sidebar"), "only one sidebar is supported by the embedded engine")
    if isinstance(sidebar, dict):
        for key in sidebar:
            if key not in SIDEBAR:
                unknown(("website", "sidebar", key), SIDEBAR)
