"""The phrase banks of the sample, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def bank(name: str) -> dict[str, Any]:
    """Return one phrase bank: ``phrases`` (engagement) or ``statements`` (position statements).

    Examples
    --------
    >>> sorted(bank("statements"))
    ['evidence', 'know', 'next', 'notes', 'themes']
    """
    # Imported here: the command line starts without it.
    import yaml

    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
