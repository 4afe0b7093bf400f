"""What people said in a survey, in plain sentences: the questions they answered most and least positively."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.composition.results import Recorded
from workbench.composition.text import plain

_EACH = 3


def voices_partials(instrument: Any, recorded: Recorded) -> Mapping[str, str]:
    """Return ``_voices/<short>-most.md`` and ``_voices/<short>-least.md`` of one survey.

    Each is a list of up to three questions as the survey put them, with how many agreed. The numbers are metadata
    names, so that they are the report's. Where too few answers may be shown, a sentence says so.

    Parameters
    ----------
    instrument
        A survey.
    recorded
        What was recorded for the area.
    """
    names = [f"{instrument.short}.{column.id}" for column in instrument.columns if column.type == "scale"]
    shown = [
        (recorded.values[name]["percent"], name, column.label)
        for name, column in zip(names, [c for c in instrument.columns if c.type == "scale"], strict=True)
        if recorded.values.get(name, {}).get("status") == "shown" and "percent" in recorded.values[name]
    ]
    ordered = sorted(shown, key=lambda each: (-each[0], each[1]))
    each = min(_EACH, len(ordered) // 2)
    few = "There are only a few answers here that we can show. We leave the others out to keep people safe.\n"
    most = "".join(_line(name, label) for _, name, label in ordered[:each])
    least = "".join(_line(name, label) for _, name, label in reversed(ordered[len(ordered) - each :]) if each)
    return {
        f"_voices/{instrument.short}-most.md": most or few,
        f"_voices/{instrument.short}-least.md": least or "We leave these out as well, for the same reason.\n",
    }


def combined(instruments: Iterable[Any], recorded: Recorded, words: Iterable[str]) -> dict[str, str]:
    """Return ``_voices/most.md`` and ``_voices/least.md`` of the surveys that people of a kind answered.

    Parameters
    ----------
    instruments
        The programme's instruments.
    recorded
        What was recorded for the area.
    words
        Words that who answered is known by, such as ``children``; every survey where there are none.
    """
    words = tuple(word.lower() for word in words)
    surveys = [
        one
        for one in instruments
        if one.kind == "survey"
        and (not words or any(word in one.respondents.lower() for word in words))
        and f"{one.short}.responses" in recorded.values
    ]
    made = {}
    for side in ("most", "least"):
        texts = [
            (f"**{plain(one.title)}**\n\n" if len(surveys) > 1 else "")
            + voices_partials(one, recorded)[f"_voices/{one.short}-{side}.md"]
            for one in surveys
        ]
        made[f"_voices/{side}.md"] = "\n".join(texts)
    return made


def _line(name: str, label: str) -> str:
    return f"- {{{{< meta {name}.count >}}}} of {{{{< meta {name}.base >}}}} agreed with this: “{plain(label)}”.\n"
