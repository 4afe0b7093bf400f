"""Published statistics of the council areas, normalised to one long table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Fault, InputFaults
from workbench.files import canonical_json, private_folder, sha256, write_text
from workbench.intake.lock import locked
from workbench.intake.profile_rows import FILES, deprivation_rows, lgbf_rows, population_rows, scotpho_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from workbench.definitions import Definitions
    from workbench.project import Project

COLUMNS = (
    "indicator", "title", "group", "area", "period", "year", "value", "unit", "numerator", "denominator", "status",
    "derived", "source", "note",
)  # fmt: skip
# Modules that decide what the table holds: a change of one makes it anew.
_RULES = ("statistics.py", "profile_rows.py", "indicators.py")


def area_profile(folder: Path, slugs: Mapping[str, str]) -> pd.DataFrame:
    """Return every indicator of every area and of Scotland, one row for an indicator, area and period.

    Parameters
    ----------
    folder
        ``parameters/statistics``, with the files as published.
    slugs
        Area slug for each council code, retired codes included.

    Returns
    -------
    pandas.DataFrame
        Columns ``indicator, title, group, area`` (slug or ``scotland``), ``period`` (as a reader says it), ``year``
        (in which the period begins), ``value, unit, numerator, denominator``, ``status`` (``published``,
        ``suppressed`` or ``missing``; a value stands only beside ``published``), ``derived`` (worked out here from
        published figures, always with a ``note``), ``source`` (id in ``parameters/sources.yaml``), ``note``.
        Shares are percentages from 0 to 100. Sorted by indicator, area, year and source.

    Raises
    ------
    InputFaults
        When a file or a column is missing, or a cell holds no number, or a code that is no council's.
    """
    # Imported here: the command line starts without pandas.
    import pandas as pd

    missing = [
        Fault(f"statistics/{name}", message="this file is missing") for name in FILES if not (folder / name).is_file()
    ]
    if missing:
        raise InputFaults(missing, "The published statistics are not complete")
    sources = (population_rows, scotpho_rows, lgbf_rows, deprivation_rows)
    rows = [row for rows_of in sources for row in rows_of(folder, slugs)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    frame = frame.sort_values(["indicator", "area", "year", "source", "period"], kind="stable", ignore_index=True)
    kinds = dict.fromkeys(("value", "numerator", "denominator"), "Float64") | {"year": "Int64", "derived": "boolean"}
    return frame.astype({name: kinds.get(name, "string") for name in COLUMNS})


def take_in_statistics(project: Project, definitions: Definitions) -> bool:
    """Write ``store/statistics/area_profile.parquet`` where it is missing or its sources have changed.

    Parameters
    ----------
    project
        Whose ``parameters/statistics`` is read.
    definitions
        For the areas' codes.

    Returns
    -------
    bool
        Whether it was written.

    Raises
    ------
    InputFaults
        When a source file is missing or holds an unknown code.
    """
    from workbench.intake.parquet import write_parquet

    folder = project.parameters / "statistics"
    slugs = {code: area.slug for area in definitions.areas.values() for code in (area.code, *area.retired_codes)}
    target = project.store / "statistics" / "area_profile.parquet"
    made_from = {
        "files": {name: sha256(folder / name) for name in FILES if (folder / name).is_file()},
        "areas": slugs,
        "rules": [sha256(Path(__file__).with_name(name)) for name in _RULES],
    }
    note = target.with_suffix(".json")
    if target.is_file() and note.is_file() and note.read_text(encoding="utf-8") == canonical_json(made_from):
        return False
    with locked(project):
        private_folder(target.parent)
        write_parquet(target, area_profile(folder, slugs))
        write_text(note, canonical_json(made_from), private=True)
    return True
