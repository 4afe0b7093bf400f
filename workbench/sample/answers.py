"""Synthetic answers drawn from the latent quality: options, grades, choices and gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.sample.latent import fraction, seed_of

if TYPE_CHECKING:
    import numpy as np

    from workbench.definitions import AnswerScale, Column, Scale

#: How far apart on the hidden line two neighbouring answers of one side stand.
POSITIVE_STEP = 1.5
NEGATIVE_STEP = 1.1
#: Half the people of a middling area answer a middling question positively at this point.
TURNING_POINT = -0.45

#: Shares of groups as they are in life; other choices get shares drawn from their names.
SHARES = {
    ("Social work", "Health", "Education", "Police", "Third sector", "Children's Reporter"): (
        0.36, 0.24, 0.19, 0.08, 0.10, 0.03,
    ),
    ("Practitioner", "First-line manager", "Senior manager"): (0.74, 0.18, 0.08),
    ("Under 2 years", "2 to 5 years", "Over 5 years"): (0.22, 0.27, 0.51),
    ("Under 8", "8 to 11", "12 to 15", "16 and over"): (0.11, 0.27, 0.41, 0.21),
    ("On my own", "With someone helping me", "Someone wrote down what I said"): (0.52, 0.34, 0.14),
    ("Parent", "Step-parent or partner", "Other carer at home"): (0.84, 0.09, 0.07),
    ("Under 1 year", "1 to 2 years", "Over 2 years"): (0.29, 0.31, 0.40),
    ("Under 5", "5 to 11", "12 to 15", "16 and over"): (0.23, 0.34, 0.30, 0.13),
}  # fmt: skip


@dataclass(frozen=True)
class Draw:
    """A source of randomness for one table of one area.

    Parameters
    ----------
    generator
        NumPy generator, seeded from the names only.
    quality
        Latent quality of the area by quality indicator, 0 to 1.
    programme, seed
        Named in every derived number, so that questions differ between programmes and seeds.
    area
        Slug of the area.
    """

    generator: np.random.Generator
    quality: dict[str, float]
    programme: str
    seed: int
    area: str


def draw_for(programme: str, seed: int, area: str, instrument: str, quality: dict[str, float]) -> Draw:
    """Return the randomness of one table, which depends on these names only."""
    # Imported here: the command line starts without NumPy.
    import numpy as np

    return Draw(np.random.default_rng(seed_of(programme, seed, area, instrument)), quality, programme, seed, area)


def standing(quality: dict[str, float], column: Column, programme: str, seed: int, area: str) -> float:
    """Return where the middle of an area's people stands on a question's hidden line.

    Parameters
    ----------
    quality
        Latent quality of the area by quality indicator, 0 to 1; a question bears on the mean of its indicators'.
    column
        The question. Some questions are harder to answer well, everywhere and a little differently in each area.
    programme, seed, area
        What the question's difficulty is drawn from.
    """
    values = [quality[qi] for qi in column.quality_indicators if qi in quality] or list(quality.values())
    harder = 1.5 * (fraction(programme, "question", column.id) - 0.5)
    here = 0.9 * (fraction(programme, seed, area, "question", column.id) - 0.5)
    return 4.2 * (sum(values) / len(values) - 0.5) + harder + here


def hidden_line(draw: Draw, column: Column, people: np.ndarray) -> np.ndarray:
    """Return where each person stands on a question's hidden line; 0 is middling, above is better.

    Parameters
    ----------
    draw
        Randomness of the table.
    column
        The question.
    people
        What each person brings to every question, on the same line.
    """
    noise = draw.generator.logistic(0.0, 0.55, len(people))
    return standing(draw.quality, column, draw.programme, draw.seed, draw.area) + people + noise


def answers_on(scale: AnswerScale, line: np.ndarray) -> np.ndarray:
    """Return the place of each answer among a scale's counted options, from 0 for the best.

    Parameters
    ----------
    scale
        Answer scale, best answer first; options whose polarity is ``excluded`` are not counted.
    line
        Where each person stands, see :func:`hidden_line`.
    """
    import numpy as np

    counted = [option.polarity for option in scale.options if option.polarity != "excluded"]
    positive = max(1, counted.count("positive"))
    cuts = [TURNING_POINT + POSITIVE_STEP * (positive - 1 - place) for place in range(positive)]
    cuts += [TURNING_POINT - NEGATIVE_STEP * step for step in range(1, len(counted) - positive)]
    # A person who stands above the first cut gives the best answer, below the last the worst.
    return (line[:, None] <= np.array(cuts)[None, :]).sum(axis=1)


def labels_of(draw: Draw, column: Column, scale: AnswerScale, places: np.ndarray, excluded: float) -> list[str]:
    """Return answers as the file says them, a part of them ``excluded`` ones such as don't know.

    Parameters
    ----------
    draw, column, scale
        Randomness, question and its answer scale.
    places
        Places among the counted options.
    excluded
        Share of people who give an excluded answer, from 0 to 1; more where the question is one that not everybody
        can answer.
    """
    counted = [option.label for option in scale.options if option.polarity != "excluded"]
    outside = [option.label for option in scale.options if option.polarity == "excluded"]
    share = excluded * (0.4 + 1.6 * fraction(draw.programme, "excluded", column.id))
    drawn = draw.generator.random(len(places))
    return [
        outside[0] if outside and number < share else counted[place]
        for place, number in zip(places, drawn, strict=True)
    ]


def grades_on(scale: Scale, line: np.ndarray) -> np.ndarray:
    """Return grades of single records: whole numbers on the scale, better where the line is higher."""
    import numpy as np

    values = [grade.value for grade in scale.grades]
    middle = (min(values) + max(values)) / 2
    return np.clip(np.rint(middle + 0.15 + 0.62 * line), min(values), max(values)).astype(int)


def choices(draw: Draw, column: Column, count: int, missing: float = 0.0) -> list[str]:
    """Return ``count`` answers to a choice, a share ``missing`` of them left blank.

    Parameters
    ----------
    draw, column
        Randomness and the question.
    count
        How many.
    missing
        Share left blank, from 0 to 1.
    """
    import numpy as np

    labels = tuple(option.label for option in column.options)
    usual = SHARES.get(labels) or tuple(0.5 + fraction("share", column.id, label) for label in labels)
    shares = np.array(
        [share * (0.75 + 0.5 * fraction(draw.seed, draw.area, "share", column.id, label))
         for share, label in zip(usual, labels, strict=True)]
    )  # fmt: skip
    places = draw.generator.choice(len(labels), size=count, p=shares / shares.sum())
    blank = draw.generator.random(count) < missing
    return ["" if gap else labels[place] for place, gap in zip(places, blank, strict=True)]
