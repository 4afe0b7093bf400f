"""The command that shows one area's history across every programme."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from workbench.definitions import Definitions
    from workbench.whole.history import History
    from workbench.whole.involvement import Involvement

PLAIN_WIDTH = 120


@click.command("area")
@click.argument("area")
@click.option("--open", "opened", is_flag=True, help="Open the area's page, which `workbench build --all` makes.")
def command(area: str, opened: bool) -> None:
    """Show the history of AREA: each programme it took part in, what was found, and what comes next.

    Evaluations stand under their own programme, framework and edition; they are never put together.

    \b
    Example: workbench area orkney-islands
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    # Imported here so that `workbench --help` stays quick.
    from rich.console import Console

    from workbench.definitions import load_definitions
    from workbench.errors import WorkbenchError, shown_path
    from workbench.project import find_project
    from workbench.whole.history import area_history, chosen_area
    from workbench.whole.site import SITE

    project = find_project()
    definitions = load_definitions(project)
    found = chosen_area(definitions, area)
    if opened:
        page = project.build / SITE / "areas" / found.slug / "index.html"
        if not page.is_file():
            raise WorkbenchError(f"{shown_path(page, project.root)} is not there yet. Run: workbench build --all")
        click.launch(str(page))
        click.echo(shown_path(page, project.root))
        return
    console = Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else PLAIN_WIDTH)
    show(console, definitions, area_history(project, definitions, found))


def show(console: Console, definitions: Definitions, history: History) -> None:
    """Print an area's history."""
    console.print(history.area.name, style="bold")
    if history.synthetic:
        console.print("What is marked as a sample is synthetic and says nothing about the real area.")
    for title, labels, rows in history.link_team:
        console.print(f"\n{title}{' (sample)' if history.link_team_synthetic else ''}", style="bold")
        for row in rows:
            console.print("  " + "; ".join(f"{label}: {cell}" for label, cell in zip(labels[1:], row[1:], strict=True)))
    if not history.involvements:
        console.print("No programme covers this area.")
    for one in history.involvements:
        _involvement(console, definitions, one, history)


def _involvement(console: Console, definitions: Definitions, one: Involvement, history: History) -> None:
    from workbench.whole.page_parts import standing

    sample = " (sample)" if one.synthetic else ""
    unit = f", {one.unit.name}" if one.unit.name != history.area.name else ""
    console.print(f"\n{one.programme.short_title}{unit}{sample}", style="bold")
    when = f", {one.period}" if one.period else ""
    console.print(f"  {one.kind}{when}; {one.programme.state}; stages done: {one.stages_done} of {one.stages}")
    if one.timetable:
        late = one.timetable.slippage
        behind = f"; {late} week{'s' if late > 1 else ''} behind" if late else ""
        console.print(f"  began on {one.timetable.start.isoformat()}{behind}")
    if one.evaluations or one.published_evaluations:
        console.print(f"  Evaluated by: {one.edition}")
    for evaluation, title, label in one.evaluations:
        number = f"{evaluation.quality_indicator} " if evaluation.quality_indicator[0].isdigit() else ""
        console.print(f"    {number}{title}: {label} ({evaluation.state}, {evaluation.decided_on.isoformat()})")
    for each in one.published_evaluations:
        title = definitions.frameworks[one.programme.framework or ""].quality_indicator(each.quality_indicator).title
        console.print(f"    Published {each.published}: {title}: {each.label}")
    for each in one.recommendations:
        progress = one.progress.get(each.number)
        console.print(f"    {each.number}. {each.text}" + (f" [{progress}]" if progress else ""))
    for each in one.publications:
        console.print(
            f"  Published {each.published or 'on a day not known'}: {each.title} ({standing(each, definitions)})"
        )
    if one.next:
        console.print(f"  Next: {one.next}")
