"""The disclosure gate: every output of a release together, attacked as a reader could."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from workbench.recorded import recorded_results
from workbench.release.attacker import breaches
from workbench.release.disclosure_rules import Rules
from workbench.release.knowledge import Breach, Knowledge
from workbench.release.places import Place
from workbench.release.reading import read_stage
from workbench.release.recorded_cells import reason_of, with_roles

NATIONAL = "national"
# Beside results.json: what each hidden number is held back for; the helpers write it.
HELD_BACK = "held-back.json"
# Endings under which an area records what the overview adds up: national.staff is the sum of staff.responses.
_ADDED = ("{0}.responses", "{0}.read", "engagement.{0}")


class LogRow(NamedTuple):
    """One number held back, for the reviewer."""

    area: str
    stage: str
    output: str
    what: str
    held_back_for: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Gate:
    """The gate's answer.

    Parameters
    ----------
    breaches
        What a reader could work out; the release is refused unless it is empty.
    log
        Everything held back, with the reason.
    counts
        How many counts were attacked.
    """

    breaches: tuple[Breach, ...]
    log: tuple[LogRow, ...]
    counts: int

    @property
    def open(self) -> bool:
        """Whether the release may go out."""
        return not self.breaches

    def log_csv(self) -> str:
        """Return the suppression log as CSV text."""
        return log_csv(self.log)


def check_release(results: Path, rules: Rules, *, earlier: Sequence[Path] = ()) -> Gate:
    """Attack everything that the results of a programme publish.

    Parameters
    ----------
    results
        Folder of results: ``<area>/<stage>/results.json``, and ``national/<stage>/results.json``.
    rules
        The programme's disclosure rules.
    earlier
        Results folders of earlier releases about the same evidence: what they published, a reader still has.

    Raises
    ------
    WorkbenchError
        When a results file cannot be read.
    """
    recorded = read_results(results)
    return attack_release(recorded, rules, [read_results(folder) for folder in earlier])


def read_results(folder: Path) -> list[dict[str, Any]]:
    """Return all recorded results under a folder, areas in name order, stages in order."""
    return [results for place in sorted(folder.glob("*")) for results in read_place(place)]


def read_place(folder: Path) -> list[dict[str, Any]]:
    """Return the recorded results of one area, or of the whole programme."""
    found = []
    for path in sorted(folder.glob("*/results.json")):
        results = recorded_results(path)
        roles = path.with_name(HELD_BACK)
        if roles.is_file():
            results["held_back"] = recorded_results(roles)
        found.append(results)
    return found


def attack_release(
    recorded: Sequence[Mapping[str, Any]], rules: Rules, earlier: Sequence[Sequence[Mapping[str, Any]]] = ()
) -> Gate:
    """Attack recorded results that are already in memory."""
    knowledge = Knowledge()
    direct: list[Breach] = []
    for release in (recorded, *earlier):
        places: dict[str, Place] = {}
        for results in release:
            name = results["area"] or NATIONAL
            read_stage(places.setdefault(name, Place(name, rules, knowledge)), results)
        for place in places.values():
            _relate_parts(place, rules)
            direct += place.direct
        _relate_national(release, places, knowledge)
    attacked = breaches(knowledge, rules.demand)
    return Gate(tuple(sorted({*direct, *attacked})), tuple(log_rows(recorded)), len(knowledge.counts))


def _relate_parts(place: Place, rules: Rules) -> None:
    """Tie parts to their wholes: what is in the whole and not in the part is a count as well."""
    from helpers.protection import total_of

    for _, name, other in rules.same:
        if name in place.names and other in place.names:
            place.knowledge.relate(total_of([place.names[name]], place.names[other]))
    for table, part, whole in rules.parts:
        if part in place.names and whole in place.names:
            what = f"those in {whole} and not in {part}"
            rest = place.count(table, f"{whole}|without {part}", what, None, "implied", "")
            place.knowledge.relate(total_of([place.names[part], rest], place.names[whole]))


def _relate_national(release: Sequence[Mapping[str, Any]], places: Mapping[str, Place], knowledge: Knowledge) -> None:
    """Tie a national total to the areas' counts, unless it adds up the shown ones alone and so tells nothing new."""
    from helpers.protection import Relation

    areas = [place for name, place in places.items() if name != NATIONAL]
    for total, names in totals(release):
        for name in names:
            added = [place.names[name] for place in areas if name in place.names]
            counts = [knowledge.counts[each] for each in added]
            if added and sum(count.low for count in counts if count.published) != total:
                knowledge.relate(Relation(dict.fromkeys(added, 1), total, total))


def totals(release: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, list[str]]]:
    """Yield every national total of counts, with the names that the areas' counts of it may have."""
    for results in release:
        if results["area"]:
            continue
        for name, value in results["values"].items():
            if value["kind"] == "count" and value["status"] == "shown" and name.startswith(f"{NATIONAL}."):
                stem = name.removeprefix(f"{NATIONAL}.")
                yield int(value["value"]), [pattern.format(stem) for pattern in _ADDED]


def new_totals(release: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether a national total tells more than the areas' counts do that it adds up."""
    for total, names in totals(release):
        for name in names:
            values = [r["values"][name] for r in release if r["area"] and name in r["values"]]
            if values and sum(int(value["value"]) for value in values if value["status"] == "shown") != total:
                return True
    return False


# What stands in the log; the keys are what the helpers record.
_FOR = {
    "unsafe": "it is a small number, or a share beside one",
    "withheld": "it is a share of few people, or of all or none of them",
    "secondary": "it would give another one away",
    "source": "the source withholds it",
}


def log_rows(recorded: Sequence[Mapping[str, Any]]) -> list[LogRow]:
    """Return everything held back, in the order of areas and outputs."""
    rows = []
    for results in map(with_roles, recorded):
        area, stage = results["area"] or NATIONAL, results["stage"]
        for name, value in results["values"].items():
            if value["status"] == "suppressed":
                why = _FOR.get(value.get("role", ""), "")
                rows.append(LogRow(area, stage, name, value["label"], why, value.get("rule", ""), value["reason"]))
        tables = {**results["tables"], **{f"figure {n}": f["data"] for n, f in results["figures"].items()}}
        for name, table in tables.items():
            for row in table.get("rows", ()):
                for column, cell in zip(table["columns"], row, strict=True):
                    if reason_of(cell):
                        why = _FOR.get(cell.get("role", ""), "")
                        rows.append(LogRow(area, stage, name, f"{row[0]}, {column['label']}", why, "", reason_of(cell)))
    return sorted(set(rows))


def log_csv(rows: Sequence[LogRow]) -> str:
    """Return the suppression log as CSV text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(name.replace("_", " ") for name in LogRow._fields)
    writer.writerows(rows)
    return stream.getvalue()
