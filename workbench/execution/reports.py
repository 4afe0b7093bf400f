"""Results composed into a Quarto project and rendered."""

from __future__ import annotations

from typing import Any

from workbench.errors import InputFaults, shown_path
from workbench.execution.progress import Progress
from workbench.plan.folders import BuildFolders


def make_reports(
    project: Any,
    definitions: Any,
    programme: Any,
    folders: BuildFolders,
    areas: list[str],
    *,
    formats: tuple[str, ...],
    engine: str,
    progress: Progress,
) -> tuple[str, list[str]]:
    """Compose and render the reports of ``areas`` and the overview.

    Parameters
    ----------
    project, definitions, programme, folders
        Of the build.
    areas
        Slugs of the areas whose results are complete.
    formats, engine
        What to render into, and with what.
    progress
        What hears about it.

    Returns
    -------
    tuple
        The engine that rendered, and the last lines for the user.

    Raises
    ------
    WorkbenchError
        When the report sources or the narrative are wrong, with file and line.
    """
    from workbench.composition import compose
    from workbench.rendering import render
    from workbench.rendering.pandoc import RenderError

    progress.note(f"Composing {_reports(len(areas))} and the overview.")
    composition = compose(
        project, definitions, programme, areas, folders.project, results=folders.results, formats=formats,
        memory=folders.cache / f"composed-{programme.id}.json",
    )  # fmt: skip
    for warning in composition.warnings:
        progress.note(f"Note: {warning}")
    try:
        rendered = render(folders.project, folders.site, formats, engine, report=progress.note)
    except InputFaults as error:
        from workbench.composition.faults import at_their_sources  # when something is wrong

        raise at_their_sources(error, project, programme.id, folders.project) from None
    except RenderError as error:
        where = shown_path(folders.project, project.root)
        raise RenderError(f"{error.message}\nThe pages named here are composed in {where}/.") from None
    for warning in rendered.warnings:
        progress.note(f"Note: {warning}")
    made, kept = len(rendered.made), len(rendered.outputs) - len(rendered.made)
    said = f"Reports: {shown_path(folders.site / 'index.html', project.root)}"
    return rendered.engine, [f"Rendered: {made} files, {kept} up to date.", f"{said} ({', '.join(formats)})"]


def _reports(count: int) -> str:
    return "1 area report" if count == 1 else f"{count} area reports"
