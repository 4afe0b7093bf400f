"""The choice of engine: Quarto when it is on the machine, else the embedded engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.names import did_you_mean
from workbench.rendering.model import FORMATS, RenderReport

ENGINES = ("auto", "quarto", "embedded")


def _silent(line: str) -> None:
    """Say nothing."""


def render(
    project_dir: Path,
    site_dir: Path,
    formats: Iterable[str] = FORMATS,
    engine: str = "auto",
    report: Callable[[str], None] = _silent,
    jobs: int | None = None,
) -> RenderReport:
    """Render a composed project into a site.

    The site holds exactly what the project says: pages and formats that an earlier render made and this one does not
    are removed. With the embedded engine, a page whose inputs have not changed is not made again.

    Parameters
    ----------
    project_dir
        The composed Quarto project (`_quarto.yml`, pages, `_brand.yml`, `theme/`).
    site_dir
        The folder for the site. The record of the render, ``render-lock.json``, is kept beside it.
    formats
        Which of ``html``, ``pdf`` and ``docx`` to make.
    engine
        ``auto`` takes Quarto when a version that can be used is on the machine, else the embedded engine.
    report
        Is given a line for each page made.
    jobs
        How many pages the embedded engine makes at a time; by default the number of processors.

    Raises
    ------
    InputFaults
        Everything in the sources that cannot be rendered, with file and line; nothing is rendered then.
    MissingProgram
        When Quarto was asked for and is not on the machine.
    RenderError
        When a page could not be rendered.
    """
    chosen = tuple(format for format in FORMATS if format in set(formats))
    for format in formats:
        if format not in FORMATS:
            raise WorkbenchError(
                f"There is no format '{format}': use {', '.join(FORMATS)}.{did_you_mean(format, FORMATS)}"
            )
    if not chosen:
        raise WorkbenchError(f"Name at least one format: {', '.join(FORMATS)}.")
    if engine not in ENGINES:
        raise WorkbenchError(f"There is no engine '{engine}': use {', '.join(ENGINES)}.{did_you_mean(engine, ENGINES)}")
    from workbench.rendering.quarto import find_quarto, render_quarto

    quarto = None if engine == "embedded" else find_quarto(required=engine == "quarto")
    if quarto:
        return render_quarto(quarto, project_dir, site_dir, chosen, report)
    from workbench.rendering.embedded import render_embedded

    return render_embedded(project_dir, site_dir, chosen, report, jobs)
