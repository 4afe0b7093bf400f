"""Checks of what was made: traced numbers in composed sources and on pages, and everything as the build left it."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from workbench.assurance.sense_checks.ground import Ground
from workbench.assurance.sense_checks.outcome import Finding
from workbench.composition.traces import anchor
from workbench.definitions.areas import NATIONAL
from workbench.definitions.sense_checks import SenseCheck
from workbench.manifest import own_files
from workbench.provenance.pages import one_line
from workbench.provenance.recorded import alike, texts_of

_IN_SOURCE = re.compile(r"\[([^\]\n]*)\]\(/(?:areas/([\w-]+)/)?trace\.qmd#(v-[\w-]+)\)\{\.traced")
_ON_PAGE = re.compile(
    r'<a\b(?=[^>]*class="[^"]*\btraced\b)[^>]*href="([^"#]*trace\.html)#(v-[^"]+)"[^>]*>(.*?)</a>', re.DOTALL
)
_MARKUP = re.compile(r"<[^>]+>")
_ESCAPE = re.compile(r"\\(\W)")
_SOURCES = (".qmd", ".md", ".yml")
_MOST = 3

Traced = tuple[str, str, str]


def sources(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether every traced number in the composed project is a part of the value that it leads to."""
    texts = (
        (name, path.read_text(encoding="utf-8"))
        for name, path in ground.below(ground.folders.project)
        if name.endswith(_SOURCES) and not name.startswith("theme/")
    )
    yield from _compared(ground, texts, _in_source)


def _in_source(name: str, text: str) -> Iterator[Traced]:
    for found in _IN_SOURCE.finditer(text):
        shown = found[1].replace("''", "'") if name.endswith(".yml") else found[1]
        yield found[2] or NATIONAL, found[3], html.unescape(_ESCAPE.sub(r"\1", shown))


def pages(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether every traced number on the web pages is a part of the value that it leads to."""
    texts = (
        (name, path.read_text(encoding="utf-8"))
        for name, path in ground.below(ground.folders.site)
        if name.endswith(".html")
    )
    yield from _compared(ground, texts, _on_page)


def _on_page(name: str, text: str) -> Iterator[Traced]:
    for found in _ON_PAGE.finditer(text):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[1]))
        folder, _, slug = posixpath.dirname(target).rpartition("/")
        place = slug if folder == "areas" else NATIONAL
        yield place, html.unescape(found[2]), one_line(html.unescape(_MARKUP.sub("", found[3])))


def _compared(
    ground: Ground, texts: Iterable[tuple[str, str]], traced: Callable[[str, str], Iterable[Traced]]
) -> Iterator[Finding]:
    """Yield, place by place, whether what stands in texts is what was recorded."""
    values = {
        place: {anchor(name): value for name, value in recorded.values.items()}
        for place, recorded in ground.recorded.items()
    }

    @cache
    def right(place: str, where: str) -> set[str] | None:
        value = values.get(place, {}).get(where)
        return None if value is None else texts_of(value)

    looked: dict[str, int] = {}
    wrong: dict[str, list[str]] = {}
    for name, text in texts:
        parts = name.split("/")
        # The place whose page it is: the overview shows numbers of areas as well.
        own = parts[1] if parts[0] == "areas" and len(parts) > 2 else NATIONAL
        for place, where, shown in traced(name, text):
            if place in ground.recorded and ground.recorded[place].missing:
                continue  # results that were withdrawn say nothing of a page that was made of them
            allowed = right(place, where)
            looked[own] = looked.get(own, 0) + 1
            if allowed is None:
                told_of = f"which no recorded value of {place} stands behind"
                wrong.setdefault(own, []).append(f"{name} has '{shown}', {told_of}")
            elif alike(shown) not in allowed:
                is_ = values[place][where].get("says", "")
                wrong.setdefault(own, []).append(f"{name} has '{shown}' where {is_} was recorded")
    for own, number in sorted(looked.items()):
        told = wrong.get(own, [])
        more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
        yield Finding(own, not told, "; ".join(told[:_MOST]) + more, {"numbers looked at": number})


def made(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether outputs of runs, composed sources and pages are as the manifest says, and nothing was added."""
    manifest = ground.manifest
    if manifest is None:
        return
    root = ground.folders.root
    listed: dict[str, str] = dict(manifest.get("reports", {})) | dict(manifest.get("composed", {}))
    there = {
        f"{folder.name}/{path.relative_to(folder).as_posix()}"
        for folder in (ground.folders.site, ground.folders.project)
        for path in own_files(folder)
    }
    for run in manifest.get("runs", {}).values():
        listed |= run.get("outputs", {})
    changed = [name for name, digest in sorted(listed.items()) if ground.hashes.of(root / name) not in (digest, None)]
    gone = [name for name in sorted(listed) if not (root / name).is_file()]
    added = sorted(there - listed.keys()) if listed else []
    told = [
        f"{what}: {', '.join(names[:_MOST])}" + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
        for what, names in (("changed since", changed), ("gone", gone), ("not made by the build", added))
        if names
    ]
    yield Finding(NATIONAL, not told, "; ".join(told), {"files": len(listed)})
