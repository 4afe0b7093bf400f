"""All that one page in one format needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.rendering.checks import Checked
from workbench.rendering.page import Page


@dataclass(frozen=True)
class Job:
    """All that one page in one format needs.

    Parameters
    ----------
    folder
        The composed project.
    page, checked
        The page, and the files it shows.
    fonts
        Folder of the typeface's files.
    """

    folder: Path
    page: Page
    checked: Checked
    fonts: Path
