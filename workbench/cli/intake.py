"""Command ``intake``: take raw evidence files into the evidence store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workbench.intake.taking_in import Outcome, Summary

#: Faults of one file shown at once; a file with more has one cause that is mended first.
MOST_FAULTS = 60


@click.command("intake")
@click.argument("programme", required=False)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--area", "areas", multiple=True, metavar="AREA", help="Only this area; may be given more than once.")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that read at once.")
def command(programme: str | None, files: tuple[Path, ...], areas: tuple[str, ...], jobs: int) -> None:
    """Take a programme's raw evidence, or every programme's, into the evidence store.

    The files lie below the evidence folder in raw/PROGRAMME/AREA. A file with a fault is refused whole, with every
    fault at once, and the store keeps what it had. Files that have not changed are not read again. The published
    statistics are brought up to date as well.

    \b
    Example: workbench intake compulsory-supervision-orders --area orkney-islands
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    # Imported here, so that --help needs none of it.
    from workbench.cli.choices import chosen_areas
    from workbench.definitions import load_definitions
    from workbench.errors import WorkbenchError, shown_path
    from workbench.intake.statistics import take_in_statistics
    from workbench.intake.taking_in import take_in
    from workbench.project import find_project

    project = find_project()
    definitions = load_definitions(project)
    if programme and programme not in definitions.programmes and Path(programme).is_file():
        # A file was named without its programme: the folder that it lies in says which one it is.
        files = (Path(programme), *files)
        inside = Path(programme).resolve()
        raw = project.raw.resolve()
        programme = (
            inside.relative_to(raw).parts[0] if inside.is_relative_to(raw) else next(iter(definitions.programmes))
        )
    if programme:
        programmes = [definitions.programme(programme)]
    else:
        programmes = [one for one in definitions.programmes.values() if (project.raw / one.id).is_dir()]
    if take_in_statistics(project, definitions):
        click.echo("Published statistics: area_profile written")
    if not programmes:
        raise WorkbenchError(
            f"There is no raw evidence in {shown_path(project.raw, project.root)}. Put files in folders "
            "PROGRAMME/AREA there, or make the synthetic sample: workbench sample"
        )
    refused = total = 0
    for one in programmes:
        slugs = [area.slug for area in chosen_areas(definitions, one, areas, definitions.programme_areas(one))]
        with _Progress() as progress:
            summary = take_in(
                project, definitions, one, areas=slugs if areas else (), files=files, jobs=jobs, report=progress.report
            )
        _say(one.id, summary)
        refused += summary.count("refused")
        total += len(summary.outcomes)
    if refused:
        # 2 where nothing at all could be read, 1 where the rest was taken in.
        raise SystemExit(2 if refused == total else 1)


class _Progress:
    """One line a file, or on a terminal one line that moves."""

    def __enter__(self) -> _Progress:
        from rich.console import Console

        self.console = Console(highlight=False, soft_wrap=True)
        self.count = 0
        self.status = self.console.status("Taking in …") if self.console.is_terminal else None
        if self.status:
            self.status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.status:
            self.status.stop()

    def report(self, outcome: Outcome) -> None:
        self.count += 1
        if self.status:
            self.status.update(f"Taking in … {self.count} files, now {outcome.file}")
        elif outcome.state == "taken in":
            click.echo(f"{outcome.file}: {outcome.rows} rows taken in")
        if outcome.state == "refused":
            _show_refused(outcome)


def _show_refused(outcome: Outcome) -> None:
    """Print why a file was refused, each fault on a line."""
    kept = "; the store keeps the version taken in earlier" if outcome.kept else ""
    faults = f"{len(outcome.faults)} fault{'s' if len(outcome.faults) != 1 else ''}"
    click.echo(f"{outcome.file}: refused, {faults}{kept}", err=True)
    for fault in outcome.faults[:MOST_FAULTS]:
        click.echo(f"  {fault}", err=True)
    if len(outcome.faults) > MOST_FAULTS:
        click.echo(f"  … and {len(outcome.faults) - MOST_FAULTS} more faults in this file", err=True)


def _say(programme: str, summary: Summary) -> None:
    taken, same, refused = (summary.count(state) for state in ("taken in", "unchanged", "refused"))
    click.echo(
        f"{programme}: {len(summary.outcomes)} files; {taken} taken in, {same} unchanged, {refused} refused; "
        f"{summary.rows:,} rows in the store from them"
    )
    if summary.ignored:
        click.echo(f"  Not tables, left where they are: {', '.join(summary.ignored)}")
    if summary.gone:
        click.echo(f"  Raw file no longer there, its rows stay in the store: {', '.join(summary.gone)}")
