"""``workbench check``: parameters, notebooks, evaluations and narrative, without building."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("check")
@click.argument("programmes", nargs=-1, metavar="[PROGRAMME]…")
@click.option("--notebooks", is_flag=True, help="Check notebooks alone; name files or folders instead of programmes.")
@click.option("--run", is_flag=True, help="With --notebooks: run the references of what is named again, and compare.")
@click.option("--sense", is_flag=True, help="Make every sense check of what was built, and show the numbers.")
@click.pass_context
def command(ctx: click.Context, programmes: tuple[str, ...], notebooks: bool, run: bool, sense: bool) -> None:
    """Check parameters, notebooks, evaluations and narrative without building.

    Every fault is shown with its file and line. The narrative is checked against the results of the last build.
    Notebooks are held to the rules of docs/notebook-rules.md. Exits with 1 when a check fails.

    Example: workbench check compulsory-supervision-orders

    Example: workbench check --notebooks notebooks/03_surveys.ipynb

    Example: workbench check compulsory-supervision-orders --sense
    """
    from workbench.checks.everything import Check, check_project  # pydantic and YAML: `--help` needs neither
    from workbench.project import find_project

    if run and not notebooks:
        raise click.UsageError("--run goes with --notebooks: workbench check --notebooks --run")
    if sense:
        if notebooks:
            raise click.UsageError("--sense is about programmes and --notebooks about notebooks; give one of them.")
        _say_sense(ctx, programmes)
        return
    checks = check_project(find_project(), programmes)
    if notebooks:
        from workbench.checks.gate import gate

        faults, count, note = gate(find_project(), [Path(name) for name in programmes], run=run)
        told = f"{count} notebook{'' if count == 1 else 's'}" + (f"; {note}" if note else "")
        checks = iter([Check("notebooks", tuple(faults), told)])
    failed: list[str] = []
    for check in checks:
        state = "FAULTS" if check.faults else "ok" if check.made else "not checked"
        count = f"{len(check.faults)} fault{'s' if len(check.faults) != 1 else ''}" if check.faults else check.note
        click.echo(f"{state:12}{check.name}: {count}")
        for fault in check.faults:
            click.echo(f"  {fault}")
        if check.faults:
            looked_at = check.note.partition("\n")[0]
            failed.append(f"{count} in {check.name}" + (f" ({looked_at})" if looked_at else ""))
    if failed:
        click.echo(f"Not ok: {', '.join(failed)}.")
    ctx.exit(1 if failed else 0)


def _say_sense(ctx: click.Context, programmes: tuple[str, ...]) -> None:
    """Show every sense check of programmes; exit with 1 where one failed."""
    from workbench.assurance.commanding import sense_lines
    from workbench.project import find_project

    failed = False
    for lines, wrong in sense_lines(find_project(), programmes):
        click.echo("\n".join(lines))
        failed |= wrong
    ctx.exit(1 if failed else 0)
