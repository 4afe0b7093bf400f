"""Generated releases under attack: `python -m tests.release.attack --n 5000 --seed 1`.

Each release is protected by one piece of code and attacked by another, which knows only what is published.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from helpers.protection import (
    Cell,
    Demand,
    Margins,
    Model,
    Protection,
    Puzzle,
    Range,
    Requirement,
    linked,
    protect,
    total_of,
    two_way,
    withstand,
)

KINDS = ("one_way", "two_way", "groups", "areas", "cube")


@dataclass(frozen=True)
class Release:
    """A generated release."""

    kind: str
    model: Model
    demand: Demand


def generate(rng: np.random.Generator, kind: str) -> Release:
    """Return a release of one kind with counts as real ones are: many small, some none, a few large."""
    demand = Demand(int(rng.choice([4, 9])), bool(rng.random() < 0.2), bool(rng.random() < 0.2))

    def counts(*shape: int) -> np.ndarray:
        return rng.poisson(rng.choice([3, 8, 20]) * rng.gamma(0.8, 1.2, size=shape))

    if kind == "one_way":
        numbers = counts(int(rng.integers(2, 9)))
        cells = [Cell(f"a{i}", int(n), demand.unsafe(int(n))) for i, n in enumerate(numbers)]
        total = int(numbers.sum())
        cells.append(Cell("all", total, demand.unsafe(total), cost=36.0))
        return Release(kind, Model(tuple(cells), (total_of([f"a{i}" for i in range(numbers.size)], "all"),)), demand)
    if kind == "two_way":
        shape = (int(rng.integers(2, 7)), int(rng.integers(2, 6)))
        margins = Margins(*(bool(rng.random() < 0.8) for _ in range(3)))
        return Release(kind, two_way(counts(*shape).tolist(), demand, margins), demand)
    if kind == "groups":
        return Release(kind, _groups(counts, rng, demand), demand)
    if kind == "areas":
        return Release(kind, _areas(counts, rng, demand), demand)
    return Release(kind, _cube(counts(2, 3, 3), demand), demand)


def _named(model: Model, names: dict[str, str], prefix: str) -> Model:
    def name(old: str) -> str:
        return names.get(old, prefix + old)

    cells = tuple(Cell(name(c.id), c.value, c.unsafe, c.fixed, c.cost) for c in model.cells)
    relations = tuple(type(r)({name(k): w for k, w in r.terms.items()}, r.low, r.high) for r in model.relations)
    return Model(cells, relations)


def _groups(counts, rng: np.random.Generator, demand: Demand) -> Model:
    """One question's answers broken down in two ways, as a survey's tables by service and by role are."""
    by_service = counts(int(rng.integers(2, 5)), 2)
    columns = by_service.sum(axis=0)
    height = int(rng.integers(2, 5))
    by_role = np.array([rng.multinomial(n, np.full(height, 1 / height)) for n in columns]).T
    shared = {"c0": "yes", "c1": "no", "all": "all"}
    tables = [
        _named(two_way(numbers.tolist(), demand, Margins()), shared, prefix)
        for prefix, numbers in (("service ", by_service), ("role ", by_role))
    ]
    return linked(*tables)


def _areas(counts, rng: np.random.Generator, demand: Demand) -> Model:
    """Areas by answers with national totals: what the overview and the areas' reports tell together."""
    return two_way(counts(int(rng.integers(3, 8)), int(rng.integers(2, 4))).tolist(), demand, Margins())


def _cube(numbers: np.ndarray, demand: Demand) -> Model:
    """A three-way table with all its margins, where whole numbers and fractions differ."""
    cells: dict[str, Cell] = {}
    relations = []

    def add(*place: int | None) -> str:
        name = "".join("." if p is None else str(p) for p in place)
        number = int(numbers[tuple(slice(None) if p is None else p for p in place)].sum())
        cost = (1.0, 6.0, 36.0, 216.0)[sum(p is None for p in place)]
        cells.setdefault(name, Cell(name, number, demand.unsafe(number), cost=cost))
        return name

    ranges = [[*range(n), None] for n in numbers.shape]
    for place in ((i, j, k) for i in ranges[0] for j in ranges[1] for k in ranges[2]):
        add(*place)
        for axis, at in enumerate(place):
            if at is None:
                parts = [add(*place[:axis], n, *place[axis + 1 :]) for n in range(numbers.shape[axis])]
                relations.append(total_of(parts, add(*place)))
    return Model(tuple(cells.values()), tuple(relations))


def recovered(release: Release, protection: Protection) -> list[str]:
    """Attack a protected release knowing only what it publishes; return what can be worked out too nearly."""
    hidden = protection.hidden
    puzzle = Puzzle(
        {c.id: Range() if c.id in hidden else Range(c.value, c.value) for c in release.model.cells},
        release.model.relations,
    )
    demand = release.demand
    requirement = Requirement(demand.reach, demand.width, 0 if demand.nobody_possible else None)
    unsafe = {c.id: requirement for c in release.model.cells if demand.unsafe(c.value)}
    failing = withstand(puzzle, unsafe)
    return [
        f"{release.kind}: {name} {interval}" for name, interval in failing.items() if name not in protection.exposed
    ]


def run(n: int, seed: int) -> Iterator[tuple[Release, Protection, list[str]]]:
    """Generate, protect and attack ``n`` releases."""
    rng = np.random.default_rng(seed)
    for number in range(n):
        release = generate(rng, KINDS[number % len(KINDS)])
        protection = protect(release.model, release.demand)
        yield release, protection, recovered(release, protection)


def main() -> int:
    """Run the long form and print what happened."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begin = time.perf_counter()
    tally = {kind: [0, 0, 0, 0, 0, 0] for kind in KINDS}
    problems: list[str] = []
    for release, protection, found in run(options.n, options.seed):
        row = tally[release.kind]
        row[0] += 1
        row[1] += len(protection.primary)
        row[2] += len(protection.secondary)
        row[3] += not protection.proven
        row[4] += len(protection.exposed)
        row[5] += len(found)
        problems += found
    print("kind      releases  unsafe  hidden beside  not proven cheapest  exposed  recovered")
    for kind, row in tally.items():
        print(f"{kind:<9} {row[0]:>8} {row[1]:>7} {row[2]:>14} {row[3]:>20} {row[4]:>8} {row[5]:>10}")
    print(f"{options.n} releases in {time.perf_counter() - begin:.0f} s, seed {options.seed}.")
    print("\n".join(problems[:20]))
    return 1 if problems or any(row[4] for row in tally.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
