"""Checks of what came in: whole, from every area, once, as it was taken in, and counted to the last row."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.assurance.sense_checks.ground import Ground
from workbench.assurance.sense_checks.numbers import HELD
from workbench.assurance.sense_checks.outcome import Finding
from workbench.definitions.areas import NATIONAL
from workbench.definitions.sense_checks import SenseCheck

# The recorded counts that make up the rows of a table, by the instrument's kind; of other kinds a row is no case.
_ROWS = {
    "survey": ("{short}.responses",),
    "record_reading": ("{short}.read", "{short}.read_twice"),
    "case_register": ("{short}.cases",),
    "pathway": ("{short}.read",),
    "findings": ("{short}.findings",),
}
_MOST = 5


def complete(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether every area has results of every stage, or evidence of every instrument."""
    yield from _evidence_there(ground) if check.what == "evidence" else _results_there(ground)


def _results_there(ground: Ground) -> Iterator[Finding]:
    if not ground.recorded:
        return
    lacking = [place for place, recorded in ground.recorded.items() if recorded.missing]
    known = {*ground.areas, NATIONAL}
    folder = ground.folders.results
    strange = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    strange = [name for name in strange if name not in known]
    areas = [place for place in ground.recorded if place != NATIONAL]
    numbers = {"areas": len(areas), "areas with every stage": len([each for each in areas if each not in lacking])}
    told = [f"without the results of a stage: {_listed(lacking)}"] if lacking else []
    told += [f"results of no area of the programme: {_listed(strange)}"] if strange else []
    yield Finding(NATIONAL, not told, "; ".join(told), numbers)


def _evidence_there(ground: Ground) -> Iterator[Finding]:
    there = {(entry["table"], entry["area"]) for entry in ground.catalogue}
    wanted = [
        (area.slug, name)
        for area in ground.definitions.evidence_areas(ground.programme)
        for name in ground.programme.instruments_of(national=area.slug == NATIONAL)
    ]
    if not wanted:
        return
    lacking = [f"{name} of {area}" for area, name in wanted if (name, area) not in there]
    numbers = {"files asked for": len(wanted), "files taken in": len(wanted) - len(lacking)}
    yield Finding(NATIONAL, not lacking, f"not there: {_listed(lacking)}" if lacking else "", numbers)


def twice(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether no two areas sent the same file."""
    if not ground.catalogue:
        return
    senders: dict[tuple[str, str], list[str]] = {}
    for entry in ground.catalogue:
        senders.setdefault((entry["table"], entry["sha256"]), []).append(entry["area"])
    same = [f"{table} of {' and '.join(areas)}" for (table, _), areas in senders.items() if len(areas) > 1]
    yield Finding(NATIONAL, not same, f"the same file: {_listed(same)}" if same else "", {"files": len(senders)})


def rows(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether as many cases are counted as the store has rows.

    The number of rows is told nowhere: less what is shown, it would be what is not.
    """
    stored = {(entry["table"], entry["area"]): entry["rows"] for entry in ground.catalogue}
    for place in ground.recorded:
        numbers: dict[str, float] = {}
        wrong = []
        tables = 0
        for instrument in ground.instruments:
            names = [name.replace("{short}", instrument.short) for name in _ROWS.get(instrument.kind, ())]
            values = ground.recorded[place].values
            # The numbers of one instrument: another of the programme may go by the same short name.
            names = [name for name in names if values.get(name, {}).get("table") == instrument.id]
            counted = [ground.number(place, name) for name in names]
            if not names or (instrument.id, place) not in stored:
                continue
            tables += 1
            if None in counted:
                continue
            numbers |= dict(zip(names, (number for number in counted if number is not None), strict=True))
            if sum(number for number in counted if number is not None) != stored[instrument.id, place]:
                wrong.append(f"{' and '.join(names)}: the store of {instrument.id} has another number of rows")
        if tables:
            yield Finding(place, not wrong, "; ".join(wrong), numbers) if numbers else Finding(place, None, HELD)


def as_taken_in(check: SenseCheck, ground: Ground) -> Iterator[Finding]:
    """Yield whether raw files and stored tables have the digests that the catalogue took down."""
    if not ground.catalogue:
        return
    home = ground.project.store / ground.programme.id
    raw = ground.project.raw / ground.programme.id
    wrong: dict[str, list[str]] = {}
    looked: dict[str, int] = {}
    for entry in ground.catalogue:
        area = entry["area"]
        looked[area] = looked.get(area, 0) + 1
        stored = ground.hashes.of(home / entry["table"] / f"{area}.parquet")
        if stored != entry["stored_sha256"]:
            what = "is gone from" if stored is None else "was changed in"
            wrong.setdefault(area, []).append(f"{entry['table']} {what} the store since it was taken in")
        received = ground.hashes.of(raw / entry["file"])
        # The raw file may be kept elsewhere; one that is there is the one that was read.
        if received is not None and received != entry["sha256"]:
            wrong.setdefault(area, []).append(f"{entry['file']} was changed since it was taken in")
    for area, number in sorted(looked.items()):
        told = wrong.get(area, [])
        more = f"; run: workbench intake {ground.programme.id}" if told else ""
        yield Finding(area, not told, f"{_listed(told)}{more}" if told else "", {"files": number})


def _listed(names: list[str]) -> str:
    rest = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + rest
