"""Synthetic findings and statements of any programme, put together from the words that lie ready for its instrument.

A bank is ``words/<instrument id>.yaml``. For an instrument of kind findings::

    roles:                        # values of the column source_role
      frontline staff: {share: 0.3, people: [4, 9], opener: [Staff told us that]}  # total: 60 fixes how many in all
    methods: {focus group: 0.6, interview: 0.4}
    themes:                       # values of the column theme
      planning:
        about: [execution]        # quality indicators that the theme bears on
        roles: [frontline staff]  # who speaks of it; everybody where it is left out
        tags: {message: voice}    # values of further choices
        strength: [plans are made with people]
        improvement: [plans are made too late]

and for a position statement::

    statements:
      - {about: execution, question: How are we doing?, direction: strength, statement: Plans are made with people.}

Where ``question`` names an option by its label, ``direction`` by its value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from workbench.definitions import Column, Instrument
from workbench.sample.answers import Draw

FOLDER = Path(__file__).parent / "words"
STRENGTH, IMPROVEMENT, MIXED = "strength", "area for improvement", "mixed"
#: Share of findings that speak of both sides, and of a position statement's words that one unit uses.
MIXED_SHARE = 0.14
USED = 0.7
#: A partnership sees itself a little more kindly than others do.
KINDNESS = 0.1

Row = list[str | int]
Thing = TypeVar("Thing")


def has_bank(instrument: str) -> bool:
    """Return whether words lie ready for an instrument."""
    return (FOLDER / f"{instrument}.yaml").is_file()


@cache
def words_of(instrument: str) -> dict[str, Any]:
    """Return the bank of an instrument."""
    # Imported here: the command line starts without it.
    import yaml

    return yaml.safe_load((FOLDER / f"{instrument}.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class _Session:
    number: int
    role: str
    method: str
    people: int


def finding_rows(
    instrument: Instrument, draw: Draw, sessions: int, findings: int, bank: Mapping[str, Any] | None = None
) -> list[Row]:
    """Return findings of sessions, in the order of the instrument's columns.

    Parameters
    ----------
    instrument
        An instrument of kind findings that has a bank.
    draw
        Randomness and latent quality.
    sessions, findings
        How many there are; fewer findings where there is nothing left to say.
    """
    bank = bank or words_of(instrument.id)
    held = _sessions(bank, draw, sessions)
    used: set[str] = set()
    found: list[tuple[_Session, dict[str, Any]]] = []
    for number in range(findings):
        session = held[number % len(held)]
        cells = _finding(bank, draw, session, used)
        if cells is not None:
            found.append((session, cells))
    found.sort(key=lambda each: each[0].number)
    # Only a session with a finding is in the file, so only these share the total of their role.
    there = _with_totals(bank, sorted({session for session, _ in found}, key=lambda session: session.number))
    people = {session.number: session.people for session in there}
    rows = []
    for number, (session, cells) in enumerate(found, start=1):
        cells |= {
            "finding": f"F{number:03d}", "session": f"S{session.number:02d}", "people": people[session.number],
            "source_role": session.role, "method": session.method,
        }  # fmt: skip
        # Whatever a form calls what tells one finding from another.
        cells |= {name: cells.get(name, f"{name[:1].upper()}{number:03d}") for name in instrument.key}
        rows.append([_said(column, cells.get(column.id, "")) for column in instrument.columns])
    return rows


def _sessions(bank: Mapping[str, Any], draw: Draw, count: int) -> list[_Session]:
    """Return the sessions, everybody heard at least once where there are enough of them."""
    roles = list(bank["roles"])
    shares = [bank["roles"][role].get("share", 1.0) for role in roles]
    drawn = [roles[place] for place in draw.generator.choice(len(roles), size=count, p=_sum_to_one(shares))]
    drawn[: len(roles)] = roles[:count]
    sessions = []
    for number, role in enumerate(sorted(drawn, key=roles.index), start=1):
        own = bank["roles"][role]
        methods = own.get("methods") or bank["methods"]
        method = list(methods)[int(draw.generator.choice(len(methods), p=_sum_to_one(list(methods.values()))))]
        low, high = own["people"]
        if method == "interview":
            low, high = 1, 2
        sessions.append(_Session(number, role, method, int(draw.generator.integers(low, high + 1))))
    return sessions


def _with_totals(bank: Mapping[str, Any], sessions: list[_Session]) -> list[_Session]:
    """Return the sessions with as many people of a role as its bank says in all, where it says a ``total``."""
    found = list(sessions)
    for role, own in bank["roles"].items():
        places = [place for place, session in enumerate(found) if session.role == role]
        total = own.get("total")
        for turn, place in enumerate(places if total else ()):
            people = total // len(places) + (turn < total % len(places))
            found[place] = replace(found[place], people=people)
    return found


def _finding(bank: Mapping[str, Any], draw: Draw, session: _Session, used: set[str]) -> dict[str, Any] | None:
    """Return one finding that was not said before, or None when there is nothing left to say."""
    themes = {
        name: theme
        for name, theme in bank["themes"].items()
        if session.role in theme.get("roles", [session.role]) and any(each in draw.quality for each in theme["about"])
    }
    for _ in range(60):
        name = _one_of(draw, sorted(themes))
        theme = themes[name]
        indicator = _one_of(draw, [each for each in theme["about"] if each in draw.quality])
        level = draw.quality[indicator] + float(draw.generator.normal(0.0, 0.12))
        mixed, good = draw.generator.random(2)
        direction = MIXED if mixed < MIXED_SHARE else STRENGTH if good < level else IMPROVEMENT
        sides = ["strength", "improvement"] if direction == MIXED else [direction.split()[-1]]
        fresh = [[claim for claim in theme[side] if claim not in used] for side in sides]
        once = f"{session.number} {name}"  # it would else say one thing and then its opposite
        if once in used or not all(fresh):
            continue
        said = [_one_of(draw, claims) for claims in fresh]
        used.update(said, [once])
        opener = _one_of(draw, bank["roles"][session.role]["opener"])
        return {
            "quality_indicator": indicator, "direction": direction, "theme": name,
            "statement": f"{opener} {', but that '.join(said)}.", **theme.get("tags", {}),
        }  # fmt: skip
    return None


def statement_rows(instrument: Instrument, draw: Draw, bank: Mapping[str, Any] | None = None) -> list[Row]:
    """Return a unit's own statements, in the order of the instrument's columns.

    Parameters
    ----------
    instrument
        A position statement that has a bank; its quality indicators are those of ``draw``.
    draw
        Randomness and latent quality: where it is low, more statements are about areas for improvement.
    """
    rows: list[Row] = []
    bank = bank or words_of(instrument.id)
    statements = [each for each in bank["statements"] if str(each["about"]) in draw.quality]
    chosen = [each for each in statements if draw.generator.random() < _likely(each, draw)]
    for number, each in enumerate(chosen or statements, start=1):
        cells = {**each, "reference": f"P{number:02d}", "quality_indicator": str(each["about"])}
        rows.append([_said(column, cells.get(column.id, "")) for column in instrument.columns])
    return rows


def _likely(statement: Mapping[str, Any], draw: Draw) -> float:
    quality = min(1.0, draw.quality[str(statement["about"])] + KINDNESS)
    direction = statement.get("direction")
    if direction == STRENGTH:
        return 2 * USED * quality
    return 2 * USED * (1 - quality) if direction == IMPROVEMENT else USED


def _said(column: Column, value: str | int) -> str | int:
    """Return a cell as the file says it: the label of an option."""
    return next((option.label for option in column.options if option.value == value), value)


def _one_of(draw: Draw, options: Sequence[Thing]) -> Thing:
    return options[int(draw.generator.integers(len(options)))]


def _sum_to_one(shares: Sequence[float]) -> list[float]:
    return [share / sum(shares) for share in shares]
