"""The composed project's `_quarto.yml`: its pages, navigation, formats and shared metadata."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbench.errors import Fault, InputFaults, WorkbenchError
from workbench.rendering.options import option_faults
from workbench.rendering.yaml_text import merged, parse_yaml, read_yaml


@dataclass(frozen=True)
class Entry:
    """One line of the navigation: a page, or a heading with entries under it.

    Parameters
    ----------
    href
        The page's source relative to the project (``areas/fife/index.qmd``); empty for a heading.
    text
        What is shown; empty means the page's title.
    entries
        Entries under this one.
    """

    href: str
    text: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Website:
    """A composed project as its `_quarto.yml` describes it.

    Parameters
    ----------
    folder
        The project's folder.
    title
        The website's name.
    pages
        The sources to render, relative to ``folder``, in order.
    sidebar
        The navigation.
    footer
        Plain text of the page footer.
    search
        Whether pages offer a search.
    resources
        Patterns of files to copy into the site.
    metadata
        Everything that pages inherit.
    """

    folder: Path
    title: str
    pages: tuple[str, ...]
    sidebar: tuple[Entry, ...]
    footer: str
    search: bool
    resources: tuple[str, ...]
    metadata: dict[str, Any]


def read_website(folder: Path, *, strict: bool = True) -> Website:
    """Return the website that ``folder/_quarto.yml`` describes.

    Parameters
    ----------
    folder
        The composed project.
    strict
        Whether to refuse options that the embedded engine does not support.

    Raises
    ------
    WorkbenchError
        When the folder has no `_quarto.yml`.
    InputFaults
        When it holds what the embedded engine does not support, or names pages that do not exist.
    """
    file = folder / "_quarto.yml"
    if not file.is_file():
        raise WorkbenchError(f"{folder} is not a composed project: it has no _quarto.yml. Compose it first.")
    text = file.read_text(encoding="utf-8")
    settings, faults = read_yaml(file, "_quarto.yml")
    if strict:
        faults += option_faults(settings, text, "_quarto.yml", whole_project=True)
    project = settings.get("project") or {}
    website = settings.get("website") or {}
    pages = _pages(folder, project.get("render") or [], str(project.get("output-dir") or "_site"))
    sidebar = _entries(folder, _contents(website), faults)
    known = set(pages)
    for entry in _flat(sidebar):
        if entry.href.endswith(".qmd") and entry.href not in known:
            faults.append(Fault("_quarto.yml", message=f"the sidebar names {entry.href}, which is not a page here"))
    if faults:
        raise InputFaults(faults, "The composed project cannot be rendered by the embedded engine")
    shared = {key: value for key, value in settings.items() if key not in ("project", "website", "brand")}
    return Website(
        folder=folder,
        title=str(website.get("title") or settings.get("title") or "Reports"),
        pages=pages,
        sidebar=sidebar or tuple(Entry(page) for page in pages),
        footer=_footer(website.get("page-footer")),
        search=website.get("search", True) is not False,
        resources=tuple(project.get("resources") or ()),
        metadata=shared,
    )


def folder_metadata_files(page: str) -> list[str]:
    """Return where `_metadata.yml` files for ``page`` may stand, outermost first.

    Examples
    --------
    >>> folder_metadata_files("areas/fife/index.qmd")
    ['_metadata.yml', 'areas/_metadata.yml', 'areas/fife/_metadata.yml']
    """
    parts = page.split("/")[:-1]
    return ["/".join([*parts[:depth], "_metadata.yml"]) for depth in range(len(parts) + 1)]


def folder_metadata(website: Website, page: str) -> tuple[dict[str, Any], list[Fault]]:
    """Return the metadata that ``page`` inherits from the project and its folders, and what is wrong with it."""
    metadata, faults = website.metadata, []
    for name in folder_metadata_files(page):
        path = website.folder / name
        if path.is_file():
            own, wrong = _folder_settings(path.read_text(encoding="utf-8"), name)
            faults += wrong
            metadata = merged(metadata, own)
    return metadata, faults


@lru_cache(maxsize=256)
def _folder_settings(text: str, name: str) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    # Kept for the other pages of the folder, which follow those of all other areas: its values are a long text.
    own, wrong = parse_yaml(text, name)
    return own, (*wrong, *option_faults(own, text, name))


def _pages(folder: Path, patterns: list[str], output: str) -> tuple[str, ...]:
    hidden = {output.strip("/").split("/")[0]}
    every = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.qmd")
        if not any(part.startswith(("_", ".")) or part in hidden for part in path.relative_to(folder).parts)
    )
    if not patterns:
        return tuple(every)
    import fnmatch

    chosen: list[str] = []
    for pattern in patterns:
        negated, wanted = pattern.startswith("!"), pattern.lstrip("!/")
        matching = [page for page in every if page == wanted or fnmatch.fnmatchcase(page, wanted.replace("**/", "*"))]
        if negated:
            chosen = [page for page in chosen if page not in matching]
        else:
            chosen += [page for page in matching if page not in chosen]
    return tuple(chosen)


def _contents(website: dict[str, Any]) -> list[Any]:
    sidebar = website.get("sidebar") or {}
    if isinstance(sidebar, list):
        sidebar = sidebar[0] if sidebar else {}
    return list(sidebar.get("contents") or []) if isinstance(sidebar, dict) else []


def _entries(folder: Path, contents: list[Any], faults: list[Fault]) -> tuple[Entry, ...]:
    entries = []
    for item in contents:
        if isinstance(item, str):
            entries.append(Entry(item.lstrip("/")))
        elif isinstance(item, dict) and ("section" in item or "contents" in item):
            name = str(item.get("section") or item.get("text") or "")
            href = name if name.endswith(".qmd") else str(item.get("href") or "")
            under = item.get("contents") or []
            if not isinstance(under, list):
                faults.append(Fault("_quarto.yml", value=str(under), message="list the pages of a sidebar section"))
                under = []
            entries.append(Entry(href.lstrip("/"), "" if href == name else name, _entries(folder, under, faults)))
        elif isinstance(item, dict) and "href" in item:
            entries.append(Entry(str(item["href"]).lstrip("/"), str(item.get("text") or "")))
        elif isinstance(item, dict) and "text" in item:
            entries.append(Entry("", str(item["text"])))
        else:
            faults.append(Fault("_quarto.yml", value=str(item)[:40], message="not an entry of a sidebar known here"))
    return tuple(entries)


def _flat(entries: tuple[Entry, ...]) -> list[Entry]:
    return [found for entry in entries for found in (entry, *_flat(entry.entries))]


def _footer(footer: Any) -> str:
    if isinstance(footer, dict):
        return " ".join(str(footer[side]) for side in ("left", "center", "right") if isinstance(footer.get(side), str))
    return str(footer or "")
