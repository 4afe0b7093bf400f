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
#: Share of findings that speak of a strength and of a need for improvement at once.
MIXED = 0.16
SIDES = {
    "strength": ["strength"],
    "area for improvement": ["improvement"],
    "mixed": ["strength", "improvement"],
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


def _finding(
    draw: Draw, session: _Session, themes: dict[str, dict[str, Any]], used: set[str]
) -> dict[str, str | int] | None:
    """Return one finding that was not said before in this area, or None when there is nothing left to say."""
    generator = draw.generator
    speaking = {
        indicator: [
            theme
            for theme, words in themes.items()
            if session.standpoint in words["strength"] and indicator in words["quality_indicators"]
        ]
        for indicator in draw.quality
    }
    indicators = [indicator for indicator, about in speaking.items() if about]
    for _ in range(60):
        indicator = indicators[int(generator.integers(len(indicators)))]
        theme = speaking[indicator][int(generator.integers(len(speaking[indicator])))]
        level = draw.quality[indicator] + float(generator.normal(0.0, 0.12))
        draws = generator.random(2)
        direction = "mixed" if draws[0] < MIXED else ("strength" if draws[1] < level else "area for improvement")
        # A session speaks of a theme once: it would else say one thing and then its opposite.
        once = f"{session.number} {theme}"
        sides = SIDES[direction]
        fresh = [[claim for claim in themes[theme][side][session.standpoint] if claim not in used] for side in sides]
        if once in used or not all(fresh):
            continue
        said = [claims[int(generator.integers(len(claims)))] for claims in fresh]
        used.update(said, [once])
        return {
            "quality_indicator": indicator, "direction": direction, "foundation": themes[theme]["foundation"],
            "theme": theme, "statement": _sentence(draw, session, direction, said),
        }  # fmt: skip
    return None


def _sentence(draw: Draw, session: _Session, direction: str, said: list[str]) -> str:
    generator = draw.generator
    words = bank("phrases")
    group = session.people > 2

    def one_of(options: list[str]) -> str:
        return options[int(generator.integers(len(options)))]

    def fitting(choice: dict[str, list[str]]) -> list[str]:
        return [*choice["anyone"], *(choice["groups"] if group else [])]

    if session.method == "observation" and session.standpoint != "children":
        opener = one_of(["In the meeting we observed, it was said that", "In the meeting we observed, we heard that"])
    elif group:
        unfit = words["for_strengths" if direction != "strength" else "for_improvements"]
        openers = words["openers"][session.role]
        opener = one_of([opener for opener in openers if not any(word in opener for word in unfit)])
    else:
        opener = one_of(words["singles"][session.role])
    turn = one_of(fitting(words["turns"])) if len(said) == 2 else ""
    text = f"{opener} {(turn + ' ').join(said)}."
    if generator.random() < 0.35:
        text += f" {one_of(fitting(words['closers'][direction]))}"
    return text
