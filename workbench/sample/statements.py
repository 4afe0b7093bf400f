"""Synthetic position statements: the three questions of self-evaluation by quality indicator."""

from __future__ import annotations

from workbench.definitions import Instrument
from workbench.sample.answers import Draw
from workbench.sample.phrases import bank

#: A partnership sees itself a little more kindly than others do.
KINDNESS = 0.12

Row = list[str | int]


def statement_rows(instrument: Instrument, draw: Draw) -> list[Row]:
    """Return an area's statements, in the order of the instrument's columns.

    Parameters
    ----------
    instrument
        The position statement; its questions are the options of its column ``question``.
    draw
        Randomness and latent quality of the area.
    """
    words = bank("statements")
    questions = [option.label for option in instrument.column("question").options]
    labels = {option.value: option.label for option in instrument.column("direction").options}
    generator = draw.generator
    rows: list[Row] = []

    def some(options: list[str], count: int) -> list[str]:
        places = generator.choice(len(options), size=min(count, len(options)), replace=False)
        return [options[place] for place in places]

    def add(**cells: str) -> None:
        cells["reference"] = f"P{len(rows) + 1:02d}"
        rows.append([cells.get(column.id, "") for column in instrument.columns])

    # Each source and each plan is named once in an area, whatever the quality indicator.
    know, following = (some(words[name], len(words[name])) for name in ("know", "next"))
    for indicator, quality in draw.quality.items():
        doing = words["themes"].get(indicator, words["themes"]["other"])
        wanted = int(generator.integers(3, 6))
        strengths = max(1, min(wanted - 1, round(wanted * (quality + KINDNESS))))
        chosen = [("strength", text) for text in some(doing["strength"], strengths)]
        chosen += [("area for improvement", text) for text in some(doing["area for improvement"], wanted - strengths)]
        if generator.random() < 0.5:
            chosen += [("mixed", text) for text in some(doing["mixed"], 1)]
        for direction, text in chosen:
            evidence = "; ".join(some(words["evidence"], int(generator.integers(0, 3))))
            add(quality_indicator=indicator, question=questions[0], statement=text, evidence=evidence,
                direction=labels[direction])  # fmt: skip
        for text in [know.pop() for _ in range(min(len(know), int(generator.integers(2, 4))))]:
            add(quality_indicator=indicator, question=questions[1], statement=text,
                evidence="; ".join(some(words["evidence"], 1)))  # fmt: skip
        for text in [following.pop() for _ in range(min(len(following), int(generator.integers(2, 4))))]:
            add(quality_indicator=indicator, question=questions[2], statement=text)
    return rows
