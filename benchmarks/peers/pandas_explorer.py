"""The numbers behind one click of the explorer as people work them out: raw files read with pandas and counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.sample.files import TITLED

QUESTIONED, READ = "staff_survey", "record_reading"


def recomputing(root: Path, programme: str) -> Callable[[str], dict[str, Any]]:
    """Return what works out an area's numbers from the raw files of a project.

    Parameters
    ----------
    root
        The project.
    programme
        Id of a programme with a staff survey and a record reading.
    """
    from workbench.definitions import load_definitions
    from workbench.project import find_project

    project = find_project(root)
    definitions = load_definitions(project, only=[programme])
    found = definitions.programme(programme)
    instruments = {id: definitions.instruments[id] for id in found.instruments}
    areas = [area.slug for area in definitions.programme_areas(found)]
    raw, scales = project.raw / programme, definitions.answer_scales
    statistics = next((project.parameters / "statistics").glob("scotpho_*.csv"))

    def recompute(area: str) -> dict[str, Any]:
        """Return the matrix's shares of an area, a question and an item across all areas, and a published figure."""
        import pandas as pd

        tables = {id: _read(raw, area, one) for id, one in instruments.items()}
        matrix = {
            (id, column.id): _share(tables[id][column.header], _positive(scales[column.scale]))
            for id, one in instruments.items()
            for column in one.columns
            if column.type == "scale"
        }
        matrix |= {
            (id, "direction"): tables[id]
            .groupby("Quality indicator")["Strength or area for improvement"]
            .value_counts()
            for id in ("engagement", "position_statement")
        }
        across = {}
        for id in (QUESTIONED, READ):
            column = next(column for column in instruments[id].columns if column.type == "scale")
            shares = {
                slug: _share(_read(raw, slug, instruments[id])[column.header], _positive(scales[column.scale]))
                for slug in areas
            }
            across[id] = pd.Series(shares).sort_values()
        published = pd.read_csv(statistics)
        figure = published[published["indicator"] == "Domestic abuse"].pivot_table(
            index="area_name", columns="year", values="measure"
        )
        return {"matrix": matrix, "across": across, "figure": figure}

    return recompute


def _read(raw: Path, area: str, instrument: Any) -> Any:
    import pandas as pd

    path = raw / area / instrument.file.name_for(area)
    if instrument.file.format == "csv":
        return pd.read_csv(path)
    header = 2 if instrument.kind in TITLED else 0
    return pd.read_excel(path, sheet_name=instrument.file.sheet, header=header, engine="calamine")


def _positive(scale: Any) -> frozenset[str]:
    chosen = [option for option in scale.options if option.polarity == "positive"]
    return frozenset(word for option in chosen for word in (option.value, option.label))


def _share(given: Any, positive: frozenset[str]) -> float:
    answered = given.dropna()
    return float(answered.isin(positive).mean())
