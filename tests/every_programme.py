"""A project with every programme, each cut down to a few units, small enough to build in a test."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.miniature import ROOT, Miniature
from workbench.definitions import load_definitions

#: Units that are taken where a programme has them, and how many a programme is cut down to.
WANTED = ("orkney-islands",)
UNITS = 1
SIZE = "1"


def make_every_programme(folder: Path, units: int = UNITS) -> Miniature:
    """Copy the project's sources into ``folder`` with every programme cut down to a few units."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("notebooks", "parameters", "reports"):
        shutil.copytree(ROOT / name, folder / name)
    definitions = load_definitions(ROOT / "parameters")
    kept: dict[str, list[str]] = {}
    for programme in definitions.programmes.values():
        slugs = [area.slug for area in definitions.sample_areas(programme) if area.slug != "national"]
        slugs = slugs or [area.slug for area in definitions.programme_areas(programme)]
        # Those with a written report come first: letters and reviews are made of what people wrote.
        written = [slug for slug in slugs if (ROOT / "reports" / programme.id / "areas" / slug).is_dir()]
        slugs = sorted(slugs, key=lambda slug: (slug not in WANTED, slug not in written))[:units]
        kept[programme.id] = slugs
        if slugs:
            path = folder / "parameters" / "programmes" / f"{programme.id}.yaml"
            path.write_text(with_areas(path.read_text(), slugs))
    _cut_published(folder / "parameters" / "published" / "evaluations.csv", kept)
    return Miniature(folder)


def _cut_published(path: Path, kept: dict[str, list[str]]) -> None:
    """Leave out the published evaluations of units that were cut."""
    if path.is_file():
        head, *rows = path.read_text().splitlines(keepends=True)
        rows = [row for row in rows if row.split(",")[1] in kept.get(row.split(",")[0], ())]
        path.write_text("".join([head, *rows]))


def with_areas(text: str, slugs: list[str]) -> str:
    """Return a programme's file with other areas.

    Examples
    --------
    >>> with_areas("id: x\\nareas:\\n  - fife\\n  - moray\\nunit: y\\n", ["angus"])
    'id: x\\nareas: [angus]\\nunit: y\\n'
    """
    changed, count = re.subn(
        r"^areas:[^\n]*\n(?:[ -][^\n]*\n)*", f"areas: [{', '.join(slugs)}]\n", text, flags=re.MULTILINE
    )
    assert count == 1, "a programme has one line 'areas:'"
    return re.sub(r"^  areas: (?!all$)[^\n]*$", "  areas: all", changed, flags=re.MULTILINE)
