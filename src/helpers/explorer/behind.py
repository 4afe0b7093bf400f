"""What stands behind one cell of the matrix: questions, items, findings or published figures, each with its source."""

from __future__ import annotations

from collections.abc import Iterable

from helpers.explorer.counted import STATISTICS, Counted, points_of, shares_of
from helpers.explorer.programme import Programme
from helpers.explorer.published import council_of, family_councils, family_median, source_title
from helpers.explorer.rows import LIMIT, Rows
from helpers.explorer.shares import AS_HERE
from helpers.explorer.sources import brief_source
from helpers.explorer.texts import finding_columns, held_in_report, words_of
from helpers.matters import bearing_of
from helpers.signals import IMPROVEMENT, MIXED, STRENGTH, of_share, sorts_signals, thresholds_of
from helpers.statistics import SCOTLAND

NEITHER = "neither"
_POINTS = {STRENGTH: STRENGTH, IMPROVEMENT: IMPROVEMENT, MIXED: NEITHER, "": "nothing: not shown"}


def behind(counted: Counted, indicator: str, strand: str) -> Rows:
    """Return what one cell of the matrix rests on."""
    programme, area = counted.programme, counted.area
    name = f"{programme.indicator_title(indicator)}, {programme.strand_title(strand).lower()}"
    title = f"{programme.areas[area]}: what stands behind {name}"
    if strand == STATISTICS:
        return _figures(counted, indicator, title)
    if programme.findings(strand):
        return finding_rows(programme, [area], strand, indicator, title)
    return _shares(counted, indicator, strand, title)


def _shares(counted: Counted, indicator: str, strand: str, title: str) -> Rows:
    programme, area = counted.programme, counted.area
    by = thresholds_of(programme.run) if sorts_signals(programme.run) else None
    rows = []
    for instrument, column, share in shares_of(counted, area, strand, indicator):
        points = _POINTS[of_share(column.quality_indicators, share.report, by).direction] if by else ""
        source = brief_source(programme, instrument.id, area)
        rows.append((share.label, instrument.title, share.says, share.range, points, share.in_report, source))
    columns = ("Question or item", "Asked in", "Positive", "Likely range", "Points to", "In a report", "Where from")
    return Rows(title, columns, tuple(rows), len(rows))


def _figures(counted: Counted, indicator: str, title: str) -> Rows:
    programme, area = counted.programme, counted.area
    rows = []
    for name, bears, better in bearing_of(programme.run) if programme.run.context.get("signals") else ():
        found = counted.figures.get(name) if bears == indicator else None
        if found is None:
            continue
        own, scotland = found.figure(council_of(programme, area)), found.figure(SCOTLAND)
        value, middle = own.get("value"), family_median(found, family_councils(programme, area))
        points = _POINTS[points_of(value, middle, better, thresholds_of(programme.run).noticeable)]
        figures = (found.shown(number) for number in (value, scotland.get("value"), middle))
        report = AS_HERE if value is not None else "no figure is published"
        rows.append((found.title, *figures, found.last, points, report, source_title(programme, own) if own else ""))
    here = (programme.areas[area], "Scotland", "Family group (median)")
    columns = ("Published figure", *here, "Period", "Points to", "In a report", "Where from")
    return Rows(title, columns, tuple(rows), len(rows))


def finding_rows(
    programme: Programme, areas: Iterable[str], strand: str, indicator: str, title: str, limit: int = LIMIT
) -> Rows:
    """Return the findings of a strand about one quality indicator, strengths first."""
    places, found, total = tuple(areas), [], 0
    for instrument in programme.findings(strand):
        columns = finding_columns(instrument)
        where = "WHERE quality_indicator = ?"
        tell = programme.store.ask(f"SELECT count(*) FROM evidence {where}", instrument.id, places, indicator)
        if not tell:
            continue
        total += tell[0][0]
        names = ", ".join(f'"{column.id}"' for column in columns)
        order = (
            f"CASE direction WHEN '{STRENGTH}' THEN 0 WHEN '{IMPROVEMENT}' THEN 1 ELSE 2 END, "
            if instrument.has("direction")
            else ""
        )
        key = instrument.of_type("identifier")[0].id
        question = (
            f'SELECT area, {names} FROM evidence {where} ORDER BY {order}area, "{key}" LIMIT {limit - len(found)}'
        )
        for area, *cells in programme.store.ask(question, instrument.id, places, indicator):
            said = dict(zip((column.id for column in columns), cells, strict=True))
            words = (words_of(instrument, said, part) for part in ("text", "direction", "rest"))
            report, source = held_in_report(programme, instrument, said), brief_source(programme, instrument.id, area)
            found.append((programme.areas.get(area, area), *words, report, source))
        if len(found) >= limit:
            break
    return Rows(
        title, ("Area", "Finding", "Points to", "Who and how", "In a report", "Where from"), tuple(found), total
    )
