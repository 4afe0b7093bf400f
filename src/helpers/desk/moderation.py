"""Where two readers of the same record differ, shown once both have finished, and how far they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpers.agreement import Agreement, agreement
from helpers.desk.readings import Readings
from helpers.desk.templates import READING, RECORD


@dataclass(frozen=True)
class Difference:
    """One judgement on which two readers differ, in the words of the template."""

    record: str
    item: str
    first: str
    second: str


@dataclass(frozen=True)
class Moderation:
    """Two readers compared.

    Parameters
    ----------
    records
        Records that both have finished.
    overall
        Agreement over all items answered on a scale of answers; grades are compared one by one.
    by_item
        Agreement of each judgement, by its question.
    differences
        Every judgement on which they differ.
    """

    records: int
    overall: Agreement
    by_item: Mapping[str, Agreement]
    differences: tuple[Difference, ...]


def moderate(readings: Readings) -> Moderation:
    """Compare the first and second readings of the records that both readers have finished."""
    done: dict[str, dict[int, Mapping[str, Any]]] = {}
    for one in readings.finished():
        done.setdefault(one[RECORD], {})[one[READING]] = one["answers"]
    both = {record: (held[1], held[2]) for record, held in sorted(done.items()) if len(held) == 2}
    by_item: dict[str, Agreement] = {}
    scaled: tuple[list[str], list[str]] = ([], [])
    differences: list[Difference] = []
    for column in readings.template.judged:
        pairs = [
            (record, str(first[column["id"]]), str(second[column["id"]]))
            for record, (first, second) in both.items()
            if column["id"] in first and column["id"] in second
        ]
        ours, theirs = [one for _, one, _ in pairs], [two for _, _, two in pairs]
        by_item[column["label"]] = agreement(ours, theirs)
        if column["type"] == "scale":
            scaled[0].extend(ours)
            scaled[1].extend(theirs)
        words = {str(option["value"]): str(option["label"]) for option in column["options"]}
        differences += [
            Difference(record, column["label"], words.get(one, one), words.get(two, two))
            for record, one, two in pairs
            if one != two
        ]
    return Moderation(
        len(both), agreement(*scaled), by_item, tuple(sorted(differences, key=lambda one: (one.record, one.item)))
    )
