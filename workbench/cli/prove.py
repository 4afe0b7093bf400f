"""The command ``workbench prove``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("prove")
@click.argument("programme")
@click.option("--area", "areas", metavar="AREA", multiple=True, help="Only this area; may be given again.")
@click.option(
    "--stage", "stages", metavar="STAGE", multiple=True,
    help="Only this stage, and no report; may be given again.",
)  # fmt: skip
@click.option("--engine", default="auto", metavar="ENGINE", help="auto, quarto or embedded: what renders the reports.")
@click.option(
    "--format", "formats", default="html,pdf,docx", metavar="FORMATS", help="Formats with commas between them."
)
@click.option(
    "--keep", metavar="FOLDER", type=click.Path(path_type=Path),
    help="Build in this new folder, and leave both builds there.",
)  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context, programme: str, areas: tuple[str, ...], stages: tuple[str, ...], engine: str, formats: str,
    keep: Path | None,
) -> None:  # fmt: skip
    """Build PROGRAMME twice in unlike surroundings, from nothing, and compare every output byte by byte.

    The two builds differ in folder, order and age of files, time zone and day, locale, user and home, hash seed, number
    of workers, umask and width of the screen (docs/reproducible.md says how, and what is not tried). Exits with 1 and
    shows the first difference when any output differs.

    \b
    Examples:
      workbench prove compulsory-supervision-orders
      workbench prove compulsory-supervision-orders --area orkney-islands
    """  # noqa: D301  \b keeps the examples' lines apart
    from workbench.cli.made_again import new_folder, say_differences
    from workbench.project import find_project
    from workbench.provenance.proving import prove

    proof = prove(
        find_project(), programme, areas=areas, stages=stages, engine=engine, formats=formats, keep=new_folder(keep),
        note=click.echo,
    )  # fmt: skip
    click.echo(f"The clock of {proof.processes:,} Python processes of the second build was moved.")
    if proof.kept:
        click.echo(f"Both builds: {proof.kept}")
    if proof.differences:
        say_differences(proof)
        ctx.exit(1)
    click.echo(f"Identical: {proof.files:,} files.")
