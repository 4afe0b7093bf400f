"""The sources of published statistics read one by one: each indicator of each area as a row of one long table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.rounding import rounded
from workbench.errors import Fault, InputFaults, shown_path
from workbench.intake.indicators import LGBF, LGBF_COUNTS, SCOTPHO, Indicator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

SCOTLAND = "scotland"
NRS_FILE = "nrs_mid2022_population_by_council_single_year_wide.csv"
SCOTPHO_FILE = "scotpho_children_justice_context_by_council.csv"
LGBF_FILE = "lgbf_children_and_adult_social_care_2010-11_2023-24.csv"
SIMD_FILE = "simd2020_by_council.csv"
FILES = (NRS_FILE, SCOTPHO_FILE, LGBF_FILE, SIMD_FILE)

DERIVED = "Worked out here from the council areas' published figures."
WITHHELD = "The source withholds the figure because it is small."
WITHHELD_RATE = (
    "The source withholds the count because it is small; its rate is left out, as the count follows from it."
)
NOT_GIVEN = "The source has no figure."


def _row(indicator: Indicator, area: str, period: str, year: int, source: str, **cells: object) -> dict[str, object]:
    base = {
        "indicator": indicator.id, "title": indicator.title, "group": indicator.group, "unit": indicator.unit,
        "area": area, "period": period, "year": year, "value": None, "numerator": None, "denominator": None,
        "status": "published", "derived": False, "source": source, "note": indicator.note,
    }  # fmt: skip
    return base | cells


def _notes(*notes: str) -> str:
    return " ".join(note for note in notes if note)


def _read(folder: Path, name: str, code: str, slugs: Mapping[str, str], numbers: Iterable[str]) -> pd.DataFrame:
    """Return one file as text cells with the column ``area``.

    An unknown code, a missing column and a cell of ``numbers`` that holds none are faults; a blank is no fault.
    """
    import pandas as pd

    frame = pd.read_csv(folder / name, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    where = shown_path(folder / name, folder.parent.parent)
    lacking = [column for column in (code, *numbers) if column not in frame]
    faults = [Fault(where, row=1, column=column, message="this column is missing") for column in lacking]
    wrong = {} if code in lacking else {code: (~frame[code].isin(list(slugs)), "no council area has this code")}
    for column in numbers:
        if column in frame:
            cells = frame[column].str.strip()
            no_number = (cells != "") & pd.to_numeric(cells, errors="coerce").isna()
            wrong[column] = (no_number, "a number belongs here, or nothing")
    faults += [
        Fault(where, row=int(index) + 2, column=column, value=value, message=message)
        for column, (rows, message) in wrong.items()
        for index, value in frame.loc[rows, column].items()
    ]
    if faults:
        raise InputFaults(faults, "The published statistics cannot be read")
    return frame.assign(area=frame[code].map(dict(slugs)))


def _number(text: str) -> float | None:
    return float(text) if text.strip() else None


def population_rows(folder: Path, slugs: Mapping[str, str]) -> list[dict[str, object]]:
    """National Records of Scotland: all ages and 0–17, mid-2022; Scotland is the sum of the 32 areas."""
    source, period, year = "nrs-population", "mid-2022", 2022
    everyone = Indicator("population", "Population", "population", "people", "all_ages")
    children = Indicator("children", "Children aged 0–17", "population", "children", "0…17")
    share = Indicator("children_share", "Children aged 0–17 as a share of the population", "population", "%", "0…17")
    frame = _read(folder, NRS_FILE, "ltla19_code", slugs, ["all_ages", *map(str, range(18))])
    counts = {
        row["area"]: (float(row["all_ages"]), sum(float(row[str(age)]) for age in range(18)))
        for row in frame[frame["sex"] == "Persons"].to_dict("records")
    }
    counts[SCOTLAND] = tuple(map(sum, zip(*counts.values(), strict=True)))
    rows = []
    for area, (total, young) in counts.items():
        derived = {"derived": True, "note": DERIVED} if area == SCOTLAND else {}
        rows += [
            _row(everyone, area, period, year, source, value=total, **derived),
            _row(children, area, period, year, source, value=young, **derived),
            _row(share, area, period, year, source, value=100 * young / total, numerator=young, denominator=total,
                 derived=True, note=DERIVED),
        ]  # fmt: skip
    return rows


def _period(text: str) -> str:
    """Return ScotPHO's period as a reader says it: ``2021/22 financial year`` → ``2021-22``."""
    year = re.search(r"(\d{4})/(\d{2})", text)
    if year:
        return f"{year[1]}-{year[2]}"
    snapshot = re.fullmatch(r"(\d{4}) (\w+) snapshot", text)
    return f"{snapshot[2]} {snapshot[1]}" if snapshot else re.sub(r" calendar year$", "", text)


def scotpho_rows(folder: Path, slugs: Mapping[str, str]) -> list[dict[str, object]]:
    """ScotPHO's profile indicators: one period each; a blank count beside other areas' counts is a withheld one."""
    source = "scotpho"
    frame = _read(folder, SCOTPHO_FILE, "area_code", slugs, ("numerator", "measure", "year"))
    rows = []
    for indicator in SCOTPHO:
        published = frame[frame["indicator"] == indicator.published_as].to_dict("records")
        counted = any(row["numerator"].strip() for row in published)
        found = []
        for row in published:
            count, value = _number(row["numerator"]), _number(row["measure"])
            cells: dict[str, object] = {"value": value, "numerator": count}
            if counted and count is None:
                # A rate beside a withheld count gives the count away, and a nought there is no measurement either.
                note = WITHHELD if value is None else WITHHELD_RATE
                cells = {"status": "suppressed", "note": _notes(indicator.note, note)}
            elif value is None:
                cells = {"status": "missing", "note": _notes(indicator.note, NOT_GIVEN)}
            found.append(_row(indicator, row["area"], _period(row["period"]), int(row["year"]), source, **cells))
        rows += [*found, _scotland_rate(indicator, found, source)]
    return rows


def _scotland_rate(indicator: Indicator, found: list[dict[str, object]], source: str) -> dict[str, object]:
    """Return Scotland's row: the counts added up over the populations that the areas' rates imply.

    The source has no Scotland row. An area's population is its count divided by its rate, which is rounded to one
    decimal; over 32 areas the rounding evens out (under one per cent for every indicator used).
    """
    usable = [row for row in found if row["numerator"] and row["value"]]
    first = found[0]
    # Areas left out are the small ones: with many of them gone, the rest do not stand for Scotland.
    if not indicator.per or len(usable) < 0.9 * len(found):
        cells: dict[str, object] = {"status": "missing", "note": _notes(indicator.note, NOT_GIVEN)}
    else:
        count = sum(row["numerator"] for row in usable)
        population = sum(row["numerator"] / row["value"] for row in usable) * indicator.per
        left_out = len(found) - len(usable)
        part = f"{left_out} of {len(found)} areas are left out, as they have no published count." if left_out else ""
        cells = {
            "value": rounded(indicator.per * count / population, 1), "numerator": count,
            "derived": True, "note": _notes(indicator.note, DERIVED, part),
        }  # fmt: skip
    return _row(indicator, SCOTLAND, first["period"], first["year"], source, **cells)


def lgbf_rows(folder: Path, slugs: Mapping[str, str]) -> list[dict[str, object]]:
    """Local Government Benchmarking Framework: series by year; a council without a year has a missing row."""
    frame = _read(folder, LGBF_FILE, "AreaCode", slugs, ("LA_Den_Real", "LA_IndicatorReal", "Scotland_Indicator_Real"))
    rows = []
    for indicator in (*LGBF, *LGBF_COUNTS):
        counts = indicator in LGBF_COUNTS
        factor = indicator.per or 1
        published = frame[frame["Code"] == indicator.published_as]
        for period, of_year in published.groupby("LGBF Year", sort=True):
            cells = {row["area"]: row for row in of_year.to_dict("records")}
            for area in sorted(set(slugs.values())):
                text = cells[area]["LA_Den_Real" if counts else "LA_IndicatorReal"] if area in cells else ""
                rows.append(_series_row(indicator, area, str(period), _number(text), factor))
            if counts:
                total = sum(_number(row["LA_Den_Real"]) or 0.0 for row in cells.values())
                part = "" if len(cells) == len(set(slugs.values())) else f"{len(cells)} areas have a figure."
                rows.append(_series_row(indicator, SCOTLAND, str(period), total, 1)
                            | {"derived": True, "note": _notes(DERIVED, part)})  # fmt: skip
            else:
                national = {_number(row["Scotland_Indicator_Real"]) for row in cells.values()} - {None}
                value = national.pop() if len(national) == 1 else None
                rows.append(_series_row(indicator, SCOTLAND, str(period), value, factor))
    return rows


def _series_row(indicator: Indicator, area: str, period: str, value: float | None, factor: int) -> dict[str, object]:
    if value is None:
        cells: dict[str, object] = {"status": "missing", "note": _notes(indicator.note, NOT_GIVEN)}
    else:
        # Nine decimals: a share times 100 keeps no trace of binary fractions.
        cells = {"value": round(value * factor, 9)}
    return _row(indicator, area, period, int(period[:4]), "lgbf", **cells)


def deprivation_rows(folder: Path, slugs: Mapping[str, str]) -> list[dict[str, object]]:
    """Scottish Index of Multiple Deprivation 2020: data zones among the most deprived tenth, and extent."""
    share = Indicator(
        "deprived_share", "Data zones among Scotland's 10% most deprived", "deprivation", "%", "Proportion", 100
    )
    extent = Indicator(
        "deprivation_extent", "People living in the most deprived data zones (weighted extent)", "deprivation", "%",
        "Extent", 100,
    )  # fmt: skip
    frame = _read(folder, SIMD_FILE, "ltla24_code", slugs, ("Proportion", "Extent"))
    rows = []
    for row in frame.to_dict("records"):
        for indicator in (share, extent):
            value = round(100 * float(row[indicator.published_as]), 9)
            rows.append(_row(indicator, row["area"], "2020", 2020, "simd", value=value))
    by_definition = {"value": 10.0, "derived": True, "note": "A tenth of Scotland's data zones by definition."}
    rows.append(_row(share, SCOTLAND, "2020", 2020, "simd", **by_definition))
    rows.append(_row(extent, SCOTLAND, "2020", 2020, "simd", status="missing", note=NOT_GIVEN))
    return rows
