"""Answers to sense checks that ask for a review: who looked, by role, when, and why the number may stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.assurance.roles import Role
from workbench.assurance.sense_checks.outcome import REVIEW, Answer, Outcome
from workbench.definitions.base import Day, Definition, Slug, Text, Truth
from workbench.definitions.faults import unknown, validated
from workbench.definitions.lined_yaml import read
from workbench.errors import Fault, InputFaults, shown_path
from workbench.project import Project

FILE = "sense-checks.yaml"


class RecordedAnswer(Definition):
    """One answer: to which check and place, to exactly which outcome, by which role, when, and what was found."""

    check: Slug
    place: Slug
    key: Text
    role: Role
    date: Day
    comment: Text


class AnswersFile(Definition):
    """The content of the file."""

    synthetic: Truth = False
    answers: tuple[RecordedAnswer, ...]


@dataclass(frozen=True)
class Answers:
    """The answers of a programme by check, place and key."""

    given: Mapping[tuple[str, str, str], Answer]


def answers_path(project: Project, programme: str) -> Path:
    """Return where the answers of a programme stand."""
    return project.reports / programme / "assurance" / FILE


def read_answers(project: Project, programme: str, checks: Mapping[str, Any], places: Sequence[str]) -> Answers:
    """Return the recorded answers of a programme; none where there is no file.

    Parameters
    ----------
    project, programme
        Whose answers.
    checks
        The declared checks by name.
    places
        Slugs of the programme's areas, and ``national``.

    Raises
    ------
    InputFaults
        With every fault: a check or place that is not there, a name where a role belongs, an answer given twice.
    """
    path = answers_path(project, programme)
    if not path.is_file():
        return Answers({})
    document, faults = read(path, shown_path(path, project.root))
    content = None
    if document is not None:
        content, faults = validated(AnswersFile, document)
    given: dict[tuple[str, str, str], Answer] = {}
    wrong: list[Fault] = list(faults)
    for number, one in enumerate(content.answers if content else ()):
        here = ("answers", number)
        assert document is not None
        if one.check not in checks:
            wrong.append(document.fault(unknown("sense check", one.check, checks), *here, "check"))
        if one.place not in places:
            wrong.append(document.fault(unknown("area", one.place, places), *here, "place"))
        if (one.check, one.place, one.key) in given:
            wrong.append(document.fault(f"{one.check} of {one.place} is answered twice; keep one", *here))
        given[one.check, one.place, one.key] = Answer(one.role, one.date.isoformat(), one.comment)
    if wrong:
        count = f"{len(wrong)} fault{'s' if len(wrong) > 1 else ''}"
        raise InputFaults(sorted(set(wrong)), f"{count} in the answers to sense checks")
    return Answers(given)


def with_answers(found: Sequence[Outcome], answers: Answers) -> tuple[Outcome, ...]:
    """Return the outcomes with the answers to them; an answer to other numbers is none."""
    return tuple(
        replace(each, answer=answers.given.get((each.check, each.place, each.key))) if each.state == REVIEW else each
        for each in found
    )


def template(found: Sequence[Outcome], path: str) -> list[str]:
    """Return lines to copy into the answers' file, for outcomes that nobody has answered."""
    open_ = [each for each in found if each.state == REVIEW and each.answer is None]
    if not open_:
        return []
    lines = [f"To answer, add to {path}:", "  answers:"]
    lines += [
        f"    - {{check: {each.check}, place: {each.place}, key: {each.key}, role: , date: , comment: }}"
        for each in open_
    ]
    return lines
