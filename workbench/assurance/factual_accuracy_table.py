"""The factual-accuracy table of an area, for the inspection lead and the partnership: never part of a release."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from workbench.assurance.factual_accuracy import NAME, FactualAccuracy, Point
from workbench.composition.base import SYNTHETIC
from workbench.composition.folder import Folder
from workbench.composition.tables import pipe_table
from workbench.composition.text import one_line, plain
from workbench.composition.website import quarto_yaml
from workbench.composition.writing import write_look
from workbench.days import day
from workbench.outputs.annex import cell_value
from workbench.outputs.spreadsheet import Sheet, Spreadsheet, spreadsheet_bytes
from workbench.project import Project

TITLE = "Factual accuracy"
_COLUMNS = ("Number", "Where", "Point", "Response", "Change made", "Answered by")


def make_tables(
    project: Project, programme: Any, found: Mapping[str, tuple[str, FactualAccuracy]], *, engine: str = "auto",
    report: Callable[[str], None] = lambda line: None,
) -> Path:  # fmt: skip
    """Make the tables of areas as HTML, Word and spreadsheet, and return their folder.

    Parameters
    ----------
    project, programme
        The project and the programme.
    found
        By area slug, the area's name and what is recorded.
    engine
        What renders.
    report
        Is given a line for each page made.
    """
    from workbench.rendering import render

    work = project.build / programme.id / NAME
    folder = Folder(work / "project")
    for slug, (name, content) in found.items():
        folder.write(f"{slug}.qmd", page(name, programme.title, slug, content))
        sheet = spreadsheet(name, programme.title, content)
        folder.write(f"{slug}.xlsx", spreadsheet_bytes(sheet, project.build / "cache"))
    folder.write("index.qmd", _index(programme.title, found))
    theme = write_look(folder, project)
    folder.write(
        "_quarto.yml",
        quarto_yaml(
            TITLE, f"{TITLE}: {programme.title}", "For the inspection lead and the partnership. Not published.", [],
            theme, None, [f"{slug}.qmd" for slug in found], [f"{slug}.xlsx" for slug in found], home=TITLE,
        ),
    )  # fmt: skip
    folder.sweep()
    render(folder.root, work / "site", ("html", "docx"), engine, report=report)
    return work / "site"


def remove_tables(project: Project, programme: Any) -> None:
    """Take away the tables that were made before."""
    shutil.rmtree(project.build / programme.id / NAME, ignore_errors=True)


def page(name: str, programme: str, slug: str, found: FactualAccuracy) -> str:
    """Return the source of an area's table."""
    front = [
        "---", f"title: {_quoted(f'{name}: factual accuracy')}", f"subtitle: {_quoted(programme)}",
        *([f"evidence:\n  notice: {_quoted(SYNTHETIC)}"] if found.synthetic else []), "---", "",
    ]  # fmt: skip
    lines = ["For the inspection lead and the partnership. This table is not published.", "", said_of(found), ""]
    if found.points:
        lines += [
            "## Points {#sec-points}",
            "",
            pipe_table(_COLUMNS, map(_row, found.points), caption=TITLE, ref="tbl-points"),
        ]
    lines += [f"[The same table as a spreadsheet]({slug}.xlsx)", ""]
    return "\n".join([*front, *lines])


def said_of(found: FactualAccuracy) -> str:
    """Return in a paragraph when the draft went out and came back, and how many points were answered in which way.

    Examples
    --------
    >>> said_of(FactualAccuracy(sent_on="2026-03-02", returned_on="2026-03-16"))
    'The draft was sent on 2 March 2026 and came back on 16 March 2026. The partnership had no points.'
    """
    sent = f"was sent on {day(found.sent_on.isoformat())}" if found.sent_on else ""
    back = f"came back on {day(found.returned_on.isoformat())}" if found.returned_on else ""
    said = [f"The draft {' and '.join(part for part in (sent, back) if part)}."] if sent or back else []
    if not found.points:
        return " ".join([*said, "The partnership had no points."])
    counts: dict[str, int] = {}
    for point in found.points:
        counts[point.response or "without an answer"] = counts.get(point.response or "without an answer", 0) + 1
    total = f"{len(found.points)} point{'s' if len(found.points) != 1 else ''}"
    return " ".join([*said, f"{total}: {', '.join(f'{count} {word}' for word, count in sorted(counts.items()))}."])


def _row(point: Point) -> list[str]:
    response = point.response or "Not answered yet"
    because = f"{response[:1].upper()}{response[1:]}. {point.because}" if point.because else response.capitalize()
    answered = f"{point.role}, {day(point.date.isoformat())}" if point.date else ""
    where = point.where[:1].upper() + point.where[1:]
    return [str(point.number), where, point.point, because, point.change or "–", answered or "–"]


def spreadsheet(name: str, programme: str, found: FactualAccuracy) -> Spreadsheet:
    """Return the table as a spreadsheet on which the partnership and the lead can work."""
    notice = (SYNTHETIC,) if found.synthetic else ()
    rows = tuple(tuple(cell_value(one_line(cell)) for cell in _row(point)) for point in found.points)
    return Spreadsheet(
        title=f"{name}: factual accuracy",
        intro=(*notice, f"{programme}.", said_of(found), "For the inspection lead and the partnership. Not published."),
        sheets=(Sheet("Points", f"{name}: factual accuracy", _COLUMNS, rows, notice),),
        notes=(("Answered by", "A role, never a person's name."),),
    )


def _index(programme: str, found: Mapping[str, tuple[str, FactualAccuracy]]) -> str:
    lines = [
        f"- [{plain(name)}]({slug}.qmd): {plain(said_of(content))}" for slug, (name, content) in sorted(found.items())
    ]
    synthetic = any(content.synthetic for _, content in found.values())
    notice = f"evidence:\n  notice: {_quoted(SYNTHETIC)}\n" if synthetic else ""
    return f"---\ntitle: {TITLE}\nsubtitle: {_quoted(programme)}\n{notice}---\n" + "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + plain(text).replace("'", "''") + "'"
