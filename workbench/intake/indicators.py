"""Which published indicators the area profile holds, how they are called and what they count."""

from __future__ import annotations

from dataclasses import dataclass

NO_NOTE = ""
#: Checked on the source: count and rate together give the children aged 0–17 as base, not everyone.
BASE_NOTE = "The source names the population as the base; its figures fit children aged 0–17."


@dataclass(frozen=True)
class Indicator:
    """One published indicator.

    Parameters
    ----------
    id
        Its name in ``area_profile.parquet`` and in value names (``context.<id>``).
    title
        What a reader sees.
    group
        Heading it stands under.
    unit
        Unit of ``value``.
    published_as
        Its name or code in the source.
    per
        How many the rate is counted per, so that Scotland's can be worked out; 0 where it cannot.
    note
        What a reader must know to read it rightly.
    """

    id: str
    title: str
    group: str
    unit: str
    published_as: str
    per: int = 0
    note: str = NO_NOTE


#: ScotPHO indicators that bear on children's lives. Each has one period in the source, and the periods differ.
SCOTPHO = (
    Indicator(
        "looked_after", "Children looked after by the council", "looked after", "per 1,000 children aged 0–17",
        "Children looked after by local authority", 1000,
    ),
    Indicator(
        "child_protection", "Children on the child protection register", "child protection",
        "per 1,000 children aged 0–15", "Children on the child protection register", 1000,
    ),
    Indicator(
        "child_protection_alcohol", "Child protection with parental alcohol misuse", "child protection",
        "per 10,000 children aged 0–17", "Child protection with parental alcohol misuse", 10000,
        BASE_NOTE,
    ),
    Indicator(
        "child_protection_drugs", "Child protection with parental drug misuse", "child protection",
        "per 10,000 children aged 0–17", "Child protection with parental drug misuse", 10000,
        BASE_NOTE,
    ),
    Indicator(
        "child_protection_drugs_or_alcohol", "Child protection with parental drug or alcohol misuse",
        "child protection", "per 10,000 children aged 0–17", "Child protection with parental drug or alcohol misuse",
        10000, BASE_NOTE,
    ),
    Indicator(
        "reporter_care_and_protection", "Children referred to the Reporter for care and protection", "reporter",
        "per 1,000 children aged 0–15", "Children referred to the Children's Reporter for care and protection", 1000,
    ),
    Indicator(
        "reporter_offence", "Children referred to the Reporter for offences", "reporter",
        "per 1,000 children aged 8–15", "Children referred to the Children's Reporter for offences", 1000,
    ),
    Indicator(
        "domestic_abuse", "Domestic abuse incidents recorded by the police", "circumstances",
        "per 10,000 population", "Domestic abuse", 10000,
    ),
    Indicator(
        "low_income_families", "Children in low-income families", "circumstances", "%",
        "Children in low income families", 100,
    ),
    Indicator(
        "adults_homeless", "Adults assessed as homeless", "circumstances", "per 1,000 adults",
        "Adults assessed as homeless", 0, "The source gives rates only.",
    ),
    Indicator(
        "leavers_positive_destinations", "Looked after school leavers in positive destinations", "outcomes", "%",
        "Looked after school leavers in positive destinations", 100,
    ),
    Indicator(
        "leavers_qualification", "Looked after school leavers with a qualification at SCQF level 4 or better",
        "outcomes", "%", "Looked after school leavers with 1 or more qualification at SCQF Level 4", 100,
    ),
)  # fmt: skip

#: Local Government Benchmarking Framework indicators about children; shares are published from 0 to 1.
LGBF = (
    Indicator(
        "lgbf_community_care", "Looked after children cared for in the community", "lgbf", "%", "CHN09", 100,
    ),
    Indicator("lgbf_attendance", "School attendance of looked after children", "lgbf", "%", "CHN19b", 100),
    Indicator(
        "lgbf_exclusions", "School exclusions of looked after children", "lgbf",
        "per 1,000 looked after children", "CHN20b",
    ),
    Indicator(
        "lgbf_re_registrations", "Child protection re-registrations within 18 months", "lgbf", "%", "CHN22", 100,
    ),
    Indicator(
        "lgbf_placements", "Looked after children with more than one placement in the year", "lgbf", "%", "CHN23", 100,
    ),
    Indicator(
        "lgbf_poverty", "Children living in poverty after housing costs", "lgbf", "%", "CHN24", 100,
    ),
)  # fmt: skip

#: Counts of looked after children that stand as denominators in the same framework's cost indicators. They come from
#: another return than ScotPHO's and do not agree with it; both are kept.
LGBF_COUNTS = (
    Indicator("lgbf_looked_after_residential", "Children looked after in residential settings", "looked after",
              "children", "CHN08a"),
    Indicator("lgbf_looked_after_community", "Children looked after in community settings", "looked after",
              "children", "CHN08b"),
)  # fmt: skip
