"""The programme's lenses, such as the Promise's foundations: the same evidence read a second way, tagged once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from helpers.instruments import Column as Question
from helpers.instruments import Instrument
from helpers.proportions import Proportion
from helpers.protected import hidden_notes
from helpers.run import Run
from helpers.signals import DIRECTION_COLUMNS
from helpers.tables import Column, Suppressed, Table

_ONCE = "Everything here is in the other tables as well: it was asked, read or found once and is shown in both."


def lenses_of(run: Run) -> tuple[Mapping[str, Any], ...]:
    """Return the programme's lenses, in its order; each has ``id``, ``title`` and ``items``.

    A hyphen in an id becomes an underscore, so that it can stand in names of tables.
    """
    return tuple({**lens, "id": lens["id"].replace("-", "_")} for lens in run.programme.get("lenses") or ())


def tagged(run: Run, questions: Sequence[Question]) -> Iterator[tuple[str, str, str, Question]]:
    """Yield lens id, lens title, item title and question for every question that carries a lens's item.

    Questions stand in the order of the lens's items, then in their own.
    """
    for lens in lenses_of(run):
        for item in lens["items"]:
            for question in questions:
                if item["id"] in question.lenses:
                    yield lens["id"], lens["title"], item["title"], question


def share_tables(run: Run, instrument: Instrument, shares: Mapping[str, Proportion], answered: str) -> dict[str, Table]:
    """Return ``<short>.lens_<lens>``: shares that were published by question, sorted by the items of a lens.

    Parameters
    ----------
    run
        The run.
    instrument
        Whose questions they are.
    shares
        The protected share by column id; questions without one are left out.
    answered
        What the share is of, such as "Answered positively".
    """
    profile = run.profile(instrument.id)
    columns = (
        Column("item", "Part of the lens"),
        Column("question", "Question or item"),
        Column("share", answered, "percent"),
        Column("base", "Answers or records", "count"),
    )
    rows: dict[str, list[tuple]] = {}
    titles: dict[str, str] = {}
    for lens, title, item, question in tagged(run, instrument.columns):
        share = shares.get(question.id)
        if share is None:
            continue
        held = Suppressed(share.reason, share.role) if share.status == "suppressed" else None
        shown = (share.percent, share.base) if share.shown else (held, held)
        rows.setdefault(lens, []).append((item, question.label, *shown))
        titles[lens] = title
    tables = {}
    for lens, found in rows.items():
        notes = (_ONCE, *hidden_notes(found, profile))
        title = f"{instrument.title}: {titles[lens]}"
        tables[f"{instrument.short}.lens_{lens}"] = Table(
            title, columns, tuple(found), notes, instrument.id, run.synthetic
        )
    return tables


def finding_columns(run: Run, instrument: Instrument) -> dict[str, Question]:
    """Return, by lens id, the choice of an instrument that tags each finding with one of the lens's items."""
    found = {}
    for lens in lenses_of(run):
        items = {item["id"] for item in lens["items"]}
        for question in instrument.of_type("choice"):
            values = {option.value for option in question.options}
            if values and values <= items:
                found[lens["id"]] = question
    return found


def lens_title(run: Run, lens: str) -> str:
    """Return the title of a lens."""
    return next(each["title"] for each in lenses_of(run) if each["id"] == lens)


def item_titles(run: Run, lens: str) -> dict[str, str]:
    """Return the titles of a lens's parts by id: the same words wherever a part is named."""
    return {item["id"]: item["title"] for each in lenses_of(run) if each["id"] == lens for item in each["items"]}


def overview_tables(run: Run, tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, Table]:
    """Return ``national.lens_<lens>``: findings by the part of a lens they are tagged with, over all areas.

    Parameters
    ----------
    run
        A national run.
    tables
        Recorded tables by area slug and name; those called ``….lens_<lens>`` that have a direction are counted.
    """
    columns = (
        Column("item", "Part of the lens"),
        Column("areas", "Areas", "count"),
        *DIRECTION_COLUMNS,
    )
    note = (
        "Counts of findings in focus groups, interviews and observations, not of people. Each finding is tagged once."
    )
    made = {}
    for lens in lenses_of(run):
        found = _directions(tables, f".lens_{lens['id']}")
        if found:
            rows = tuple((item["title"], *_counted(found.get(item["title"], {}))) for item in lens["items"])
            title = f"{lens['title']}: findings in all areas"
            made[f"national.lens_{lens['id']}"] = Table(title, columns, rows, (note,), "", run.synthetic)
    return made


def _directions(
    tables: Mapping[str, Mapping[str, Mapping[str, Any]]], ending: str
) -> dict[str, dict[str, Counter[str]]]:
    """Return, by title of a lens's part and area, how many findings point which way."""
    found: dict[str, dict[str, Counter[str]]] = {}
    for slug, named in tables.items():
        for name, table in named.items():
            columns = [column["id"] for column in table["columns"]] if name.endswith(ending) else []
            if "direction" in columns:
                for row in table["rows"]:
                    areas = found.setdefault(row[0], {})
                    areas.setdefault(slug, Counter())[str(row[columns.index("direction")])] += 1
    return found


def _counted(areas: Mapping[str, Counter[str]]) -> tuple[int, int, int, int]:
    """Return areas, strengths, areas for improvement and all other findings."""
    together: Counter[str] = sum(areas.values(), Counter())
    strengths, improvements = together["Strength"], together["Area for improvement"]
    return len(areas), strengths, improvements, sum(together.values()) - strengths - improvements
