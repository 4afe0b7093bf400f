"""Neutral words for findings and statements of an instrument that has no bank of words of its own."""

from __future__ import annotations

from typing import Any

from workbench.definitions import Column, Instrument, Programme
from workbench.sample.asked import Asked

_STRENGTH = (
    "{theme} works well in practice",
    "they could give examples of how {theme} has got better",
    "what is agreed on {theme} is carried through",
    "there is a shared understanding of {theme}",
)
_IMPROVEMENT = (
    "{theme} depends too much on single people",
    "what is agreed on {theme} is not always carried through",
    "they could not say what has changed as a result of work on {theme}",
    "{theme} differs from one team to another",
)
_DOING = {
    "strength": ("We are confident about {theme}: it is in place everywhere and reviewed each year.",),
    "area for improvement": ("{Theme} is not yet as good everywhere as we want it to be.",),
    "mixed": ("{Theme} is good in parts of our work and uneven in others.",),
}
_KNOW = (
    "We look at a sample of work on {theme} twice a year.",
    "We ask people about {theme} and publish what they say.",
)
_NEXT = (
    "We will agree what good looks like for {theme}.",
    "We will report on {theme} to the partnership each quarter.",
)


def findings_bank(asked: Asked) -> dict[str, Any]:
    """Return a bank of words for findings, made of the instrument's own themes and roles.

    Parameters
    ----------
    asked
        The file. Themes are the options of the column ``theme``, else the programme's quality indicators; roles and
        methods are the options of ``source_role`` and ``method``.
    """
    instrument = asked.instrument
    abouts = list(asked.draw.quality)
    themes = _options(instrument, "theme") or titles(asked)
    return {
        "roles": {
            role: {"people": [2, 8], "opener": [f"{label} told us that"]}
            for role, label in (_options(instrument, "source_role") or {"people": "People"}).items()
        },
        "methods": dict.fromkeys(_options(instrument, "method") or {"focus group": ""}, 1.0),
        "themes": {
            theme: {
                # Themes go round the indicators, so that each indicator has words.
                "about": [theme] if theme in abouts else [abouts[place % len(abouts)]],
                "strength": [words.format(theme=lowered(label)) for words in _STRENGTH],
                "improvement": [words.format(theme=lowered(label)) for words in _IMPROVEMENT],
            }
            for place, (theme, label) in enumerate(themes.items())
        },
    }


def statements_bank(asked: Asked) -> dict[str, Any]:
    """Return a bank of words for a position statement: the three questions of self-evaluation, in their order."""
    questions = list(_options(asked.instrument, "question").values()) or ["", "", ""]
    statements = []
    for about, title in titles(asked).items():
        theme = {"theme": lowered(title), "Theme": title}
        for direction, words in _DOING.items():
            statements += [
                {"about": about, "question": questions[0], "direction": direction, "statement": each.format(**theme)}
                for each in words
            ]
        for question, words in zip(questions[1:], (_KNOW, _NEXT), strict=False):
            statements += [{"about": about, "question": question, "statement": each.format(**theme)} for each in words]
    return {"statements": statements}


def titles(asked: Asked) -> dict[str, str]:
    """Return the titles of what the programme looks at, by quality indicator; one for all where it has none."""
    programme: Programme = asked.programme
    framework = asked.definitions.frameworks.get(programme.framework or "")
    if framework is None or not programme.quality_indicators:
        return dict.fromkeys(asked.draw.quality, programme.short_title)
    return {id: framework.quality_indicator(id).title for id in programme.quality_indicators}


def lowered(title: str) -> str:
    """Return a title as it stands within a sentence; names such as "UNCRC" keep their capitals.

    Examples
    --------
    >>> lowered("Planning with people"), lowered("UNCRC rights")
    ('planning with people', 'UNCRC rights')
    """
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _options(instrument: Instrument, id: str) -> dict[str, str]:
    column: Column | None = next((column for column in instrument.columns if column.id == id), None)
    return {option.value: option.label for option in column.options} if column else {}
