"""The sample written to the raw evidence folder, never over a file that somebody changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.definitions import NATIONAL, Area, Definitions, Programme
from workbench.errors import WorkbenchError, shown_path
from workbench.files import canonical_json, sha256, write_bytes, write_json, write_text
from workbench.project import Project

#: What the sample wrote, so that it knows its own files again: hashes by file, and what each area was made from.
NOTE = ".sample.json"
BATCH = "batch.yaml"
SOURCES = Path(__file__).parent

Report = Callable[[str, int], None]


@dataclass(frozen=True)
class Written:
    """What became of the sample.

    Parameters
    ----------
    areas
        How many areas the sample has.
    files
        How many files were written; the others were there already.
    folder
        Where they are.
    """

    areas: int
    files: int
    folder: Path


def write_sample(
    project: Project,
    definitions: Definitions,
    programme: Programme,
    areas: Iterable[Area],
    *,
    seed: int,
    size: float = 1.0,
    force: bool = False,
    report: Report = lambda area, written: None,
) -> Written:
    """Write the sample evidence of some areas of a programme.

    Parameters
    ----------
    project, definitions, programme, areas
        What is sampled and where to.
    seed
        Seed of the sample.
    size
        Part of the full size, above 0.
    force
        Whether to replace files that the sample did not write.
    report
        Called after each area with its slug and how many files were written.

    Raises
    ------
    WorkbenchError
        When a file that the sample did not write, or that was changed since, stands in its way. Nothing is written
        then.
    """
    areas = list(areas)
    folder = project.raw / programme.id
    note = _read_note(folder / NOTE)
    batch = _batch_note(programme, seed, size)
    made_from = {area.slug: _made_from(definitions, programme, area, seed, size) for area in areas}
    due = [area for area in areas if not _is_done(folder, note, area, made_from[area.slug])]
    _refuse_foreign(project, folder, note, due, batch, force, definitions, programme)
    if _text(folder / BATCH) != batch:
        note["files"][BATCH] = [*note["files"].get(BATCH, []), hashlib.sha256(batch.encode()).hexdigest()]
        write_json(folder / NOTE, note, private=True)
        write_text(folder / BATCH, batch, private=True)
    # Imported here: a run that has nothing to do starts no NumPy.
    from workbench.sample.files import area_files

    count = 0
    for area in areas:
        written = 0
        if area in due:
            files = area_files(definitions, programme, area, seed, size)
            written = _write_area(folder, area.slug, files, note, made_from[area.slug])
        report(area.slug, written)
        count += written
    return Written(len(areas), count, folder)


def _write_area(folder: Path, area: str, files: dict[str, bytes], note: dict, made_from: str) -> int:
    """Write one area's files; a folder that is not there yet appears with all of them at once."""
    hashes = {f"{area}/{name}": hashlib.sha256(content).hexdigest() for name, content in files.items()}
    # Both the old and the new hash are ours while the files change: a run that is killed here can be repeated.
    for name, digest in hashes.items():
        note["files"][name] = sorted({*note["files"].get(name, []), digest})
    note["areas"].pop(area, None)
    write_json(folder / NOTE, note, private=True)
    target = folder / area
    changed = [name for name, content in files.items() if not _same(target / name, content)]
    if target.exists():
        for name in changed:
            write_bytes(target / name, files[name], private=True)
    elif files:
        staging = folder / f".{area}.part"
        shutil.rmtree(staging, ignore_errors=True)
        for name, content in files.items():
            write_bytes(staging / name, content, private=True)
        staging.rename(target)
    for name, digest in hashes.items():
        note["files"][name] = [digest]
    note["areas"][area] = made_from
    write_json(folder / NOTE, note, private=True)
    return len(changed)


def _refuse_foreign(
    project: Project, folder: Path, note: dict, due: list[Area], batch: str, force: bool,
    definitions: Definitions, programme: Programme,
) -> None:  # fmt: skip
    """Refuse to write over a file, or to call evidence synthetic, that the sample did not write."""
    if force:
        return
    foreign = [
        folder / area.slug / file.name_for(area.slug)
        for area in due
        for file in (
            definitions.instruments[name].file for name in programme.instruments_of(national=area.slug == NATIONAL)
        )
        if not _is_ours(folder, note, f"{area.slug}/{file.name_for(area.slug)}")
    ]
    if _text(folder / BATCH) not in (None, batch) and not _is_ours(folder, note, BATCH):
        foreign.append(folder / BATCH)
    if not note["files"] and folder.is_dir():
        foreign += [path for path in folder.glob("*/*") if path.is_file() and not path.name.startswith(".")]
    if foreign:
        listed = "\n".join(f"  {shown_path(path, project.root)}" for path in sorted(set(foreign))[:10])
        more = f"\n  … and {len(set(foreign)) - 10} more" if len(set(foreign)) > 10 else ""
        raise WorkbenchError(
            "These files were not written by the sample, or were changed since, and stand in its way:\n"
            f"{listed}{more}\n"
            "Move them away, or set WORKBENCH_EVIDENCE to another folder; --force replaces them. Nothing was written."
        )


def _is_ours(folder: Path, note: dict, name: str) -> bool:
    path = folder / name
    return not path.exists() or sha256(path) in note["files"].get(name, [])


def _is_done(folder: Path, note: dict, area: Area, made_from: str) -> bool:
    names = [name for name in note["files"] if name.startswith(f"{area.slug}/")]
    return note["areas"].get(area.slug) == made_from and all(
        (folder / name).is_file() and sha256(folder / name) in note["files"][name] for name in names
    )


def _made_from(definitions: Definitions, programme: Programme, area: Area, seed: int, size: float) -> str:
    """Return a hash of everything an area's files depend on: definitions, seed, size and the sample's own source."""
    words = [path for name in programme.instruments if (path := SOURCES / "words" / f"{name}.yaml").is_file()]
    source = {
        path.name: sha256(path)
        for path in sorted([*SOURCES.glob("*.py"), *SOURCES.glob("*.yaml"), *words])
        if not path.name.startswith("narrative")
    }
    instruments = [definitions.instruments[name].model_dump(mode="json") for name in programme.instruments]
    scales = [scale.model_dump(mode="json") for scale in definitions.answer_scales.values()]
    content = [
        programme.id, list(programme.quality_indicators), area.model_dump(mode="json"), seed, size, instruments, scales,
        programme.sample.model_dump(mode="json") if programme.sample else None,
        programme.instruments_of(national=area.slug == NATIONAL), source,
    ]  # fmt: skip
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def _batch_note(programme: Programme, seed: int, size: float) -> str:
    part = "" if size == 1.0 else f", {size:g} of the full size"
    as_of = programme.sample.as_of if programme.sample else ""
    return (
        "# What is said here of the files beside it stands on every page made of them.\n"
        "synthetic: true\n"
        f'as_of: "{as_of}"\n'
        f"note: Made by workbench sample from seed {seed}{part}. It describes nobody and no real service.\n"
    )


def _read_note(path: Path) -> dict:
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        return {"files": dict(note["files"]), "areas": dict(note["areas"])}
    except FileNotFoundError:
        return {"files": {}, "areas": {}}
    except (ValueError, KeyError, TypeError) as error:
        raise WorkbenchError(
            f"{path} is damaged, so the sample cannot tell its own files from yours. Move the folder {path.parent} "
            "away and run the command again."
        ) from error


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
