"""The command that gives a programme's timetable with dates for one unit."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workbench.timetable.dated import DatedTimetable

PLAIN_WIDTH = 120


@click.command("timetable")
@click.argument("programme")
@click.argument("area")
@click.option("--start", metavar="DATE", help="The day it begins, such as 2026-01-12 (default: the one recorded).")
def command(programme: str, area: str, start: str | None) -> None:
    """Print the timetable of PROGRAMME with dates for AREA, what is done of it, and how late it is.

    Weeks of school holidays are left out where the programme says so. What is done stands in
    reports/PROGRAMME/areas/AREA/timetable.yaml.

    \b
    Example: workbench timetable compulsory-supervision-orders orkney-islands --start 2026-01-12
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    # Imported here so that `workbench --help` stays quick.
    from datetime import date

    from workbench.cli.choices import chosen_areas
    from workbench.definitions import load_definitions
    from workbench.errors import WorkbenchError
    from workbench.project import find_project
    from workbench.timetable.dated import dated_timetable

    try:
        begins = date.fromisoformat(start) if start else None
    except ValueError:
        raise WorkbenchError(f"'{start}' is not a day; write it as 2026-01-12.") from None
    project = find_project()
    definitions = load_definitions(project, only=(programme,))
    found = definitions.programme(programme)
    unit = chosen_areas(definitions, found, (area,), definitions.programme_areas(found))[0]
    show(f"{found.short_title}: {unit.name}", dated_timetable(project, definitions, found, unit, begins))


def show(title: str, timetable: DatedTimetable) -> None:
    """Print a timetable."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else PLAIN_WIDTH)
    console.print(title, style="bold")
    console.print(f"Begins {timetable.start.isoformat()}; ends {timetable.steps[-1].ends.isoformat()} as planned.")
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("Week", "From", "To", "Stage", "Step", "How it stands"):
        table.add_column(name, overflow="fold", no_wrap=name in ("From", "To"))
    for step in timetable.steps:
        done = f"{step.said} ({step.done.isoformat()})" if step.done else step.said
        ends = "" if step.weeks.startswith("after") else step.ends.isoformat()
        table.add_row(step.weeks, step.begins.isoformat(), ends, step.phase, step.text, done)
    console.print(table)
    if timetable.slippage:
        late = "1 week" if timetable.slippage == 1 else f"{timetable.slippage} weeks"
        console.print(f"{late} behind the timetable, if nothing is caught up.")
    for one in timetable.left_out:
        console.print(f"Does not count: {one.name}, {one.first.isoformat()} to {one.last.isoformat()} ({one.source}).")
    if not timetable.verified:
        console.print("The weeks of the steps were not read in the source.")
    if timetable.note:
        console.print(timetable.note)
