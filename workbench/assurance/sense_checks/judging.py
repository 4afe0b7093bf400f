"""Every sense check of a programme made and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from workbench.assurance.sense_checks import evidence, made, numbers, published
from workbench.assurance.sense_checks.answers import read_answers, with_answers
from workbench.assurance.sense_checks.ground import Ground
from workbench.assurance.sense_checks.outcome import FAIL, NOT_CHECKED, PASS, REVIEW, Finding, Outcome
from workbench.definitions.areas import NATIONAL
from workbench.definitions.faults import unknown
from workbench.definitions.sense_check_files import Declared, load_sense_checks
from workbench.definitions.sense_checks import SenseCheck
from workbench.errors import Fault
from workbench.plan.hashes import FileHashes
from workbench.project import Project

KINDS: dict[str, Callable[[SenseCheck, Ground], Iterator[Finding]]] = {
    "range": numbers.in_range,
    "agreement": numbers.in_range,
    "at_most": numbers.at_most,
    "share": numbers.share,
    "parts": numbers.parts,
    "adds_up": numbers.adds_up,
    "jump": numbers.jump,
    "proportions": numbers.proportions,
    "complete": evidence.complete,
    "twice": evidence.twice,
    "rows": evidence.rows,
    "as_taken_in": evidence.as_taken_in,
    "published": published.published,
    "sources": made.sources,
    "pages": made.pages,
    "made": made.made,
}
#: Compares with the manifest, and so says nothing while a build is about to write it.
AFTER_A_BUILD = frozenset({"made"})


def outcomes(
    project: Project,
    definitions: Any,
    programme: Any,
    *,
    hashes: FileHashes | None = None,
    building: bool = False,
    declared: Sequence[Declared] | None = None,
) -> tuple[Outcome, ...]:
    """Return how every sense check of a programme ends, place by place, in the order they are declared.

    Parameters
    ----------
    project, definitions, programme
        Whose checks.
    hashes
        Knows the digests of files that were read before.
    building
        Whether a build asks, which has not written its manifest yet.
    declared
        The checks; those of ``parameters/sense-checks`` where they are not given.

    Returns
    -------
    tuple of Outcome
        A check about something that a programme does not have has none.

    Raises
    ------
    InputFaults
        When the declared checks, or the answers, have faults.
    """
    declared = load_sense_checks(project, programme.id) if declared is None else declared
    return outcomes_on(Ground(project, definitions, programme, hashes or FileHashes()), declared, building=building)


def outcomes_on(ground: Ground, declared: Sequence[Declared], *, building: bool = False) -> tuple[Outcome, ...]:
    """Return how checks end on some ground; see `outcomes`."""
    found: list[Outcome] = []
    for each in declared:
        if (building and each.check.kind in AFTER_A_BUILD) or not ground.applies(each.check):
            continue
        wrong = misnamed(each, ground)
        if wrong:
            found += [Outcome(each.check.name, NATIONAL, FAIL, str(fault)) for fault in wrong]
            continue
        found += [_judged(each.check, finding) for finding in KINDS[each.check.kind](each.check, ground)]
    names = {each.check.name: each for each in declared}
    answers = read_answers(ground.project, ground.programme.id, names, (*ground.areas, NATIONAL))
    return with_answers(found, answers)


def _judged(check: SenseCheck, finding: Finding) -> Outcome:
    state = NOT_CHECKED if finding.holds is None else PASS if finding.holds else check.severity
    return Outcome(check.name, finding.place, state, finding.says, finding.numbers)


def misnamed(declared: Declared, ground: Ground) -> list[Fault]:
    """Return a fault for each name that a programme's own check has and nothing recorded has.

    Checks of all programmes name what some do not have; and until every stage has results nothing can be said.
    """
    if declared.general or not ground.complete:
        return []
    check = declared.check
    recorded = ground.recorded.values()
    values = {name for each in recorded for name in each.values}
    known = {
        "value": values if check.kind != "published" else values & _published(ground),
        "of": values,
        "table": {name for each in recorded for name in each.tables},
        "figure": {name for each in recorded for name in each.figures},
    }
    faults = []
    for field, names in known.items():
        given = getattr(check, field)
        several = isinstance(given, tuple)
        for number, name in enumerate(ground.expanded(check, given if several else (given,) if given else ())):
            if not any(fnmatchcase(one, name) for one in names):
                thing = "published value" if check.kind == "published" else f"recorded {'value' if several else field}"
                place = (field, number) if several else (field,)
                faults.append(declared.fault(unknown(thing, name, names), *place))
    for place in ground.recorded:
        table = ground.data(place, check.table, check.figure) if check.column else None
        columns = [each["id"] for each in table["columns"]] if table is not None else []
        if columns and check.column not in columns:
            faults.append(declared.fault(unknown("column", check.column, columns), "column"))
            break
    return faults


def _published(ground: Ground) -> set[str]:
    return {each.measure for each in ground.definitions.published.get(ground.programme.id, ())}


def holding_back(found: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Return what stops a release: every failed check, and every review that nobody has answered."""
    return tuple(each for each in found if each.blocks)


def as_entry(found: Sequence[Outcome], declared: Sequence[Declared] = (), *, answers: bool = False) -> dict[str, Any]:
    """Return the outcomes as the manifest, or with answers the release, has them.

    Parameters
    ----------
    found
        The outcomes.
    declared
        The checks that they are of: with them each check's sentence, kind, threshold and source are told.
    answers
        Whether answers are told. The manifest is what people sign, so nothing that is said of it later is in it.
    """
    totals = {state: sum(each.state == state for each in found) for state in (PASS, REVIEW, FAIL, NOT_CHECKED)}
    about = {each.check.name: _about(each) for each in declared}
    checks: dict[str, dict[str, Any]] = {}
    for each in found:
        entry = checks.setdefault(each.check, {**about.get(each.check, {}), "outcomes": {}})
        told: dict[str, Any] = {"state": each.state, "numbers": dict(each.numbers)}
        told |= {"says": each.says} if each.says else {}
        told |= {"key": each.key} if each.state == REVIEW else {}
        if answers and each.answer is not None:
            told["answer"] = vars(each.answer)
        entry["outcomes"][each.place] = told
    return {"totals": totals, "checks": checks}


def _about(declared: Declared) -> Mapping[str, Any]:
    check = declared.check
    return {
        "says": check.says,
        "kind": check.kind,
        "severity": check.severity,
        "threshold": check.threshold,
        "source": declared.source,
        "verified": declared.verified,
    }
