"""Command ``sample``: make the synthetic sample evidence of a programme."""

from __future__ import annotations

import click


@click.command("sample")
@click.argument("programme", required=False)
@click.option("--area", "areas", multiple=True, metavar="AREA", help="Only this area; may be given more than once.")
@click.option("--seed", type=int, metavar="N", help="Another seed than the programme's.")
@click.option(
    "--size",
    type=click.FloatRange(0, 5, min_open=True),
    default=1.0,
    show_default=True,
    metavar="FRACTION",
    help="Part of the full size.",
)
@click.option("--force", is_flag=True, help="Replace raw files that the sample did not write.")
def command(programme: str | None, areas: tuple[str, ...], seed: int | None, size: float, force: bool) -> None:
    """Make the synthetic sample evidence of a programme, or of every programme that has one.

    It is written below the evidence folder as the files a team really has: survey exports, record-reading workbooks,
    findings, position statements and information returns. The same seed gives the same bytes.

    \b
    Example: workbench sample compulsory-supervision-orders --area orkney-islands
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    # Imported here, so that --help needs none of it.
    from workbench.cli.choices import areas_of_each
    from workbench.definitions import load_definitions
    from workbench.errors import WorkbenchError, shown_path
    from workbench.intake.lock import locked
    from workbench.project import find_project
    from workbench.sample.writing import write_sample

    project = find_project()
    definitions = load_definitions(project, only=(programme,) if programme else ())
    programmes = [definitions.programme(programme)] if programme else list(definitions.programmes.values())
    with_sample = [one for one in programmes if one.sample is not None]
    if not with_sample:
        named = f"Programme {programme}" if programme else "No programme"
        raise WorkbenchError(
            f"{named} has {'no' if programme else 'a'} sample (a 'sample' entry in its file says how to make one)."
        )
    for one, some in areas_of_each(definitions, with_sample, areas, definitions.sample_areas):

        def report(area: str, written: int) -> None:
            click.echo(f"{area}: {written} files written" if written else f"{area}: nothing to change")

        with locked(project):
            done = write_sample(
                project, definitions, one, some,
                seed=one.sample.seed if seed is None else seed, size=size, force=force, report=report,
            )  # fmt: skip
        units = definitions.unit_set(one)
        click.echo(
            f"Synthetic evidence of {done.areas} {units.singular if done.areas == 1 else units.plural} is in "
            f"{shown_path(done.folder, project.root)} ({done.files} files written). "
            f"Next: workbench intake {one.id}"
        )
