"""The command ``workbench rebuild``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("rebuild")
@click.argument("release", type=click.Path(path_type=Path))
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Runs at the same time (default: one per core).")
@click.option(
    "--keep", metavar="FOLDER", type=click.Path(path_type=Path),
    help="Make it in this new folder, and leave it there.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, release: Path, jobs: int | None, keep: Path | None) -> None:
    """Make the release in the folder RELEASE again from the same inputs, and say whether every byte matches.

    The sources are laid out in a folder of their own: the commit that the release names, or the present ones where it
    names none and they are still the same. The evidence has to be that of the release. Exits with 1 when a file
    differs, and shows the first difference; with 2 when it cannot be made again, and says why.

    Example: workbench rebuild releases/compulsory-supervision-orders/1
    """
    from workbench.cli.made_again import new_folder, say_differences
    from workbench.project import find_project
    from workbench.provenance.rebuilding import rebuild

    found = rebuild(find_project(), release.resolve(), jobs=jobs or 0, keep=new_folder(keep), note=click.echo)
    if found.differences:
        say_differences(found)
        ctx.exit(1)
    click.echo(f"Identical: {found.files:,} files of {release}, made again from the same inputs.")
