"""Command ``factual-accuracy``: the partnership's points with answers and changes, as pages and spreadsheets."""

from __future__ import annotations

import click


@click.command("factual-accuracy")
@click.argument("programme")
@click.option("--area", "areas", multiple=True, metavar="AREA", help="Only this area; may be given more than once.")
@click.option("--engine", default="auto", metavar="ENGINE", help="auto, quarto or embedded: what renders the tables.")
def command(programme: str, areas: tuple[str, ...], engine: str) -> None:
    """Make the factual-accuracy tables of PROGRAMME for the inspection lead and the partnership.

    The points stand in reports/PROGRAMME/areas/AREA/factual-accuracy.yaml. The tables are never part of a release.

    \b
    Example: workbench factual-accuracy compulsory-supervision-orders --area orkney-islands
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    # Imported here, so that --help needs none of it.
    from workbench.assurance.factual_accuracy import load_factual_accuracy
    from workbench.cli.choices import chosen_areas
    from workbench.definitions import load_definitions
    from workbench.errors import InputFaults, shown_path
    from workbench.project import find_project

    project = find_project()
    definitions = load_definitions(project, only=(programme,))
    chosen = definitions.programme(programme)
    found, faults = {}, []
    for area in chosen_areas(definitions, chosen, areas, definitions.programme_areas(chosen)):
        try:
            content = load_factual_accuracy(project, chosen, area.slug, definitions)
        except InputFaults as error:
            faults += error.faults
            continue
        if content is not None:
            found[area.slug] = (area.name, content)
    if faults:
        raise InputFaults(faults, f"{len(faults)} fault{'s' if len(faults) != 1 else ''} in factual accuracy")
    if not found:
        click.echo("No points: they stand in reports/PROGRAMME/areas/AREA/factual-accuracy.yaml")
        return
    from workbench.assurance.factual_accuracy_table import make_tables, said_of

    site = make_tables(project, chosen, found, engine=engine)
    for slug, (_, content) in found.items():
        click.echo(f"{slug}: {said_of(content)}")
    click.echo(f"Tables: {shown_path(site / 'index.html', project.root)} (not published)")
