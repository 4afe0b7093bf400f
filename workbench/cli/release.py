"""Command ``release``: what is signed off, checked once more and put away under a version that never changes."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("release")
@click.argument("programme")
@click.option("--name", default="", metavar="NAME", help="The release's name (default: the next number).")
@click.option("--dry-run", is_flag=True, help="Look at everything and say what would hold it back; write nothing.")
@click.option(
    "--to", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path),
    help="Where the releases of every programme lie (default: releases, or WORKBENCH_RELEASES).",
)  # fmt: skip
@click.option("--engine", default="", metavar="ENGINE", help="What renders (default: what rendered the build).")
def command(programme: str, name: str, dry_run: bool, to: Path | None, engine: str) -> None:
    """Release the reports of PROGRAMME, or say everything that holds them back and what to do about it.

    Every report has to be final and unchanged since it was signed off, the build whole and up to date, and every check
    passed. The release is written to releases/PROGRAMME/NAME, which nothing changes again. What is released is what was
    signed: composed and rendered under the release's name, and compared with it.

    \b
    Examples:
      workbench release compulsory-supervision-orders --dry-run
      workbench release compulsory-supervision-orders --name 2026-03
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    # Imported here, so that --help needs none of it.
    from workbench.assurance.releasing import release
    from workbench.project import find_project

    report = release(
        find_project(), programme, name=name, to=to.resolve() if to else None, dry_run=dry_run, engine=engine,
        note=lambda text: click.echo(text, err=True),
    )  # fmt: skip
    click.echo(report.message)
