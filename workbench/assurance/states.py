"""How each report of a programme stands: draft, assured, factual accuracy, final; and whether it changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.days import day

if TYPE_CHECKING:
    from workbench.assurance.sign_offs import SignOff
    from workbench.plan.remembered import Remembered
    from workbench.project import Project

DRAFT, ASSURED, FACTUAL_ACCURACY, FINAL = "draft", "assured", "factual accuracy", "final"
#: In their order.
STATES = (DRAFT, ASSURED, FACTUAL_ACCURACY, FINAL)
#: What a page says that nobody has signed off.
NOT_RELEASED = "Draft, not released"
_FEW = 4
_SAID = {ASSURED: "Assured", FACTUAL_ACCURACY: "Factual accuracy checked", FINAL: "Final"}
_SINCE = {ASSURED: "it was assured", FACTUAL_ACCURACY: "its factual accuracy was checked", FINAL: "it was final"}


@dataclass(frozen=True)
class Standing:
    """How one report stands.

    Parameters
    ----------
    report
        The report: an area's slug, or a kind of national output.
    content
        Hash of its content as it is now; empty where it is not built.
    signed
        Its last sign-off; None where there is none.
    """

    report: str
    content: str
    signed: SignOff | None = None

    @property
    def state(self) -> str:
        """The state that was last signed."""
        return self.signed.state if self.signed else DRAFT

    @property
    def changed(self) -> bool:
        """Whether it is another content than was last signed; a draft may change."""
        return self.signed is not None and self.state != DRAFT and self.signed.content != self.content

    def line(self, release: str = "") -> str:
        """Return what its pages say of it.

        Parameters
        ----------
        release
            Name of the release that the pages belong to; empty where they belong to none.
        """
        if release:
            final = self.state == FINAL and not self.changed
            return f"Release {release}, final" if final else f"Release {release}"
        if self.signed is None or self.state == DRAFT:
            return NOT_RELEASED
        on = day(self.signed.date.isoformat())
        if self.changed:
            return f"Draft, changed since {_SINCE[self.state]} on {on}; not released"
        return f"{_SAID[self.state]} on {on}, not released"


def standings_of(contents: Mapping[str, str], signed: Mapping[str, tuple[SignOff, ...]]) -> dict[str, Standing]:
    """Return how each report stands, by report: those that are built, and those only signed.

    Parameters
    ----------
    contents
        Hash of the content of each report that is built.
    signed
        The sign-offs of each report that has some, the oldest first.
    """
    return {
        report: Standing(report, contents.get(report, ""), (signed.get(report) or (None,))[-1])
        for report in sorted({*contents, *signed})
    }


def in_reading_order(standings: Mapping[str, Standing], areas: tuple[str, ...]) -> list[Standing]:
    """Return national reports first, then areas in the programme's order."""
    places = {slug: number for number, slug in enumerate(areas, start=1)}
    return sorted(standings.values(), key=lambda each: (places.get(each.report, 0), each.report))


def built_contents(project: Project, programme: Any, remembered: Remembered | None = None) -> dict[str, str]:
    """Return the hash of the content of each report as it was last composed, by report; empty before a build.

    A build gives what it remembers, so that it need not read again what is as it was.
    """
    from workbench.assurance.states_content import content_digests
    from workbench.plan.folders import build_folders

    composed = build_folders(project.build, programme.id).project
    return content_digests(composed, programme.outputs, remembered=remembered)


def programme_standings(project: Project, programme: Any) -> dict[str, Standing]:
    """Return how each report of a programme stands as it was last built.

    Raises
    ------
    InputFaults
        With the faults of the sign-offs.
    """
    from workbench.assurance.sign_offs import all_sign_offs

    return standings_of(built_contents(project, programme), all_sign_offs(project, programme.id))


def counted(standings: Mapping[str, Standing]) -> str:
    """Return how many reports are in which state, in words; a report that changed since its sign-off is a draft.

    Examples
    --------
    >>> counted({"fife": Standing("fife", "a"), "moray": Standing("moray", "b")})
    '2 drafts'
    """
    built = [each for each in standings.values() if each.content]
    counts = dict.fromkeys(reversed(STATES), 0)
    for each in built:
        counts[DRAFT if each.changed else each.state] += 1
    drafts = counts.pop(DRAFT)
    said = [
        f"{count} {state if state != FACTUAL_ACCURACY else 'in factual accuracy'}"
        for state, count in counts.items()
        if count
    ]
    if drafts:
        said.append("1 draft" if drafts == 1 else f"{drafts} drafts")
    return ", ".join(said)


def next_of(standing: Standing) -> str:
    """Return the state that a report has to be signed off as next; empty where it is final and has not changed.

    Examples
    --------
    >>> next_of(Standing("fife", "a"))
    'assured'
    """
    if standing.changed or standing.state == DRAFT:
        return ASSURED
    return (*STATES, "")[STATES.index(standing.state) + 1]


def signing(programme: str, state: str, reports: str = "REPORT") -> str:
    """Return the command that signs reports off.

    Examples
    --------
    >>> signing("p", "assured", "--all")
    'workbench sign-off p --all --state assured --role ROLE --date DATE --comment TEXT'
    """
    said = f'"{state}"' if " " in state else state
    return f"workbench sign-off {programme} {reports} --state {said} --role ROLE --date DATE --comment TEXT"


def next_steps(standings: Mapping[str, Standing], programme: str) -> list[str]:
    """Return what has to be signed next, state by state, each with its command; empty where everything is final."""
    waiting: dict[str, list[str]] = {}
    for each in standings.values():
        if each.content and (state := next_of(each)):
            waiting.setdefault(state, []).append(each.report)
    lines = []
    for state in STATES:
        reports = waiting.get(state, [])
        if reports:
            few = f" ({', '.join(reports)})" if len(reports) <= _FEW else ""
            words = "has" if len(reports) == 1 else "have"
            lines.append(f"{len(reports)} {words} to be signed off as {state}{few}:")
            lines.append(f"  {signing(programme, state, '--all' if len(reports) > 1 else reports[0])}")
    return lines
