"""The command ``workbench compare``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workbench.comparison.sides import Side
    from workbench.project import Project


@click.command(name="compare")
@click.argument("first", metavar="A")
@click.argument("second", metavar="[B]", required=False, default="")
@click.option("--area", "areas", metavar="AREA", multiple=True, help="Only this area, or national; may be given again.")
@click.option("--programme", default="", metavar="PROGRAMME", help="Which one, where both sides are git revisions.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What is printed."
)
@click.option("--all", "everything", is_flag=True, help="Shorten nothing.")
@click.option(
    "--page", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Also write a page with all of it: one file, readable offline.",
)  # fmt: skip
@click.option("--notebook", default="", metavar="AREA/STAGE", help="Show how this executed notebook differs, by cells.")
@click.option("--exit-code", is_flag=True, help="End with 1 where anything differs that a reader sees, for CI.")
@click.pass_context
def command(
    ctx: click.Context,
    first: str,
    second: str,
    areas: tuple[str, ...],
    programme: str,
    form: str,
    everything: bool,
    page: Path | None,
    notebook: str,
    exit_code: bool,
) -> None:
    """Say what changed for a reader from A to B, by area, and why.

    Each is a programme (its present build), PROGRAMME@VERSION (a release; PROGRAMME@last), the folder of a build or
    release, or a git revision, which is built in a temporary clone with the present evidence. Named alone, a programme
    is compared with its last release, and a release with the one before it.

    \b
    Examples:
      workbench compare compulsory-supervision-orders
      workbench compare compulsory-supervision-orders@1 compulsory-supervision-orders
      workbench compare HEAD~1 compulsory-supervision-orders --page changes.html
      workbench compare --notebook fife/03_surveys HEAD~1 compulsory-supervision-orders
    """  # noqa: D301  \b keeps the examples' lines apart
    from workbench.comparison.choosing import chosen_sides
    from workbench.project import find_project

    project = find_project()
    before, after = chosen_sides(project, first, second, programme, lambda text: click.echo(text, err=True))
    if notebook:
        ctx.exit(_show_notebook(before, after, notebook, exit_code))
    from workbench.comparison.comparing import compare

    found = compare(before, after, _chosen(before, after, areas))
    if form == "json":
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
    else:
        from workbench.comparison.saying import comparison_lines

        click.echo("\n".join(comparison_lines(found, everything=everything)))
    _say_stale(project, before, after)
    if page is not None:
        _write_page(project, found, page, (before.site, after.site))
    ctx.exit(1 if exit_code and found.differs else 0)


def _say_stale(project: Project, *sides: Side) -> None:
    """Say where the present build is one side, and older than its inputs: nothing changed may be not built yet."""
    from workbench.comparison.freshness import stale_note

    for programme in {side.programme for side in sides if side.folder == project.build / side.programme}:
        if note := stale_note(project, programme):
            click.echo(note, err=True)


def _write_page(project: Project, found, page: Path, sites: tuple[Path, Path]) -> None:
    from workbench.comparison.page import write_page

    write_page(found, project.reports, page, sites)
    click.echo(f"Page: {page}", err=True)


def _chosen(before: Side, after: Side, areas: tuple[str, ...]) -> tuple[str, ...]:
    """Return the areas named, as slugs.

    Raises
    ------
    UnknownName
        When neither side has one.
    """
    from workbench.errors import UnknownName
    from workbench.names import did_you_mean

    known = {place.removeprefix("areas/"): name for side in (before, after) for place, name in side.names.items()}
    slugs = {name.casefold(): slug for slug, name in known.items()}
    found = []
    for area in areas:
        slug = area if area in known else slugs.get(area.casefold(), "")
        if not slug:
            raise UnknownName(f"Neither side has a report of '{area}'.{did_you_mean(area, known)}")
        found.append(slug)
    return tuple(found)


def _show_notebook(before: Side, after: Side, run: str, exit_code: bool) -> int:
    import sys

    from workbench.comparison.notebooks import printed_difference
    from workbench.comparison.places import hidden_on_one_side

    run = run.removesuffix(".ipynb")
    held = hidden_on_one_side(before, after, run.partition("/")[0])
    text = printed_difference(before, after, run, held=held, colour=sys.stdout.isatty())
    click.echo(text.rstrip("\n") or f"{run}: nothing differs but times, counts and ids.")
    return 1 if exit_code and text else 0
