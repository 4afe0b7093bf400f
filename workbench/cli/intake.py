"""Command ``intake``: take raw evidence files into the evidence store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workbench.intake.outcomes import Outcome
    from workbench.project import Project


@click.command("intake")
@click.argument("programme", required=False)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--area", "areas", multiple=True, metavar="AREA", help="Only this area; may be given more than once.")
@click.option("--preview", is_flag=True, help="Say what would be read, mapped, changed and refused; write nothing.")
@click.option(
    "--propose-mapping", "proposed", type=click.Path(path_type=Path), metavar="FILE",
    help="Print a draft of a mapping file for this raw file; saving it is accepting it.",
)  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that read at once.")
def command(
    programme: str | None, files: tuple[Path, ...], areas: tuple[str, ...], preview: bool, proposed: Path | None,
    jobs: int,
) -> None:  # fmt: skip
    """Take a programme's raw evidence, or every programme's, into the evidence store.

    The files lie below the evidence folder in raw/PROGRAMME/AREA. A file with a fault is refused whole, with every
    fault at once, and the store keeps what it had. Files that have not changed are not read again. The published
    statistics are brought up to date as well.

    \b
    Example: workbench intake compulsory-supervision-orders --area orkney-islands
    Example: workbench intake --preview
    Example: workbench intake --propose-mapping evidence/raw/PROGRAMME/fife/fife_staff_survey.xlsx
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    # Imported here, so that --help needs none of it.
    from workbench.cli.choices import areas_of_each
    from workbench.definitions import load_definitions
    from workbench.errors import WorkbenchError, shown_path
    from workbench.intake.showing import summary_lines
    from workbench.intake.statistics import take_in_statistics
    from workbench.intake.taking_in import take_in
    from workbench.project import find_project

    project = find_project()
    named = programme and not Path(programme).is_file()
    definitions = load_definitions(project, only=(programme,) if named else ())
    if proposed is not None:
        from workbench.intake.drafting import draft_mapping

        click.echo(draft_mapping(project, definitions, programme, proposed), nl=False)
        return
    if programme and programme not in definitions.programmes and Path(programme).is_file():
        # A file was named without its programme: the folder that it lies in says which one it is.
        files = (Path(programme), *files)
        programme = _programme_of(project, Path(programme))
    if programme:
        programmes = [definitions.programme(programme)]
    else:
        programmes = [one for one in definitions.programmes.values() if (project.raw / one.id).is_dir()]
    if not preview and take_in_statistics(project, definitions):
        click.echo("Published statistics: area_profile written")
    if not programmes:
        raise WorkbenchError(
            f"There is no raw evidence in {shown_path(project.raw, project.root)}. Put files in folders "
            "PROGRAMME/AREA there, or make the synthetic sample: workbench sample"
        )
    refused = total = 0
    for one, chosen in areas_of_each(definitions, programmes, areas, definitions.evidence_areas):
        slugs = [area.slug for area in chosen]
        with _Progress(project.root, preview) as progress:
            summary = take_in(
                project, definitions, one, areas=slugs if areas else (), files=files, jobs=jobs, preview=preview,
                report=progress.report,
            )  # fmt: skip
        for line in summary_lines(one.id, summary, preview=preview):
            click.echo(line)
        refused += summary.count("refused")
        total += len(summary.outcomes)
    if areas and not total:
        raise WorkbenchError(
            f"No evidence file of {', '.join(areas)} lies in {shown_path(project.raw, project.root)}, in the folder of "
            "its programme and in it the folder of its area. Nothing was taken in."
        )
    if project.evidence.is_dir() and project.evidence.stat().st_mode & 0o077 and os.name == "posix":
        # It was made by somebody else, perhaps for a team: that is theirs to decide.
        shown = shown_path(project.evidence, project.root)
        click.echo(f"Other users of this machine can open {shown}. To close it: chmod -R go= {shown}", err=True)
    if refused:
        # 2 where nothing at all could be read, 1 where the rest was taken in.
        raise SystemExit(2 if refused == total else 1)


def _programme_of(project: Project, path: Path) -> str:
    from workbench.errors import WorkbenchError, shown_path

    inside, raw = path.resolve(), project.raw.resolve()
    if inside.is_relative_to(raw):
        return inside.relative_to(raw).parts[0]
    raise WorkbenchError(
        f"{path} does not lie in the raw evidence folder. Put it into {shown_path(project.raw, project.root)}, in the "
        "folder of its programme and in it the folder of its area: PROGRAMME/AREA."
    )


class _Progress:
    """One line a file, or on a terminal one line that moves."""

    def __init__(self, root: Path, preview: bool) -> None:
        self.root, self.preview = root, preview

    def __enter__(self) -> _Progress:
        from rich.console import Console

        self.console = Console(highlight=False, soft_wrap=True)
        self.count = 0
        self.status = self.console.status("Taking in …") if self.console.is_terminal and not self.preview else None
        if self.status:
            self.status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.status:
            self.status.stop()

    def report(self, outcome: Outcome) -> None:
        from workbench.intake.showing import outcome_lines

        self.count += 1
        if self.status:
            # Rich takes square brackets for its own marks.
            name = outcome.file.replace("[", "\\[")
            self.status.update(f"Taking in … {self.count} files, now {name}")
        refused = outcome.state == "refused"
        if refused or self.status is None or outcome.notes or outcome.set_aside:
            for line in outcome_lines(outcome, self.root, preview=self.preview):
                click.echo(line, err=refused)
