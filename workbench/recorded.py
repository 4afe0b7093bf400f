"""What a stage recorded, read from the file that its notebook wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError


def recorded_results(path: Path) -> dict[str, Any]:
    """Return what one stage recorded, as it stands in its ``results.json``.

    Raises
    ------
    WorkbenchError
        When the file was cut off or changed since it was made.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, dict):
            raise ValueError("it is no record")
    except ValueError as error:
        raise WorkbenchError(f"{path} cannot be read: {error}. Build the programme again.") from None
    return found
