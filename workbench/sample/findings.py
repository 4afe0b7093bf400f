"""Synthetic findings of focus groups, interviews, case discussions and observations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.definitions import Column, Instrument
from workbench.sample.answers import Draw
from workbench.sample.latent import Sizes
from workbench.sample.phrases import bank

#: Who is heard, how often, whose standpoint their words take, and how many people come to a session.
ROLES = {
    "children and young people": (0.24, "children", (3, 8)),
    "parents and carers": (0.20, "parents", (2, 7)),
    "frontline staff": (0.22, "staff", (5, 12)),
    "managers": (0.13, "leaders", (3, 8)),
    "chief officers": (0.07, "leaders", (3, 6)),
    "partner agencies": (0.14, "staff", (3, 9)),
}
METHODS = {"focus group": 0.46, "interview": 0.30, "case discussion": 0.16, "observation": 0.08}

Row = list[str | int]


@dataclass(frozen=True)
class _Session:
    number: int
    role: str
    standpoint: str
    method: str
    people: int


def finding_rows(instrument: Instrument, draw: Draw, sizes: Sizes) -> list[Row]:
    """Return the findings of an area's sessions, in the order of the instrument's columns.

    Parameters
    ----------
    instrument
        The engagement instrument; its themes that the phrase bank has words for are used.
    draw
        Randomness and latent quality of the area.
    sizes
        How many sessions and findings there are.
    """
    themes = _themes(instrument.column("theme"), draw)
    sessions = _sessions(draw, sizes.sessions)
    used: set[str] = set()
    rows: list[Row] = []
    labels = {column.id: {option.value: option.label for option in column.options} for column in instrument.columns}
    for number in range(sizes.findings):
        session = sessions[number % len(sessions)]
        cells = _finding(draw, session, themes, used)
        if cells is None:
            continue
        cells |= {
            "finding": "", "session": f"S{session.number:02d}", "people": session.people,
            "source_role": session.role, "method": session.method,
        }  # fmt: skip
        rows.append(
            [labels[column.id].get(cells.get(column.id), cells.get(column.id, "")) for column in instrument.columns]
        )
    session_place = [column.id for column in instrument.columns].index("session")
    rows.sort(key=lambda row: row[session_place])
    key_place = [column.id for column in instrument.columns].index("finding")
    for number, row in enumerate(rows, start=1):
        row[key_place] = f"F{number:03d}"
    return rows


def _themes(column: Column, draw: Draw) -> dict[str, dict[str, Any]]:
    known = bank("phrases")["themes"]
    return {
        option.value: known[option.value]
        for option in column.options
        if option.value in known and any(qi in draw.quality for qi in known[option.value]["quality_indicators"])
    }


def _sessions(draw: Draw, count: int) -> list[_Session]:
    """Return the sessions: everybody is heard at least once where there are enough of them."""
    generator = draw.generator
    roles, methods = list(ROLES), list(METHODS)
    shares = [ROLES[role][0] for role in roles]
    drawn = [roles[place] for place in generator.choice(len(roles), size=count, p=shares)]
    drawn[: len(roles)] = roles[:count]
    sessions = []
    for number, role in enumerate(sorted(drawn, key=roles.index), start=1):
        method = methods[int(generator.choice(len(methods), p=list(METHODS.values())))]
        if role == "chief officers":
            method = "interview"
        low, high = ROLES[role][2]
        people = int(generator.integers(low, high + 1))
        if method == "interview" and role != "chief officers":
            people = int(generator.integers(1, 3))
        sessions.append(_Session(number, role, ROLES[role][1], method, people))
    return sessions


def _finding(draw: Draw, session: _Session, themes: dict[str, dict[str, Any]], used: set[str]) -> Row | dict | None:
    """Return one finding that was not said before in this area, or None when there is nothing left to say."""
    generator = draw.generator
    speaking = [theme for theme, words in themes.items() if session.standpoint in words["strength"]]
    for _ in range(40):
        theme = speaking[int(generator.integers(len(speaking)))]
        words = themes[theme]
        indicators = [qi for qi in words["quality_indicators"] if qi in draw.quality]
        # The first indicator of a theme is the one it mostly speaks to.
        indicator = indicators[0] if len(indicators) == 1 or generator.random() < 0.7 else indicators[1]
        level = draw.quality[indicator] + float(generator.normal(0.0, 0.12))
        draws = generator.random(2)
        direction = "mixed" if draws[0] < 0.16 else ("strength" if draws[1] < level else "area for improvement")
        claims = {
            side: [c for c in words[side][session.standpoint] if c not in used] for side in ("strength", "improvement")
        }
        needed = {
            "strength": ["strength"],
            "area for improvement": ["improvement"],
            "mixed": ["strength", "improvement"],
        }
        if not all(claims[side] for side in needed[direction]):
            continue
        said = [claims[side][int(generator.integers(len(claims[side])))] for side in needed[direction]]
        used.update(said)
        return {
            "quality_indicator": indicator, "direction": direction, "foundation": words["foundation"], "theme": theme,
            "statement": _sentence(draw, session, direction, said),
        }  # fmt: skip
    return None


def _sentence(draw: Draw, session: _Session, direction: str, said: list[str]) -> str:
    generator = draw.generator
    words = bank("phrases")

    def one_of(options: list[str]) -> str:
        return options[int(generator.integers(len(options)))]

    if session.method == "observation" and session.standpoint != "children":
        opener = one_of(["In the meeting we observed, it was said that", "What we saw and heard was that"])
    else:
        openers = [opener for opener in words["openers"][session.role] if session.people > 2 or "group" not in opener]
        opener = one_of(openers)
    turn = one_of(words["turns"]) if len(said) == 2 else ""
    text = f"{opener} {(turn + ' ').join(said)}."
    if generator.random() < 0.35:
        text += f" {one_of([c for c in words['closers'][direction] if session.people > 2 or 'group' not in c])}"
    return text
