"""Tables and figures of a register: by choice, by unit, what is expected of it, and what goes back to an area."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.case_register import CaseRegister
from helpers.charted import charted, missing_figure, palette_for
from helpers.figures import Figure
from helpers.instruments import Column as Question
from helpers.protected import hidden_notes
from helpers.tables import Cell, Column, Suppressed, Table, missing_table
from helpers.values import sentence

ALL = "All cases"
ELSEWHEN = "At another time"
NOT_STATED = "Not stated"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def register_tables(register: CaseRegister) -> dict[str, Table]:
    """Return ``<short>.by_<choice>``, ``.by_unit`` and, where any are stated, ``.expectations``."""
    short = register.short
    found = {f"{short}.by_{column.id}": by_choice(register, column) for column in register.choices}
    found[f"{short}.by_unit"] = by_unit(register)
    if register.rules.expectations:
        found[f"{short}.expectations"] = expectations(register)
    return found


def by_choice(register: CaseRegister, column: Question) -> Table:
    """Return the cases by the options of a choice and by period, with totals."""
    heads = [period.title for period in register.periods]
    heads += [ELSEWHEN] * (register.width - len(heads))
    columns = (
        Column("option", column.label),
        *(Column(f"period_{number}", head, "count") for number, head in enumerate(heads, 1)),
        Column("all", "All", "count"),
    )
    title = f"{register.noun}: {column.label[:1].lower()}{column.label[1:]}"
    if register.reason:
        return _missing(register, title, columns)
    shown = register.shown[column.id]
    part = next((part for part in register.rules.parts if part.column == column.id), None)
    rows = [(option.label, *shown.cells[n], shown.rows[n]) for n, option in enumerate(column.options)]
    notes = [f"Where “{_of(register, part.of)}” is “{_option(register, part.of, part.option)}”."] if part else []
    totals = {"column": "all"}
    if part is None:
        if any(case[column.id] is None for case in register.cases):
            rows.append((NOT_STATED, *shown.cells[-1], shown.rows[-1]))
        rows.append((ALL, *shown.columns, shown.total))
        totals["row"] = ALL
    return _table(register, title, columns, rows, *notes, totals=totals)


def by_unit(register: CaseRegister) -> Table:
    """Return the cases of every unit in name order, those without any last."""
    one, several = register.unit_words
    columns = (Column("unit", one.capitalize()), Column("cases", register.noun, "count"))
    title = f"{register.noun} by {one}"
    if register.reason:
        return _missing(register, title, columns)
    reached = register.reached()
    ordered = sorted(register.units, key=lambda unit: (unit[0] not in reached, unit[1]))
    rows = [(name, register.by_unit[slug]) for slug, name in ordered]
    rows.append((ALL, register.total))
    note = f"{several.capitalize()} without any stand last."
    return _table(register, title, columns, rows, note, totals={"row": ALL})


def expectations(register: CaseRegister) -> Table:
    """Return for each expectation of the register whether all cases meet it; which do not is in no output."""
    columns = (Column("expectation", "What the register should hold"), Column("met", "Is it so?"))
    title = "Whether the register is complete"
    if register.reason:
        return _missing(register, title, columns)
    rows = [
        (each.title, "Not in every case" if any(map(each.broken, register.cases)) else "In every case")
        for each in register.rules.expectations
    ]
    return Table(title, columns, tuple(rows), (), "", register.run.synthetic)


def feedback_tables(register: CaseRegister) -> dict[str, Table]:
    """Return ``<short>.own.<column>`` for every column that goes back to the run's area."""
    return {f"{register.short}.own.{column}": _feedback(register, column) for column in register.rules.feedback}


def _feedback(register: CaseRegister, column: str) -> Table:
    """Return every sentence once, in alphabetical order: how often it was made would say how many cases there were."""
    question = register.instrument.column(column)
    columns = (Column("point", "Point"),)
    own = [case[column] for case in register.cases if case[register.rules.unit] == register.own and case[column]]
    points = sorted({point for text in own for point in _SENTENCE.split(str(text).strip()) if point})
    if not points:
        return _missing(register, question.label, columns, "there is nothing to feed back")
    rows = [(point,) for point in points]
    return Table(question.label, columns, tuple(rows), (), register.instrument.id, register.run.synthetic)


def cases_figure(register: CaseRegister) -> Figure:
    """Return the number of cases in every period as bars."""
    from helpers.charts import CountRow, counts_chart

    title = f"{register.noun} by period"
    columns = (Column("period", "Period"), Column("cases", register.noun, "count"))
    if register.reason:
        data = _missing(register, title, columns)
        return missing_figure(register.run, title, data.reason, data)
    rows = [(period.title, cell) for period, cell in zip(register.periods, register.totals, strict=False)]
    bars = [CountRow(name, None if isinstance(cell, Suppressed) else cell) for name, cell in rows]
    drawing = counts_chart(bars, palette_for(register.run))
    told = "; ".join(f"{name}: {'not shown' if isinstance(cell, Suppressed) else cell}" for name, cell in rows)
    data = _table(register, title, columns, rows)
    return charted(title, drawing, f"{told}.", data)


def _table(
    register: CaseRegister,
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Cell, ...]],
    *notes: str,
    totals: dict[str, str] | None = None,
) -> Table:
    table, synthetic = register.instrument.id, register.run.synthetic
    said = (*notes, *hidden_notes(rows, register.profile))
    return Table(title, columns, tuple(rows), said, table, synthetic, totals=totals or {})


def _missing(register: CaseRegister, title: str, columns: tuple[Column, ...], reason: str = "") -> Table:
    reason = register.reason or reason
    said = sentence(reason)
    return missing_table(title, columns, said, table=register.instrument.id, synthetic=register.run.synthetic)


def _of(register: CaseRegister, column: str) -> str:
    return register.instrument.column(column).label


def _option(register: CaseRegister, column: str, value: str) -> str:
    return register.instrument.column(column).label_of(value)
