"""What a reader sees of each report, as one digest: the hash that a sign-off signs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from workbench.definitions.output_kinds import OVERVIEW
from workbench.files import canonical_json
from workbench.manifest import own_names
from workbench.plan.hashes import digest

if TYPE_CHECKING:
    from workbench.plan.remembered import Remembered

SCHEMA = 1
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: What a page says of itself: it follows from a sign-off or from the build, and so is not what is signed.
ITSELF = ("release", "entry", "foot", "cover_note", "trace")
# Of ``_quarto.yml``: how the website is made, not what it says.
_MAKING = frozenset({"project", "website", "format", "filters", "execute", "contents-list", "date-format"})
# Folders of the composed website that belong to no single report.
_COMMON = frozenset({"areas", "figures", "fonts", "theme", "filters"})
_TRACE_NUMBER = re.compile(r' ?trace="T\d+"')
_NAMED = re.compile(r"\{\{<\s*meta\s+([\w.-]+)\s*>\}\}")
_FIGURE = re.compile(r"\]\((?:\.\./)?figures/([\w-]+)\)")
_TEXTS = (".qmd", ".md")
# What Quarto leaves beside the sources: made of them, and not there in a release that is composed anew.
_RENDERED = ("_site/", ".quarto/")


def content_digests(
    composed: Path,
    outputs: Iterable[str],
    held: Mapping[str, str] | None = None,
    names: Collection[str] | None = None,
    remembered: Remembered | None = None,
) -> dict[str, str]:
    """Return the SHA-256 of the content of each report of a composed website.

    A report is everything of one area (by its slug), or one kind of national output (by its id). Its content is its
    sources, the values, pictures and spreadsheets that they show, and what all pages say of the programme. It is the
    same whatever state the report is in, whatever release it belongs to, and wherever its numbers' traces stand.

    Parameters
    ----------
    composed
        Folder of the composed website.
    outputs
        The kinds of output that the programme wants.
    held
        Files that are about to be written there, by name, with what they will hold.
    names
        The files of the website; by default all that are there.
    remembered
        What was found before: a report of the same files is not read again.

    Returns
    -------
    dict
        By report, in name order; empty where nothing is composed.
    """
    held = held or {}
    if names is None:
        names = {name for name, _ in own_names(str(composed))}
    names = {name for name in names if not name.startswith(_RENDERED)}
    site = _yaml(held.get("_quarto.yml") or _text(composed / "_quarto.yml"))
    if not site:
        return {}
    shared = {name: value for name, value in site.items() if name not in _MAKING}
    belonging: dict[str, list[str]] = {}
    kinds = _national_kinds(site)
    for name in sorted({*names, *held}):
        report = _report_of(name, kinds, OVERVIEW in set(outputs))
        if report:
            belonging.setdefault(report, []).append(name)
    if remembered is None or held:
        return {report: _digest(composed, report, files, shared, held) for report, files in sorted(belonging.items())}
    found = {}
    for report, files in sorted(belonging.items()):
        # The figures of national pages lie together.
        apart = files[0].startswith("areas/")
        read = files if apart else [*files, *sorted(name for name in names if name.startswith("figures/"))]
        depends = digest([shared, [[name, remembered.hashes.of(f"{composed}/{name}")] for name in read]])
        known = remembered.found(f"content of {report}", depends)
        made = known or _digest(composed, report, files, shared, held)
        found[report] = remembered.keep(f"content of {report}", depends, made)
    return found


def _national_kinds(site: Mapping[str, Any]) -> frozenset[str]:
    pages = (PurePosixPath(str(page)) for page in site.get("project", {}).get("render", ()))
    return frozenset(page.parts[0] for page in pages if len(page.parts) == 2 and page.name == "index.qmd")


def _report_of(name: str, kinds: frozenset[str], overview: bool) -> str:
    """Return the report that a file of the website belongs to; empty where it is no single report's."""
    parts = PurePosixPath(name).parts
    if parts[-1] == "trace.qmd" or name.endswith(".png"):  # made of the same; PNG is drawn of the SVG
        return ""
    if parts[0] == "areas":
        return parts[1] if len(parts) > 2 else ""
    if len(parts) == 1 and name.endswith(".xlsx"):
        return PurePosixPath(name).stem.removeprefix("national-")
    if parts[0] in kinds:
        return parts[0]
    if not overview or parts[0] in _COMMON or (len(parts) == 1 and not name.endswith(_TEXTS)):
        return ""
    return OVERVIEW


def _digest(composed: Path, report: str, names: list[str], shared: Mapping[str, Any], held: Mapping[str, str]) -> str:
    content: dict[str, Any] = {}
    values: dict[str, Any] = {}
    texts: list[str] = []
    for name in names:
        path = composed / name
        if PurePosixPath(name).name == "_metadata.yml":
            values = _without_itself(_yaml(held[name] if name in held else _text(path)))
        elif name.endswith(_TEXTS):
            text = _TRACE_NUMBER.sub("", held[name] if name in held else _text(path))
            front, body = _parted(text)
            texts.append(text)
            content[name] = [_without_itself(front), body]
        else:
            content[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    for figure in sorted({found for text in texts for found in _FIGURE.findall(text)}):
        # The figures of national pages lie together.
        path = composed / "figures" / f"{figure}.svg"
        if not names[0].startswith("areas/") and path.is_file():
            content[f"figures/{figure}.svg"] = hashlib.sha256(path.read_bytes()).hexdigest()
    # An area's file of values holds all that was recorded; a reader sees those that its pages name.
    named = {found for text in texts for found in _NAMED.findall(text)}
    used = {name: value for name, value in _leaves(values) if name in named}
    whole = {"schema": SCHEMA, "report": report, "shared": shared, "values": used, "files": content}
    return hashlib.sha256(canonical_json(whole).encode()).hexdigest()


def _parted(text: str) -> tuple[dict[str, Any], str]:
    """Return a source's front matter as data, and the rest."""
    if text.startswith("---\n") and "\n---\n" in text:
        front, _, body = text[4:].partition("\n---\n")
        return _yaml(front), body
    return {}, text


def _without_itself(tree: Mapping[str, Any]) -> dict[str, Any]:
    report = tree.get("report")
    kept = {name: value for name, value in tree.items() if name != "report"}
    if isinstance(report, Mapping):
        rest = {name: value for name, value in report.items() if name not in ITSELF}
        return kept | ({"report": rest} if rest else {})
    return dict(tree)


def _leaves(tree: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{before}{name}.")
        else:
            yield before + name, _TRACE_NUMBER.sub("", value) if isinstance(value, str) else value


def _yaml(text: str) -> dict[str, Any]:
    try:
        found = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError:
        return {"unreadable": hashlib.sha256(text.encode()).hexdigest()}
    return found if isinstance(found, dict) else {}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
