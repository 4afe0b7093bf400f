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


#: The programme whose words the common bank has, and where those of others stand.
FIRST = "compulsory-supervision-orders"
NARRATIVES = FOLDER / "narratives"


@cache
def narrative_bank(programme: str) -> dict[str, Any] | None:
    """Return the phrases of a programme's narrative, or None where nobody wrote any.

    ``narratives/<programme>.yaml`` lies over the common bank: its claims are added to the common ones, and each other
    part takes the place of the common one.

    Examples
    --------
    >>> narrative_bank("no-such-programme") is None
    True
    """
    common, path = bank("narrative"), NARRATIVES / f"{programme}.yaml"
    if programme == FIRST:
        return common
    if not path.is_file():
        return None
    import yaml

    own = yaml.safe_load(path.read_text(encoding="utf-8"))
    return common | own | {"claims": common["claims"] | own.get("claims", {})}
