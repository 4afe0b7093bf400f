"""An area among the others, as it is drawn in a chart."""

from __future__ import annotations

from dataclasses import dataclass

OWN, FAMILY, OTHER = "this area", "family group", "other areas"


@dataclass(frozen=True)
class Place:
    """One area's answer to a question.

    Parameters
    ----------
    area, name
        Its slug and name.
    who
        Whether it is this area, one of its family group, or another.
    value, says
        What is drawn, and what is said of it.
    in_report, source
        What a report makes of it, and where it comes from.
    """

    area: str
    name: str
    who: str
    value: float
    says: str
    in_report: str
    source: str
