"""``workbench check``: parameters, notebooks, evaluations and narrative, without building."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("check")
@click.argument("programmes", nargs=-1, metavar="[PROGRAMME]…")
@click.option("--notebooks", is_flag=True, help="Check notebooks alone; name files or folders instead of programmes.")
@click.option("--run", is_flag=True, help="With --notebooks: run reference notebooks again and compare every output.")
@click.pass_context
def command(ctx: click.Context, programmes: tuple[str, ...], notebooks: bool, run: bool) -> None:
    """Check parameters, notebooks, evaluations and narrative without building.

    Every fault is shown with its file and line. The narrative is checked against the results of the last build.
    Notebooks are held to the rules of docs/notebook-rules.md. Exits with 1 when a check fails.

    Example: workbench check compulsory-supervision-orders

    Example: workbench check --notebooks notebooks/03_surveys.ipynb
    """
    from workbench.checks.everything import Check, check_project  # pydantic and YAML: `--help` needs neither
    from workbench.project import find_project

    if run and not notebooks:
        raise click.UsageError("--run goes with --notebooks: workbench check --notebooks --run")
    checks = check_project(find_project(), programmes)
    if notebooks:
        from workbench.checks.gate import gate

        faults, count, note = gate(find_project(), [Path(name) for name in programmes], run=run)
        told = f"{count} notebook{'' if count == 1 else 's'}" + (f"; {note}" if note else "")
        checks = iter([Check("notebooks", tuple(faults), told)])
    failed = 0
    for check in checks:
        state = "FAULTS" if check.faults else "ok" if check.made else "not checked"
        count = f"{len(check.faults)} fault{'s' if len(check.faults) != 1 else ''}" if check.faults else check.note
        click.echo(f"{state:12}{check.name}: {count}")
        for fault in check.faults:
            click.echo(f"  {fault}")
        failed += bool(check.faults)
    ctx.exit(1 if failed else 0)
