"""The files of the site besides its pages: copied pictures, shared assets; and what is no longer wanted."""

from __future__ import annotations

from pathlib import Path

from workbench.files import replacing
from workbench.rendering.lock import RenderLock, key_of, stamp_of
from workbench.rendering.model import Output
from workbench.rendering.planning import Planned, engine_digest
from workbench.rendering.site_assets import search_index, shared_assets
from workbench.rendering.website import Website


def write_public(path: Path, content: bytes) -> None:
    """Write a file of the site, whole or not at all, so that a web server may read it."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)
        temporary.chmod(0o644)


def resources(website: Website) -> set[str]:
    """Return the files that the project's ``resources`` patterns name, relative to the project."""
    return {
        path.relative_to(website.folder).as_posix()
        for pattern in website.resources
        for path in website.folder.glob(pattern.lstrip("/"))
        if path.is_file() and path.resolve().is_relative_to(website.folder)
    }


def copy_files(folder: Path, site: Path, names: set[str], lock: RenderLock) -> None:
    """Copy files of the project into the site, where they are not there already."""
    for name in sorted(names):
        digest = lock.digest(folder / name)
        known = lock.outputs.get(name)
        if known and known["key"] == digest and known["stamp"] == stamp_of(site / name):
            known["used"] = True
            continue
        write_public(site / name, (folder / name).read_bytes())
        lock.outputs[name] = {"key": digest, "stamp": stamp_of(site / name), "format": "", "used": True}


def write_assets(
    folder: Path, site: Path, website: Website, planned: list[Planned], theme: str, lock: RenderLock
) -> None:
    """Write styles, script, typeface and search index into the site, where they are not there already."""
    key = key_of(theme, engine_digest())
    kept = {name: known for name, known in lock.outputs.items() if known["format"] == "asset" and known["key"] == key}
    if not kept or any(known["stamp"] != stamp_of(site / name) for name, known in kept.items()):
        for name, content in shared_assets(folder).items():
            write_public(site / name, content)
            lock.outputs[name] = {"key": key, "stamp": stamp_of(site / name), "format": "asset"}
    if website.search:
        pages = []
        for plan in planned:
            if not plan.searched:
                continue
            path = f"{plan.source.removesuffix('.qmd')}.html"
            sections = lock.outputs.get(path, {}).get("sections", [])
            pages.append({"title": plan.title, "href": path, "sections": sections})
        name, key = "assets/search-index.js", key_of(pages)
        known = lock.outputs.get(name)
        if not (known and known["key"] == key and known["stamp"] == stamp_of(site / name)):
            write_public(site / name, search_index(pages))
            lock.outputs[name] = {"key": key, "stamp": stamp_of(site / name), "format": "index"}


def tidy(site: Path, lock: RenderLock, outputs: list[Output]) -> None:
    """Remove what an earlier render made and this one would not have: the site is what the project says now."""
    current = {output.path for output in outputs}
    sources = {output.source for output in outputs}
    has_html = any(output.format == "html" for output in outputs)
    for path, known in list(lock.outputs.items()):
        used = known.pop("used", False)
        if path in current or used or (known["format"] in ("asset", "index") and has_html):
            continue
        (site / path).unlink(missing_ok=True)
        del lock.outputs[path]
        for parent in (site / path).parents:
            if parent == site or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()
    for source in [source for source in lock.pages if source and source not in sources]:
        del lock.pages[source]
