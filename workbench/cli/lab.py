"""The command ``workbench lab``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workbench.lab.places import Places
    from workbench.project import Project


@click.command("lab")
@click.argument("programme", required=False)
@click.option("--area", metavar="AREA", default="", help="Whose desk to lay; the panel has the others.")
@click.option("--role", default="inspector", show_default=True, metavar="ROLE", help="inspector, author or reviewer.")
@click.option("--fresh", is_flag=True, help="Begin with fresh copies of the notebooks; yours are set aside.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Use this port (default: a free one).")
@click.option("--no-browser", is_flag=True, help="Open no browser; the address is printed.")
def command(programme: str | None, area: str, role: str, fresh: bool, port: int, no_browser: bool) -> None:
    """Open JupyterLab on a desk laid out for PROGRAMME, for one area and one role.

    Without PROGRAMME it is the one you worked on last. Everything stays on this machine: nothing is fetched from a
    network, and only a browser with the printed address gets in.

    \b
    Examples:
      workbench lab compulsory-supervision-orders --area orkney-islands
      workbench lab compulsory-supervision-orders --area orkney-islands --role author
      workbench lab
    """  # noqa: D301  \b keeps the examples' lines apart
    from workbench.errors import WorkbenchError
    from workbench.lab.places import places
    from workbench.lab.roles import chosen_role
    from workbench.lab.sitting import sit_down
    from workbench.project import find_project

    chosen = chosen_role(role)
    project = find_project()
    where = places(project)
    if programme is None:
        programme, last = _last(project, where)
        area = area or last
    sitting = sit_down(project, programme)
    slug = sitting.chosen_area(area) if area else ""
    if not sitting.areas:
        raise WorkbenchError(
            f"{sitting.programme.id} has no notebooks, so there is no desk to sit down at. "
            "`workbench programmes` says which programmes have stages."
        )
    if not slug and not sitting.programme.areas:
        slug = "national"
    from workbench.lab.server import open_lab  # Jupyter's server: only once everything that can be wrong is right

    open_lab(project, where, sitting, slug, chosen, port=port, browser=not no_browser, fresh=fresh, say=click.echo)


def _last(project: Project, where: Places) -> tuple[str, str]:
    """Return the programme and the area of the last sitting; a programme with evidence where there was none."""
    try:
        last = json.loads(where.last.read_text(encoding="utf-8"))
        return str(last["programme"]), str(last["area"])
    except (OSError, ValueError, KeyError, TypeError):
        from workbench.lab.sitting import programmes_with_stages

        return next(iter(programmes_with_stages(project))), ""
