"""Files and folders among what people wrote that nothing reads, because their names are not the right ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from workbench.names import did_you_mean

#: Records that may lie in an area's or the national folder.
RECORDS = frozenset(
    f"{name}.yaml"
    for name in (
        "evaluations", "factual-accuracy", "improvement-plan", "key-points", "matters", "notes", "progress",
        "proposals", "quotations", "read-texts", "recommendations", "timetable",
    )
)  # fmt: skip
NATIONAL = "national"


def stray_notes(folder: Path, shown: str, areas: Collection[str], kinds: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each folder or file of a programme's texts that no page could be made of.

    Parameters
    ----------
    folder
        The programme's folder in ``reports/``.
    shown
        How that folder is called in messages.
    areas
        Slugs of the programme's areas.
    kinds
        Ids of all kinds of output: texts of one kind alone lie in a folder of its name.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as made:
    ...     (Path(made) / "areas" / "fiffe").mkdir(parents=True)
    ...     print(*stray_notes(Path(made), "reports/x", ["fife", "moray"], []))
    reports/x/areas/fiffe: the programme has no such area, so nothing in it is read. Did you mean fife?
    """
    for path in _inside(folder / "areas"):
        if path.is_dir() and path.name not in areas:
            hint = did_you_mean(path.name, areas)
            yield f"{shown}/areas/{path.name}: the programme has no such area, so nothing in it is read.{hint}"
    places = [path for path in _inside(folder / "areas") if path.is_dir() and path.name in areas]
    for place in (*places, folder / NATIONAL):
        there = f"{shown}/{place.relative_to(folder).as_posix()}"
        for path in _inside(place):
            if wrong := _wrong(path, kinds):
                yield f"{there}/{path.name}: {wrong}"


def _wrong(path: Path, kinds: Collection[str]) -> str:
    name = path.name
    if path.is_dir():
        if name in kinds or not any(path.glob("*.qmd")):
            return ""
        return f"no kind of output has this name, so nothing in it is read.{did_you_mean(name, kinds)}"
    ending, stem = path.suffix.casefold(), path.stem
    if ending == ".txt" and Path(stem).suffix.casefold() in {".qmd", ".yaml", ".yml"}:
        # An editor that hides endings has put its own behind the right one.
        ending, stem = Path(stem).suffix.casefold(), Path(stem).stem
    if ending in {".yaml", ".yml"} and name not in RECORDS:
        # Other files may lie here on purpose; one that is nearly called like a record does not.
        hint = did_you_mean(f"{stem}.yaml", RECORDS)
        return f"no record has this name, so it is not read.{hint}" if hint else ""
    if ending in {".md", ".rmd", ".txt", ".docx"} or (ending == ".qmd" and path.suffix != ".qmd"):
        right = f"_{stem.lstrip('_')}.qmd"
        return f"texts are .qmd files, so it is not read. Save its text as {right}."
    return ""


def _inside(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.name[:1] != "."] if folder.is_dir() else []
