"""The command ``workbench build``."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.build import BuildReport
    from workbench.project import Project

_FORMATS = ("html", "pdf", "docx")


def _say_overdue_concerns(project: Project) -> None:
    """Remind the inspection lead, on the screen alone: concerns are in no output, manifest or journal."""
    if not (project.evidence / "concerns").is_dir():
        return
    from datetime import UTC, datetime

    from workbench.concerns.overdue import overdue_lines  # YAML and more: a build without concerns needs none of it

    for line in overdue_lines(project, datetime.now(UTC)):
        click.echo(line, err=True)


def _formats(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    asked = {name.strip().lower() for name in value.split(",") if name.strip()}
    # One order and no doubles, so that the same wish is the same build.
    return tuple([name for name in _FORMATS if name in asked] + sorted(asked - set(_FORMATS)))


@click.command(name="build")
@click.argument("programme", required=False)
@click.option("--all", "everything", is_flag=True, help="Every programme that has evidence, and the site over all.")
@click.option("--area", "areas", metavar="AREA", multiple=True, help="Only this area; may be given again.")
@click.option(
    "--stage", "stages", metavar="STAGE", multiple=True,
    help="Only this stage, and no report; may be given again.",
)  # fmt: skip
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Runs at the same time (default: one per core).")
@click.option("--engine", default="auto", metavar="ENGINE", help="auto, quarto or embedded: what renders the reports.")
@click.option(
    "--format", "formats", default="html,pdf,docx", metavar="FORMATS", callback=_formats,
    help="Formats with commas between them (default: html,pdf,docx).",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="List what would run, and run nothing.")
@click.option("--explain", is_flag=True, help="Say why each notebook runs (docs/rerun-rules.md).")
@click.option("--failed", is_flag=True, help="Only what failed last time, and what builds on it.")
@click.option("--fresh", is_flag=True, help="Run everything again, whatever is up to date.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Run on a Dask cluster, such as tcp://192.0.2.1:8786.")
@click.option(
    "--earlier", metavar="FOLDER", multiple=True, type=click.Path(exists=True, file_okay=False),
    help="Results folder of an earlier release of the same evidence: what it published is known; may be given again.",
)  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context,
    programme: str | None,
    everything: bool,
    areas: tuple[str, ...],
    stages: tuple[str, ...],
    jobs: int | None,
    engine: str,
    formats: tuple[str, ...],
    dry_run: bool,
    explain: bool,
    failed: bool,
    fresh: bool,
    scheduler: str,
    earlier: tuple[str, ...],
) -> None:
    """Run the notebooks of PROGRAMME, or of --all, and make the reports; what is up to date is not done again.

    \b
    Examples:
      workbench build compulsory-supervision-orders
      workbench build compulsory-supervision-orders --area orkney-islands --stage 03_surveys
      workbench build compulsory-supervision-orders --dry-run --explain
      workbench build --all
    """  # noqa: D301  \b keeps the examples' lines apart
    if everything == bool(programme):
        raise click.UsageError("Name a programme, or give --all." if not programme else "Give a programme or --all.")
    if everything and (areas or stages or failed or earlier):
        raise click.UsageError("--area, --stage, --failed and --earlier are about one programme; leave out --all.")
    from workbench.plan import fingerprint
    from workbench.project import find_project

    project = find_project()
    _say_overdue_concerns(project)
    if everything:
        _build_all(ctx, project, jobs, engine, formats, dry_run, explain, fresh, scheduler)
        return
    programme = str(programme)
    places = (str(project.root), str(project.evidence), str(project.build), programme)
    # Neither the number of jobs nor where they run changes what is made.
    wish = f"areas={sorted(set(areas))} stages={sorted(set(stages))} engine={engine} formats={formats}"
    if not (dry_run or explain or failed or fresh or earlier):
        said = fingerprint.unchanged(*places, wish)
        if said is not None:
            click.echo(said)
            return
    # Taken down before anything is read: what is edited meanwhile is looked at by the next build.
    before = fingerprint.inputs_state(*places[:2], programme)

    from pathlib import Path

    from workbench.build import Options, build
    from workbench.execution.progress import progress_for
    from workbench.plan.selection import Selection

    options = Options(
        Selection(areas, stages, failed),
        jobs or 0,
        engine,
        formats,
        dry_run,
        explain,
        fresh,
        scheduler,
        tuple(map(Path, earlier)),
    )

    def remember(report: BuildReport, said: str) -> None:
        if not (failed or earlier):
            fingerprint.remember(*places, wish, said, before, report.others, report.collected)

    kept = ("Reports:", "Disclosure control:", "Sense checks:", "  ")
    _finish(ctx, lambda: build(project, programme, options, progress_for()), remember, kept)


def _build_all(
    ctx: click.Context, project: Project, jobs: int | None, engine: str, formats: tuple[str, ...], dry_run: bool,
    explain: bool, fresh: bool, scheduler: str,
) -> None:  # fmt: skip
    """Build every programme and the site over them."""
    from workbench.plan import fingerprint

    places = (str(project.root), str(project.evidence), str(project.build))
    wish = f"engine={engine} formats={formats}"
    if not (dry_run or explain or fresh):
        said = fingerprint.all_unchanged(*places, wish)
        if said is not None:
            click.echo(said)
            return
    before = fingerprint.inputs_state(*places[:2], "")

    from workbench.build import Options
    from workbench.execution.progress import progress_for
    from workbench.whole.building import build_all

    options = Options(
        jobs=jobs or 0, engine=engine, formats=formats, dry_run=dry_run, explain=explain, fresh=fresh,
        scheduler=scheduler,
    )  # fmt: skip

    def remember(report: BuildReport, said: str) -> None:
        fingerprint.remember_all(*places, wish, said, before)

    _finish(ctx, lambda: build_all(project, options, progress_for()), remember, ("All programmes:",))


def _stop() -> NoReturn:
    """End after Ctrl-C, without waiting for worker processes that are being ended, as the interpreter would."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    click.echo("\nStopped. Finished runs are kept; the same command goes on from there.", err=True)
    # Else a process that looks after semaphores would warn of those that the workers shared.
    if "multiprocessing.util" in sys.modules:
        sys.modules["multiprocessing.util"]._run_finalizers(0)
    os._exit(1)


def _finish(
    ctx: click.Context, make: Callable[[], BuildReport], remember: Callable[[BuildReport, str], None],
    kept: tuple[str, ...],
) -> None:  # fmt: skip
    """Build, say how it ended, and end.

    Parameters
    ----------
    make
        Builds.
    remember
        Keeps, of a complete build, what to say when nothing changed since.
    kept
        How the lines begin that are said then as well.
    """
    try:
        report = make()
    except KeyboardInterrupt:
        _stop()
    click.echo(report.message)
    if report.complete:
        where = [line for line in report.message.splitlines() if line.startswith(kept)]
        remember(report, "\n".join(["Nothing changed since the last build.", *where]))
    ctx.exit(report.exit_code)
