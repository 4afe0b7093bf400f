"""Published tables and charts compared: cells by row and column, charts by title, description, data and drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from workbench.comparison.changes import HELD, SHOWN, Change, Part, Reason
from workbench.comparison.hiding import Hidden, says_held
from workbench.comparison.pages import Block, Chart, Pair, Table
from workbench.comparison.words import proportion_words

Explainer = Callable[[str], tuple[Reason, ...]]
Digest = Callable[[str, str], bool]
_NOTHING = Table()
_ROW = "Row: "


def hidden_cells(pair: Pair) -> list[str]:
    """Return the cells of which one side publishes the number that the other holds back."""
    found = []
    tables, charts = _paired(pair.before.tables, pair.after.tables), _paired(pair.before.charts, pair.after.charts)
    for old, new in (*tables, *((old and old.data, new and new.data) for old, new in charts)):
        if old and new:
            for _, one, other in _cells(old, new):
                if one and other and says_held(one) != says_held(other):
                    found.append(other if says_held(one) else one)
    return found


def table_changes(pair: Pair, why: Explainer, hidden: Hidden) -> Iterator[Change]:
    """Yield what differs in the tables of a page.

    Parameters
    ----------
    pair
        The page on both sides.
    why
        Returns the reasons, given the name of a table's trace.
    hidden
        Numbers that one side holds back.
    """
    for old, new in _paired(pair.before.tables, pair.after.tables):
        table = new or old
        if table is None:
            continue
        where = (pair.where(table.section),)
        if old is None or new is None:
            said = f"{len(table.rows)} rows"
            marks = ("", said) if old is None else (said, "")
            yield Change(pair.place, "table", _named(table), *marks, where=where, reasons=why(table.trace))
            continue
        parts = tuple(_parts(old, new, hidden))
        if parts:
            yield Change(
                pair.place, "table", _named(table), parts=parts, where=where, reasons=why(table.trace),
                marks=_marks(parts),
            )  # fmt: skip


def chart_changes(pair: Pair, why: Explainer, hidden: Hidden, same_drawing: Digest) -> Iterator[Change]:
    """Yield what differs in the charts of a page.

    Parameters
    ----------
    pair, why, hidden
        As for tables.
    same_drawing
        Whether two pictures of the site are the same, given their paths.
    """
    for old, new in _paired(pair.before.charts, pair.after.charts):
        chart = new or old
        if chart is None:
            continue
        where = (pair.where(chart.section),)
        if old is None or new is None:
            marks = ("", "a chart") if old is None else ("a chart", "")
            yield Change(pair.place, "chart", chart.title or chart.alt, *marks, where=where, reasons=why(chart.trace))
            continue
        parts = [] if old.title == new.title else [Part("Title", old.title, new.title)]
        cells = list(_parts(old.data or _NOTHING, new.data or _NOTHING, hidden))
        if old.alt != new.alt:
            # A description is one sentence of numbers: where one of them is held back, none is repeated.
            safe = not any(part.mark in ("held back", "shown") for part in cells)
            said = (hidden.text(old.alt), hidden.text(new.alt)) if safe else ("as it was", "says something else now")
            parts.append(Part("Description", *said))
        parts += cells
        drawings = (old.source, new.source)
        if not all(drawings) or same_drawing(*drawings):
            drawings = ()
        if not parts and drawings:
            parts.append(Part("Drawing", "as it was", "looks different; what it says is the same"))
        if parts:
            yield Change(
                pair.place, "chart", chart.title or chart.alt, parts=tuple(parts), where=where,
                reasons=why(chart.trace), marks=_marks(tuple(parts)),
                # A picture shows every number it is drawn of, also one that the other side holds back.
                drawings=() if hidden else drawings,
            )  # fmt: skip


def _named(table: Table) -> str:
    return table.title or "Table" + (f" under {table.section}" if table.section else "")


def _marks(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.mark for part in parts if part.mark))


def _paired(before: list, after: list) -> Iterator[tuple]:
    """Pair tables or charts by id, else title; one that has moved is the same one."""

    def key(item: Table | Chart) -> tuple[str, str]:
        return (item.id, "") if item.id else ("", item.title)

    waiting: dict[tuple[str, str], list] = {}
    for item in before:
        waiting.setdefault(key(item), []).append(item)
    for item in after:
        others = waiting.get(key(item))
        yield (others.pop(0) if others else None, item)
    for others in waiting.values():
        for item in others:
            yield (item, None)


def _parts(old: Table, new: Table, hidden: Hidden) -> Iterator[Part]:
    for label, one, other in _cells(old, new):
        mark = ""
        if one and other and says_held(one) != says_held(other):
            mark = "shown" if says_held(one) else "held back"
            one, other = (HELD, SHOWN) if says_held(one) else (SHOWN, HELD)
        elif hidden and label.startswith(_ROW):
            # A row may have gone because its group is too small now: its numbers are not repeated.
            one, other = ("a row" if one else ""), ("a row" if other else "")
        elif one and other and proportion_words(one) != proportion_words(other):
            mark = "word"
        yield Part(label, one, other, mark)
    if old.title and new.title and old.title != new.title:
        yield Part("Title", hidden.text(old.title), hidden.text(new.title))


def _cells(old: Table, new: Table) -> Iterator[tuple[str, str, str]]:
    """Yield label, old and new text of every cell that differs, of rows and columns that came or went too."""
    columns = {index: cell.text for index, cell in enumerate(new.header)}
    before, after = [_line(old, row) for row in old.rows], [_line(new, row) for row in new.rows]
    matcher = SequenceMatcher(None, [row[0] for row in before], [row[0] for row in after], autojunk=False)
    for what, i, j, k, m in matcher.get_opcodes():
        if what == "equal" or (what == "replace" and j - i == m - k == 1):
            for one, other in zip(before[i:j], after[k:m], strict=True):
                yield from _row(one, other, columns)
            continue
        for _, row in before[i:j]:
            yield _ROW + _label(row), _whole(row), ""
        for _, row in after[k:m]:
            yield _ROW + _label(row), "", _whole(row)


def _line(table: Table, row: list[Block]) -> tuple[str, list[tuple[str, Block]]]:
    heads = [cell.text for cell in table.header]
    named = [(heads[index] if index < len(heads) else "", cell) for index, cell in enumerate(row)]
    return (row[0].masked if row else "", named)


def _row(
    one: tuple[str, list[tuple[str, Block]]], other: tuple[str, list[tuple[str, Block]]], columns: dict[int, str]
) -> Iterator[tuple[str, str, str]]:
    old, new = dict(_distinct(one[1])), dict(_distinct(other[1]))
    label = _label(other[1])
    for column in dict.fromkeys([*new, *old]):
        before, after = old.get(column), new.get(column)
        # A number with a trace of its own is compared there.
        if before is not None and after is not None and before.masked == after.masked:
            continue
        said = f"{label} · {column[0]}" if column[0] else label
        yield said, before.text if before else "", after.text if after else ""


def _distinct(cells: list[tuple[str, Block]]) -> Iterator[tuple[tuple[str, int], Block]]:
    seen: dict[str, int] = {}
    for heading, cell in cells:
        seen[heading] = seen.get(heading, -1) + 1
        yield (heading, seen[heading]), cell


def _label(row: list[tuple[str, Block]]) -> str:
    return row[0][1].text if row else ""


def _whole(row: list[tuple[str, Block]]) -> str:
    return "; ".join(cell.text for _, cell in row[1:]) or _label(row)
