"""Who sits at the desk, and what is open when they sit down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.errors import UnknownName
from workbench.names import did_you_mean

#: Notebooks about the whole area, in the order in which they are shown, with their titles.
DESK_NOTEBOOKS = {
    "explore": "Explore the evidence",
    "judgement": "Notes and judgement",
    "record_reading_form": "Read records",
}


@dataclass(frozen=True)
class Role:
    """A way to work.

    Parameters
    ----------
    id, title
        What the command line and the panel call it.
    does
        What such a person does, in a few words.
    opens
        Desk notebooks that stand open at first, by id, those that are there.
    stage
        Which stage notebook stands open: ``first``, ``last`` or none.
    report
        Whether the area's report stands beside the notebooks, where there is one.
    """

    id: str
    title: str
    does: str
    opens: tuple[str, ...]
    stage: str
    report: bool


ROLES = {
    role.id: role
    for role in (
        Role("inspector", "Inspector", "explores one area's evidence", ("explore", "judgement"), "first", False),
        Role("author", "Report author", "writes the area's report and reads it as it will look", (), "last", True),
        Role("reviewer", "Reviewer", "checks the numbers behind a report", ("explore",), "last", True),
    )
}


def chosen_role(name: str) -> Role:
    """Return the role called ``name``.

    Raises
    ------
    UnknownName
        With the nearest role.

    Examples
    --------
    >>> chosen_role("author").title
    'Report author'
    >>> chosen_role("inspectr")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    workbench.errors.UnknownName: No role is called 'inspectr'. Did you mean inspector? ...
    """
    if name not in ROLES:
        raise UnknownName(f"No role is called '{name}'.{did_you_mean(name, ROLES)} Roles: {', '.join(ROLES)}.")
    return ROLES[name]


def open_stages(role: Role, stages: Iterable[str]) -> tuple[str, ...]:
    """Return which of an area's stages stand open for a role.

    Examples
    --------
    >>> open_stages(ROLES["inspector"], ["01_scoping", "06_evaluation"])
    ('01_scoping',)
    >>> open_stages(ROLES["author"], [])
    ()
    """
    stages = tuple(stages)
    chosen = {"first": stages[:1], "last": stages[-1:]}
    return chosen.get(role.stage, ())
