"""Every programme built, one after another, and the site over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.build import BuildReport, Options, build
from workbench.errors import WorkbenchError, shown_path
from workbench.execution.progress import Progress, Silent

if TYPE_CHECKING:
    from workbench.definitions import Definitions, Programme
    from workbench.project import Project


def build_all(project: Project, options: Options, progress: Progress | None = None) -> BuildReport:
    """Build every programme that has evidence, or needs none, and the site over all.

    Parameters
    ----------
    project
        The project.
    options
        What the user chose; it holds for every programme.
    progress
        What hears about it; nothing by default.

    Returns
    -------
    BuildReport
        Exit code 1 where a programme failed; the others, and the site, are made all the same.

    Raises
    ------
    WorkbenchError
        When the parameters are wrong; nothing has been run then.
    """
    from workbench.definitions import load_definitions
    from workbench.execution.cluster import ClusterError
    from workbench.execution.kernels import preload_of_all
    from workbench.execution.workers import Workers
    from workbench.store import EvidenceStore
    from workbench.whole.site import make_site

    progress = progress or Silent()
    definitions = load_definitions(project)
    programmes = in_order(definitions)
    store = EvidenceStore(project)
    said: list[str] = []
    failed: list[str] = []
    without: list[str] = []
    results: dict[str, str] = {}
    # They start once, and not anew for each programme.
    with Workers(options.jobs, lambda: preload_of_all(project, programmes)) as workers:
        for programme in programmes:
            if programme.instruments and not store.catalogue(programme.id)["files"]:
                without.append(programme.id)
                continue
            progress.note(f"{programme.id}: {programme.short_title}")
            try:
                report = build(project, programme.id, options, progress, workers)
            except ClusterError:
                raise  # it would be the same for each of them
            except WorkbenchError as error:
                failed.append(programme.id)
                said += [f"{programme.id}: not built", *(f"  {line}" for line in error.message.splitlines())]
                continue
            results |= {f"{programme.id}/{name}": result for name, result in report.results.items()}
            if report.exit_code:
                failed.append(programme.id)
            if report.exit_code or options.dry_run:
                said += [f"{programme.id}:", *(f"  {line}" for line in report.message.splitlines())]
            else:
                said.append(f"{programme.id}: {report.message.splitlines()[0]}")
    if without:
        said.append(
            f"No evidence, so not built: {', '.join(without)}. The synthetic sample of all: workbench sample, then "
            "workbench intake."
        )
    if options.dry_run:
        return BuildReport(0, results, "\n".join(said), complete=False)
    front = make_site(project, definitions, engine=options.engine, report=progress.note)
    said.append(f"All programmes: {shown_path(front, project.root)}")
    if failed:
        said.append(f"Failed, wholly or in part: {', '.join(failed)}.")
    return BuildReport(1 if failed else 0, results, "\n".join(said), complete=not failed)


def in_order(definitions: Definitions) -> list[Programme]:
    """Return the programmes so that each comes after those whose results it collects, else by id.

    Raises
    ------
    WorkbenchError
        When programmes wait for one another.
    """
    waiting = {
        id: {other.programme for stage in programme.stages for other in stage.collects_from}
        for id, programme in sorted(definitions.programmes.items())
    }
    order: list[str] = []
    while waiting:
        ready = next((id for id, needs in waiting.items() if not needs & set(waiting)), None)
        if ready is None:
            raise WorkbenchError(f"These programmes collect from one another: {', '.join(sorted(waiting))}.")
        order.append(ready)
        del waiting[ready]
    return [definitions.programmes[id] for id in order]
