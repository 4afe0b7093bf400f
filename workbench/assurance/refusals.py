"""Why a programme cannot be released: every reason at once, each with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.assurance.sign_offs_rules import without_answer
from workbench.assurance.states import ASSURED, FINAL, Standing, next_of, signing
from workbench.errors import InputFaults, WorkbenchError

#: The checks of a release in their order, and what each looks at.
CHECKS = {
    "build": "the build is whole, and made of the inputs as they are now",
    "states": "every report is signed off as final, and has not changed since",
    "factual accuracy": "every point of a partnership is answered",
    "sense checks": "no declared check fails, and every review has an answer",
    "quotations": "every quotation is signed off as it stands",
    "texts": "every passage in which something was detected that may identify somebody has been read",
    "synthetic": "what is synthetic says so in every file",
    "disclosure": "no number held back can be worked out, from this release or together with earlier ones",
    "accessibility": "pages, papers and spreadsheets have what can be checked without a browser",
    "browser": "axe finds nothing on a page of each kind, where a browser is on this machine",
    "release": "what is released is what was signed, but for the line that says how it stands",
}
_SHOWN = 8
# So many places with the same reason are one line.
_ALIKE = 3


@dataclass(frozen=True, order=True)
class Refusal:
    """One reason.

    Parameters
    ----------
    check
        The check's name.
    where
        The report, file or place; may be empty.
    why, do
        What is wrong, and what to do about it, each a sentence.
    """

    check: str
    where: str
    why: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.where + ': ' if self.where else ''}{self.why}"


class NotReleased(WorkbenchError):
    """A release that was refused.

    Parameters
    ----------
    refusals
        Every reason.
    """

    exit_code = 1

    def __init__(self, refusals: Iterable[Refusal], programme: str = "") -> None:
        self.refusals = tuple(refusals)
        self.programme = programme
        super().__init__(said(self.refusals, programme))

    def __reduce__(self):
        return (type(self), (self.refusals, self.programme))


def said(refusals: Iterable[Refusal], programme: str) -> str:
    """Return all reasons, check by check, with what to do below them.

    Examples
    --------
    >>> print(said([Refusal("states", "fife", "is a draft.", "Sign it off.")], "p"))
    p is not released. Nothing was written. 1 reason:
    <BLANKLINE>
    states (every report is signed off as final, and has not changed since)
      fife: is a draft.
      What to do: Sign it off.
    >>> drafts = [Refusal("states", area, "is a draft.") for area in ("angus", "fife", "moray")]
    >>> said(drafts, "p").splitlines()[-1].strip()
    'angus, fife, moray: is a draft.'
    """
    refusals = tuple(refusals)
    count = "1 reason" if len(refusals) == 1 else f"{len(refusals)} reasons"
    lines = [f"{programme} is not released. Nothing was written. {count}:"]
    for check, about in CHECKS.items():
        found = [each for each in refusals if each.check == check]
        if not found:
            continue
        lines += ["", f"{check} ({about})"]
        for do in dict.fromkeys(each.do for each in found):
            same = [each for each in found if each.do == do]
            told = list(_told(same))
            lines += [f"  {each}" for each in told[:_SHOWN]]
            if len(told) > _SHOWN:
                lines.append(f"  and {len(told) - _SHOWN} more")
            if do:
                lines.append(f"  What to do: {do}")
    return "\n".join(lines)


def _told(refusals: list[Refusal]) -> Iterator[str]:
    """Yield reasons as lines; what several places have alike is one line."""
    alike: dict[str, list[Refusal]] = {}
    for each in refusals:
        alike.setdefault(each.why, []).append(each)
    for why, those in alike.items():
        if len(those) < _ALIKE or not all(each.where for each in those):
            yield from map(str, those)
            continue
        more = f" and {len(those) - _SHOWN} more" if len(those) > _SHOWN else ""
        yield f"{', '.join(each.where for each in those[:_SHOWN])}{more}: {why}"


@dataclass(frozen=True)
class Look:
    """What a release is looked at with.

    Parameters
    ----------
    project, definitions, programme, folders
        The project, its definitions, the programme, and its build folders.
    manifest
        The build's manifest; empty where there is none.
    standings
        How each report stands.
    """

    project: Any
    definitions: Any
    programme: Any
    folders: Any
    manifest: Mapping[str, Any] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def areas(self) -> tuple[str, ...]:
        """The programme's areas, by slug."""
        return tuple(area.slug for area in self.definitions.programme_areas(self.programme))


def state_refusals(look: Look) -> Iterator[Refusal]:
    """Yield the reports that are not final, or that changed since they were."""
    for each in look.standings.values():
        if not each.content:
            yield Refusal(
                "states", each.report, "is signed off, but is not among the reports that were built.",
                f"Build it again: workbench build {look.programme.id}. If it is no longer wanted, move its file out of "
                "the folder of sign-offs.",
            )  # fmt: skip
        elif each.changed:
            do = f"Have it assured again: {_signing(look, ASSURED)}"
            if each.state != FINAL:
                do += ". Where nothing but a partnership's points was put right, its factual accuracy is signed off"
            yield Refusal("states", each.report, f"{each.line()}.", do)
        elif each.state != FINAL:
            state = "not signed off" if each.signed is None else f"is at '{each.state}'"
            yield Refusal("states", each.report, f"{state}, not final.", _signing(look, next_of(each)))
    if not look.standings:
        yield Refusal("states", "", "There is no report.", f"workbench build {look.programme.id}")


def _signing(look: Look, state: str) -> str:
    return f"{signing(look.programme.id, state, 'REPORT')} (or --all in place of REPORT)"


def factual_accuracy_refusals(look: Look) -> Iterator[Refusal]:
    """Yield the partnerships' points without an answer, and faults in what is recorded of them."""
    from workbench.assurance.factual_accuracy import load_factual_accuracy

    do = "Answer each in the area's factual-accuracy.yaml: response, change or because, role, date."
    for slug in look.areas:
        try:
            found = load_factual_accuracy(look.project, look.programme, slug, look.definitions)
        except InputFaults as error:
            yield from (Refusal("factual accuracy", "", str(fault), "Mend the file.") for fault in error.faults)
            continue
        if found and found.unanswered:
            yield Refusal("factual accuracy", slug, f"{without_answer(found.unanswered)}.", do)


def sense_refusals(look: Look) -> Iterator[Refusal]:
    """Yield the sense checks that hold the release back."""
    from workbench.assurance.sense_checks import holding_back, outcomes

    do = (
        "Mend what fails, and build again; answer what is to be reviewed in "
        f"reports/{look.programme.id}/assurance/sense-checks.yaml."
    )
    try:
        found = outcomes(look.project, look.definitions, look.programme)
    except WorkbenchError as error:
        yield Refusal("sense checks", "", error.message, do)
        return
    yield from (Refusal("sense checks", "", str(each), do) for each in holding_back(found))


def quotation_refusals(look: Look) -> Iterator[Refusal]:
    """Yield the quotations that nobody has signed off as they stand."""
    from workbench.freetext.quotations import checked_quotations, quotations_file

    for slug in look.areas:
        if not quotations_file(look.project, look.programme.id, slug).is_file():
            continue
        do = f"Sign it off, or take it out: workbench quotations {look.programme.id} --area {slug}"
        try:
            checked = checked_quotations(look.project, look.programme, slug, look.definitions)
        except InputFaults as error:
            yield from (Refusal("quotations", "", str(fault), "Mend the file.") for fault in error.faults)
            continue
        for one in checked:
            if not one.usable:
                why = f"the quotation '{one.quotation.id}' may not appear: {one.state}."
                yield Refusal("quotations", slug, why, do)


def text_refusals(look: Look) -> Iterator[Refusal]:
    """Yield the passages written for the reports that may identify somebody and that nobody has signed off."""
    from workbench.freetext.narrative import unread

    do = f"Read it and sign it off, or take out what identifies: workbench findings {look.programme.id} --show"
    try:
        waiting = unread(look.project, look.programme, look.definitions)
    except InputFaults as error:
        yield from (Refusal("texts", "", str(fault), "Mend the file.") for fault in error.faults)
        return
    yield from (Refusal("texts", "", f"{each}.", do) for each in waiting)
