"""What the user asked of a build."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import UnknownName
from workbench.names import did_you_mean
from workbench.plan.selection import Selection

FORMATS = ("html", "pdf", "docx")
ENGINES = ("auto", "quarto", "embedded")


@dataclass(frozen=True)
class Options:
    """What the user chose; the defaults build everything.

    Parameters
    ----------
    selection
        Areas, stages, or what failed.
    jobs
        Runs at the same time; 0 for one per core.
    engine, formats
        What renders the reports, and into which formats.
    dry_run, explain, fresh
        Only say what would run; say why; run it whatever is remembered.
    scheduler
        Address of a Dask scheduler; empty for this machine.
    earlier
        Results folders of earlier releases about the same evidence, which readers still have.

    Raises
    ------
    UnknownName
        When there is no such engine or format, or no format at all.

    Examples
    --------
    >>> Options(formats=("html",)).engine
    'auto'
    """

    selection: Selection = field(default_factory=Selection)
    jobs: int = 0
    engine: str = "auto"
    formats: tuple[str, ...] = FORMATS
    dry_run: bool = False
    explain: bool = False
    fresh: bool = False
    scheduler: str = ""
    earlier: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        if not self.formats:
            raise UnknownName(f"No format is named. Known: {', '.join(FORMATS)}.")
        for name in self.formats:
            if name not in FORMATS:
                known = f"{did_you_mean(name, FORMATS)} Known: {', '.join(FORMATS)}."
                raise UnknownName(f"No format is called '{name}'.{known}")
        if self.engine not in ENGINES:
            known = f"{did_you_mean(self.engine, ENGINES)} Known: {', '.join(ENGINES)}."
            raise UnknownName(f"No engine is called '{self.engine}'.{known}")
