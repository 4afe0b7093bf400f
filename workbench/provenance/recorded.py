"""What was recorded of a place, as the texts and numbers that its pages and papers may show."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.national import NOT_EVALUATED
from workbench.composition.metadata import leaves, lookup, value_tree
from workbench.composition.tables import MISSING, SUPPRESSED, cell_text
from workbench.composition.traces import LINKED, anchor

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# What renderers make of quotes, dashes and spaces is what print has.
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass
class Recorded:
    """What was recorded of one place, by the anchors that traces have.

    Parameters
    ----------
    values
        The texts that may be shown of each value, as `alike` writes them.
    tables
        The numbers in the cells of each table, and of each figure's data.
    names
        The recorded name of each anchor.
    """

    values: dict[str, set[str]] = field(default_factory=dict)
    tables: dict[str, Counter[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def alike(text: object) -> str:
    r"""Return a text as it is compared: quotes, dashes, spaces and capitals are all one, and commas are none.

    Examples
    --------
    >>> alike("Most (82%,\u00a01,077 of\n1,314)")
    'most (82% 1077 of 1314)'
    """
    return " ".join(str(text).translate(_SAME).split()).casefold().replace(",", "")


def number_words(text: str) -> Counter[str]:
    """Return the numbers in a text, each with how often it stands there.

    Examples
    --------
    >>> sorted(number_words("most (82%, 1,077 of 1,314)"))
    ['1077', '1314', '82']
    """
    return Counter(found.replace(",", "") for found in _NUMBER.findall(text))


def texts_of(value: Mapping[str, Any]) -> set[str]:
    """Return every text that may stand where a page leads to a recorded value, as `alike` writes it.

    Examples
    --------
    >>> sorted(texts_of({"kind": "count", "status": "shown", "text": "1,294", "says": "1,294 records", "value": 1294}))
    ['1294', '1294 records']
    """
    return {alike(text) for text in _texts(value)}


def _texts(value: Mapping[str, Any]) -> Iterator[str]:
    # As authors can write it: the same texts, dates in words.
    tree = value_tree({"value": value})
    yield from (str(lookup(tree, leaf)) for leaf in leaves(tree) if leaf.rpartition(".")[2] in LINKED)
    # A trace gives a date as it was recorded.
    yield from (str(value[part]) for part in ("says", "text") if value.get(part))
    yield from (str(value[part]) for part in ("value", "count", "base") if isinstance(value.get(part), int))
    if value.get("status") == "suppressed":
        yield SUPPRESSED
    if value.get("status") == "missing":
        yield MISSING
        if value.get("kind") == "grade":
            yield NOT_EVALUATED


def recorded_at(folder: Path, place: str) -> Recorded | None:
    """Return what the results of a place hold; None where a folder keeps none, or one that cannot be read.

    That one cannot be read is told by its sum.

    Parameters
    ----------
    folder
        A release or a build.
    place
        ``areas/fife`` or ``national``.
    """
    found = Recorded()
    files = sorted((folder / "results" / place.removeprefix("areas/")).glob("*/results.json"))
    try:
        read = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    except (OSError, ValueError):
        return None
    if not all(isinstance(each, dict) for each in read):
        return None
    for results in read:
        for name, value in results.get("values", {}).items():
            found.values.setdefault(anchor(name), set()).update(texts_of(value))
            found.names[anchor(name)] = name
        for name, table in results.get("tables", {}).items():
            _add_table(found, anchor(name, "tables"), name, table)
        for name, figure in results.get("figures", {}).items():
            _add_table(found, anchor(name, "figures"), name, figure.get("data", {}))
    return found if files else None


def _add_table(found: Recorded, target: str, name: str, table: Mapping[str, Any]) -> None:
    kinds = [str(column.get("kind", "text")) for column in table.get("columns", ())]
    texts = [str(column.get("label", "")) for column in table.get("columns", ())]
    texts += [cell_text(cell, kind) for row in table.get("rows", ()) for cell, kind in zip(row, kinds, strict=False)]
    cells: Counter[str] = Counter()
    for text in texts:
        cells += number_words(text)
    # Two stages may record the same name: a page shows one of them.
    found.tables[target] = found.tables.get(target, Counter()) | cells
    found.names[target] = name
