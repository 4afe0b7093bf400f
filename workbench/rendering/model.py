"""What a render is asked for and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

FORMATS = ("html", "pdf", "docx")
"""The formats a report can have, in the order they are listed."""

QUARTO_FORMAT = {"html": "html", "pdf": "typst", "docx": "docx"}
"""What Quarto calls each format."""


@dataclass(frozen=True, order=True)
class Output:
    """One file of the site.

    Parameters
    ----------
    path
        The file, relative to the site's folder.
    format
        ``html``, ``pdf`` or ``docx``.
    source
        The page it was made from, relative to the composed project's folder.
    made
        Whether this render wrote it; ``False`` when nothing it depends on had changed.
    """

    path: str
    format: str
    source: str
    made: bool = True


@dataclass(frozen=True)
class RenderReport:
    """What a render did.

    Parameters
    ----------
    engine, version
        ``quarto`` or ``embedded``, and the version of the engine and its parts.
    site
        The folder of the site.
    outputs
        Every page in every format, sorted by path.
    warnings
        What the engine warned of; empty when all is well.
    """

    engine: str
    version: str
    site: Path
    outputs: tuple[Output, ...]
    warnings: tuple[str, ...] = field(default=())

    @property
    def made(self) -> tuple[Output, ...]:
        """The outputs that this render wrote."""
        return tuple(output for output in self.outputs if output.made)
