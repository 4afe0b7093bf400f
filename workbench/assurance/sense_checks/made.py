"""Checks of what was made: traced numbers in composed sources and on pages, and everything as the build left it."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from workbench.assurance.sense_checks.ground import Ground
from workbench.assurance.sense_checks.outcome import Finding
from workbench.definitions.areas import NATIONAL
from workbench.definitions.sense_checks import SenseCheck
from workbench.manifest import own_files
from workbench.plan.hashes import digest
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
    files = (
        (name, path)
        for name, path in ground.below(ground.folders.project)
        if name.endswith(_SOURCES) and not name.startswith("theme/")
    )
    yield from _compared(ground, "sources", files, _in_source)


def _in_source(name: str, text: str) -> Iterator[Traced]:
    for found in _IN_SOURCE.finditer(text):
        shown = found[1].replace("''", "'") if name.endswith(".yml") else found[1]
        yield found[2] or NATIONAL, found[3], html.unescape(_ESCAPE.sub(r"\1", shown))


def pages(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether every traced number on the web pages is a part of the value that it leads to."""
    files = ((name, path) for name, path in ground.below(ground.folders.site) if name.endswith(".html"))
    yield from _compared(ground, "pages", files, _on_page)


def _on_page(name: str, text: str) -> Iterator[Traced]:
    for found in _ON_PAGE.finditer(text):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[1]))
        folder, _, slug = posixpath.dirname(target).rpartition("/")
        place = slug if folder == "areas" else NATIONAL
        yield place, html.unescape(found[2]), one_line(html.unescape(_MARKUP.sub("", found[3])))


def _compared(
    ground: Ground, kind: str, files: Iterable[tuple[str, Path]], traced: Callable[[str, str], Iterable[Traced]]
) -> Iterator[Finding]:
    """Yield, place by place, whether what stands in files is what was recorded."""
    belonging: dict[str, list[tuple[str, Path]]] = {}
    for name, path in files:
        parts = name.split("/")
        # The place whose page it is: the overview shows numbers of areas as well.
        own = parts[1] if parts[0] == "areas" and len(parts) > 2 else NATIONAL
        belonging.setdefault(own, []).append((name, path))
    for own, there in sorted(belonging.items()):
        looked, told = _looked_at(ground, f"{kind} of {own}", there, traced)
        if looked:
            more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
            yield Finding(own, not told, "; ".join(told[:_MOST]) + more, {"numbers looked at": looked})


def _looked_at(
    ground: Ground,
    title: str,
    files: Sequence[tuple[str, Path]],
    traced: Callable[[str, str], Iterable[Traced]],
) -> tuple[int, list[str]]:
    """Return how many numbers some files show, and what is said of those that are wrong.

    A build does not read again what it has looked at: the same files, which lead to the same results.
    """
    remembered = ground.remembered
    state = digest([[name, ground.hashes.of(path)] for name, path in files]) if remembered else ""
    if remembered:
        before = remembered.depends(title)
        places = before[1] if before and before[0] == state else {}
        known = remembered.found(title, [state, {place: ground.results.get(place) for place in places}])
        if known is not None:
            return known[0], known[1]
    looked = 0
    told: list[str] = []
    led: set[str] = set()
    for name, path in files:
        for place, where, shown in traced(name, path.read_text(encoding="utf-8")):
            led.add(place)
            if place in ground.recorded and ground.recorded[place].missing:
                continue  # results that were withdrawn say nothing of a page that was made of them
            allowed = _right(ground, place, where)
            looked += 1
            if allowed is None:
                told.append(f"{name} has '{shown}', which no recorded value of {place} stands behind")
            elif alike(shown) not in allowed:
                is_ = ground.anchored[place][where].get("says", "")
                told.append(f"{name} has '{shown}' where {is_} was recorded")
    if remembered:
        remembered.keep(title, [state, {place: ground.results.get(place) for place in sorted(led)}], [looked, told])
    return looked, told


def _right(ground: Ground, place: str, where: str) -> set[str] | None:
    """Return the texts that may stand where a page leads to a value; None where no such value was recorded."""
    if (place, where) not in ground.texts:
        value = ground.anchored.get(place, {}).get(where)
        ground.texts[place, where] = None if value is None else texts_of(value)
    return ground.texts[place, where]


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
