"""Results composed into a Quarto project and rendered."""

from __future__ import annotations

from typing import Any

from workbench.errors import shown_path
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

    progress.note(f"Composing {_reports(len(areas))} and the overview.")
    composition = compose(
        project, definitions, programme, areas, folders.project, results=folders.results, formats=formats
    )
    for warning in composition.warnings:
        progress.note(f"Note: {warning}")
    rendered = render(folders.project, folders.site, formats, engine, report=progress.note)
    for warning in rendered.warnings:
        progress.note(f"Note: {warning}")
    made, kept = len(rendered.made), len(rendered.outputs) - len(rendered.made)
    said = f"Reports: {shown_path(folders.site / 'index.html', project.root)}"
    return rendered.engine, [f"Rendered: {made} files, {kept} up to date.", f"{said} ({', '.join(formats)})"]


def _reports(count: int) -> str:
    return "1 area report" if count == 1 else f"{count} area reports"
