"""The entries of the manifest that pages name, compared with the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench.manifest import entry_digest
from workbench.provenance.actions import place_of
from workbench.provenance.findings import Finding
from workbench.provenance.package import parts_of
from workbench.provenance.pages import PageText, one_line

CHECK = "footers"
_ENTRY = re.compile(r"Manifest entry\s+([0-9a-f]{16})")
_TAG = re.compile(r"<[^>]+>")


def footer_findings(name: str, entries: list[str], manifest: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield where a page names another entry than the one the manifest has for its place.

    Parameters
    ----------
    name
        The file, ``site/areas/fife/index.html``.
    entries
        The digits that it names.
    manifest
        The manifest.

    Notes
    -----
    The entry says what the page was made from. A page whose entry differs was made from something else: an earlier
    build's page left over, or one that was put there from another place.
    """
    places = manifest.get("pages") or {}
    place = place_of(name, places)
    if place not in places:
        return
    wanted = entry_digest(places[place])
    for entry in sorted(set(entries)):
        if entry != wanted:
            yield Finding(CHECK, name, f"its footer names the manifest entry {entry}; {place} has {wanted}")


def page_without_footer(name: str, page: PageText, manifest: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield where a page with traced numbers names no entry of the manifest at all."""
    places = manifest.get("pages") or {}
    if page.traced and not page.entries and place_of(name, places) in places:
        yield Finding(CHECK, name, "its footer names no manifest entry, though its numbers lead to traces")


def word_entries(path: Path) -> list[str]:
    """Return the entries of the manifest that a Word file names, in its text or its running footers.

    Returns
    -------
    list of str
        Empty where there are none, and where the file is none that can be opened: its sum says so.
    """
    parts = parts_of(path, lambda name: name.startswith("word/") and name.endswith(".xml"))
    texts = [part.decode("utf-8", "replace") for part in parts.values()]
    return [entry for text in texts for entry in _ENTRY.findall(one_line(_TAG.sub("", text)))]
