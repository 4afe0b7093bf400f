"""The sample's narrative, evaluations and recommendations, written once and then left to people."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from workbench.definitions import Definitions, Programme, load_definitions
from workbench.files import write_json, write_text
from workbench.project import Project
from workbench.sample.authored_files import area_files, national_files
from workbench.sample.phrases import narrative_bank

NOTE = ".sample.json"
NATIONAL = "national"


@dataclass(frozen=True)
class WrittenNarrative:
    """What became of the narrative.

    Parameters
    ----------
    written
        Files written, relative to the programme's folder in ``reports/``.
    kept
        Files that a person changed or made, left as they are.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]


def write_narrative(
    project: Project, programme: Programme | str, force: bool = False, definitions: Definitions | None = None
) -> WrittenNarrative:
    """Write the sample's authored files of every sampled area and the overview.

    A file that is not as this function last wrote it belongs to a person and is left alone.

    Parameters
    ----------
    project
        The project.
    programme
        The programme, or its id.
    force
        Whether to replace the files that people changed as well.
    definitions
        The project's definitions; loaded when not given.

    Returns
    -------
    WrittenNarrative
        What was written and what was kept.
    """
    definitions = definitions or load_definitions(project)
    programme = definitions.programme(programme) if isinstance(programme, str) else programme
    folder = project.reports / programme.id
    note = folder / NOTE
    before: dict[str, str] = json.loads(note.read_text(encoding="utf-8"))["files"] if note.is_file() else {}
    wanted = {f"{NATIONAL}/{name}": text for name, text in national_files(definitions, programme).items()}
    for area in definitions.sample_areas(programme):
        files = area_files(definitions, programme, area.slug)
        wanted |= {f"areas/{area.slug}/{name}": text for name, text in files.items()}
    written, kept, hashes = [], [], {}
    for name, text in sorted(wanted.items()):
        path = folder / name
        theirs = path.is_file() and _hash(path.read_text(encoding="utf-8")) != before.get(name)
        if theirs and not force and path.read_text(encoding="utf-8") != text:
            kept.append(name)
            continue
        hashes[name] = _hash(text)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_text(path, text)
            written.append(name)
    content = {"schema": 1, "files": hashes}
    if not note.is_file() or json.loads(note.read_text(encoding="utf-8")) != content:
        write_json(note, content)
    return WrittenNarrative(tuple(written), tuple(kept))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Write the narrative of every programme that has a sample and words for it (``-m workbench.sample.narrative``)."""
    from workbench.project import find_project

    project = find_project()
    definitions = load_definitions(project)
    for programme in definitions.programmes.values():
        if programme.sample and narrative_bank(programme.id):
            done = write_narrative(project, programme, definitions=definitions)
            print(f"{programme.id}: {len(done.written)} files written, {len(done.kept)} kept as people changed them")


if __name__ == "__main__":
    main()
