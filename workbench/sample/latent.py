"""The hidden quality and the sizes that the synthetic evidence of an area is drawn from."""

from __future__ import annotations

import hashlib
import statistics
from dataclasses import dataclass
from functools import cache

#: Children aged 0–17 by council area: National Records of Scotland, mid-2022 population estimates.
#: They set how much evidence an area's sample has, so that islands have little and cities much.
CHILDREN = {
    "aberdeen-city": 39348, "aberdeenshire": 54594, "angus": 20715, "argyll-and-bute": 14302,
    "city-of-edinburgh": 84084, "clackmannanshire": 9909, "dumfries-and-galloway": 25255, "dundee-city": 26379,
    "east-ayrshire": 22932, "east-dunbartonshire": 21613, "east-lothian": 22796, "east-renfrewshire": 21945,
    "falkirk": 30438, "fife": 69558, "glasgow-city": 107831, "highland": 42252, "inverclyde": 13642,
    "midlothian": 20338, "moray": 17775, "na-h-eileanan-siar": 4482, "north-ayrshire": 24258,
    "north-lanarkshire": 67790, "orkney-islands": 3951, "perth-and-kinross": 27365, "renfrewshire": 33631,
    "scottish-borders": 20679, "shetland-islands": 4722, "south-ayrshire": 19272, "south-lanarkshire": 62422,
    "stirling": 16898, "west-dunbartonshire": 16868, "west-lothian": 38168,
}  # fmt: skip

#: Evidence gathered in 32 joint inspections of services for children and young people, 2012–2017
#: (more than 3,000 records and 7,000 staff responses; 2,744 children and 1,502 parents and carers met).
PUBLISHED_TOTALS = {"records": 3008, "staff": 7008, "children": 2744, "parents": 1502}

#: Centre of each quality indicator's latent quality; one that is not named lies at 0.5.
CENTRES = {"2.1": 0.56, "5.3": 0.48, "9.2": 0.52}

#: Children subject to an order at home at any time in the two years, as a share of all children. Not published by
#: council; chosen so that the sample of records is a plausible part of it.
HOME_ORDER_SHARE = 0.0048


@dataclass(frozen=True)
class Sizes:
    """How much evidence the sample of one area holds, in whole numbers.

    Parameters
    ----------
    population
        Children subject to an order at home at any time in the two years.
    records, staff, children, parents
        Records read; responses to the three surveys.
    sessions, findings
        Focus groups, interviews and other sessions, and the findings they gave.
    """

    population: int
    records: int
    staff: int
    children: int
    parents: int
    sessions: int
    findings: int


def fraction(*parts: object) -> float:
    """Return a number in [0, 1) that depends only on ``parts``.

    Python's own ``hash`` differs between processes, so the number comes from SHA-256.

    Examples
    --------
    >>> fraction("orkney-islands", 1) == fraction("orkney-islands", 1)
    True
    """
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def seed_of(*parts: object) -> int:
    """Return a 64-bit seed that depends only on ``parts``."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[8:16], "big")


def _normal(*parts: object) -> float:
    return statistics.NormalDist().inv_cdf(min(max(fraction(*parts), 1e-9), 1 - 1e-9))


def area_quality(
    area_slug: str, seed: int, quality_indicators: tuple[str, ...] = ("2.1", "5.3", "9.2")
) -> dict[str, float]:
    """Return the latent quality of one area for each quality indicator.

    It drives the synthetic answers and the grades recorded for the sample, so that they tell one story. It says
    nothing about any real area: it is a hash of the area's name and the seed.

    Parameters
    ----------
    area_slug
        Area, such as ``orkney-islands``; any text will do.
    seed
        Seed of the sample.
    quality_indicators
        Quality indicator ids.

    Returns
    -------
    dict of str to float
        Quality per indicator, from 0.05 (very weak) to 0.95 (very strong), centred near a half.

    Examples
    --------
    >>> quality = area_quality("orkney-islands", 20251)
    >>> sorted(quality), all(0 <= value <= 1 for value in quality.values())
    (['2.1', '5.3', '9.2'], True)
    """
    shared = _normal("quality", seed, area_slug)
    return {
        indicator: min(
            max(
                CENTRES.get(indicator, 0.5) + 0.13 * shared + 0.09 * _normal("quality", seed, area_slug, indicator),
                0.05,
            ),
            0.95,
        )
        for indicator in quality_indicators
    }


def shared_out(weights: dict[str, float], total: int) -> dict[str, int]:
    """Return ``total`` shared by weight in whole numbers of at least 1 (largest remainder)."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    shares = {key: max(1, int(value)) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (shares[key] - exact[key], key))
    for step in range(max(0, total - sum(shares.values()))):
        shares[by_remainder[step % len(by_remainder)]] += 1
    return shares


@cache
def _all_sizes(seed: int) -> dict[str, Sizes]:
    population = {
        area: max(8, round(count * HOME_ORDER_SHARE * (0.75 + 0.5 * fraction("population", seed, area))))
        for area, count in CHILDREN.items()
    }
    # The part that is read shrinks as the population grows, as a sample of fixed precision does.
    records = shared_out({a: n * 700 / (n + 700) for a, n in population.items()}, PUBLISHED_TOTALS["records"])
    surveys = {
        group: shared_out(
            {a: count**0.85 * (0.75 + 0.5 * fraction(group, seed, a)) for a, count in CHILDREN.items()},
            PUBLISHED_TOTALS[group],
        )
        for group in ("staff", "children", "parents")
    }
    sizes = {}
    for area, count in CHILDREN.items():
        read = min(records[area], population[area] - 2)
        sessions = max(6, round(2 + 0.15 * count**0.45 + 4 * fraction("sessions", seed, area)))
        sizes[area] = Sizes(
            population=population[area],
            records=read,
            staff=surveys["staff"][area],
            children=surveys["children"][area],
            parents=surveys["parents"][area],
            sessions=sessions,
            findings=round(sessions * (2.6 + 0.8 * fraction("findings", seed, area))),
        )
    return sizes


def sample_sizes(area_slug: str, seed: int, size: float = 1.0) -> Sizes:
    """Return how much evidence the sample of one area holds.

    Parameters
    ----------
    area_slug
        Area, such as ``orkney-islands``. An area that is not one of the 32 gets the sizes of a middling one.
    seed
        Seed of the sample.
    size
        Part of the full size, above 0; 1 gives the published totals over 32 areas.

    Returns
    -------
    Sizes
        Whole numbers of at least 1.

    Examples
    --------
    >>> from workbench.sample.latent import CHILDREN
    >>> sum(sample_sizes(area, 20251).staff for area in CHILDREN)
    7008
    >>> sample_sizes("orkney-islands", 20251).records < 30
    True
    """
    full = _all_sizes(seed).get(area_slug) or _all_sizes(seed)["scottish-borders"]
    return full if size == 1.0 else _part(full, size)


def unit_sizes(slug: str, covers: tuple[str, ...], seed: int, size: float = 1.0) -> Sizes:
    """Return how much evidence the sample of a unit holds: that of the council areas it covers, together.

    Parameters
    ----------
    slug, covers
        The unit, and the slugs of the council areas that it covers. One that covers none, such as a prison, gets the
        sizes of a middling council area.
    seed, size
        As for :func:`sample_sizes`.
    """
    known = [_all_sizes(seed)[area] for area in covers if area in _all_sizes(seed)]
    if len(known) < 2:
        return sample_sizes(covers[0] if known else slug, seed, size)
    full = Sizes(**{name: sum(getattr(one, name) for one in known) for name in vars(known[0])})
    return full if size == 1.0 else _part(full, size)


def _part(full: Sizes, size: float) -> Sizes:
    return Sizes(**{name: max(1, round(value * size)) for name, value in vars(full).items()})
