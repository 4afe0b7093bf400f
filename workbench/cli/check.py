"""``workbench check``: parameters, notebooks, evaluations and narrative, without building."""

from __future__ import annotations

import click


@click.command("check")
@click.argument("programmes", nargs=-1, metavar="[PROGRAMME]…")
@click.pass_context
def command(ctx: click.Context, programmes: tuple[str, ...]) -> None:
    """Check parameters, notebooks, evaluations and narrative without building.

    Every fault is shown with its file and line. The narrative is checked against the results of the last build.
    Exits with 1 when a check fails.

    Example: workbench check compulsory-supervision-orders
    """
    from workbench.checks.everything import check_project  # pydantic and YAML: `--help` needs neither
    from workbench.project import find_project

    failed = 0
    for check in check_project(find_project(), programmes):
        state = "FAULTS" if check.faults else "ok" if check.made else "not checked"
        count = f"{len(check.faults)} fault{'s' if len(check.faults) != 1 else ''}" if check.faults else check.note
        click.echo(f"{state:12}{check.name}: {count}")
        for fault in check.faults:
            click.echo(f"  {fault}")
        failed += bool(check.faults)
    ctx.exit(1 if failed else 0)
