"""Command ``states``: how each report of a programme stands."""

from __future__ import annotations

import sys

import click

PLAIN_WIDTH = 120


@click.command("states")
@click.argument("programme")
@click.option("--log", is_flag=True, help="Every sign-off with its comment, report by report.")
def command(programme: str, log: bool) -> None:
    """List the reports of PROGRAMME: their state, who signed it and when, and whether they changed since.

    A report is everything of one area, or one kind of national output. Its states are draft, assured, factual accuracy
    and final, in this order.

    \b
    Examples:
      workbench states compulsory-supervision-orders
      workbench states compulsory-supervision-orders --log
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    # Imported here, so that --help needs none of it.
    from rich.console import Console

    from workbench.assurance.archive import releases_folder, releases_of
    from workbench.assurance.refusals_build import place_of, read_manifest, stale_places
    from workbench.assurance.sign_offs import all_sign_offs
    from workbench.assurance.states import counted, in_reading_order, next_steps, programme_standings
    from workbench.definitions import load_definitions
    from workbench.plan.folders import build_folders
    from workbench.project import find_project

    project = find_project()
    definitions = load_definitions(project, only=(programme,))
    chosen = definitions.programme(programme)
    standings = programme_standings(project, chosen)
    if not standings:
        click.echo(f"{chosen.id} has no report yet. Build it first: workbench build {chosen.id}")
        return
    areas = tuple(area.slug for area in definitions.programme_areas(chosen))
    if log:
        for report, entries in sorted(all_sign_offs(project, chosen.id).items()):
            click.echo(report)
            for entry in entries:
                click.echo(f"  {entry.date}  {entry.state}, by {entry.role}: {entry.comment} ({entry.content[:12]})")
        return
    folders = build_folders(project.build, chosen.id)
    stale = stale_places(project, chosen, read_manifest(folders.manifest), folders)
    rows = []
    for each in in_reading_order(standings, areas):
        signed = each.signed
        if not each.content:
            since = "not built"
        elif each.changed:
            since = f"yes, since it was {each.state}" if each.state != "factual accuracy" else "yes, since that"
        elif place_of(each.report, areas) in stale:
            since = "inputs changed: build again"
        else:
            since = "no" if signed and each.state != "draft" else "–"
        rows.append(
            (each.report, each.state, signed.role if signed else "–", str(signed.date) if signed else "–", since)
        )
    # Colours and the screen's width are for people; what goes into a file or another program has neither.
    console = Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else PLAIN_WIDTH)
    console.print(_table(rows))
    click.echo(f"{counted(standings)}.")
    for line in next_steps(standings, chosen.id):
        click.echo(line)
    if released := releases_of(releases_folder(project, chosen.id)):
        last = released[-1]
        click.echo(f"Last release: {last.version}, of {last.record['date']}.")


def _table(rows: list[tuple[str, ...]]):
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, show_edge=False, pad_edge=False)
    for heading in ("Report", "State", "By", "On", "Changed since?"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
