"""The whole programme measured in rounds: what several benchmarks compare is measured once a round for all of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from benchmarks.pairs import Cost, measure
from benchmarks.projects import PROGRAMME, Bench, fresh_folder, run, whole_programme

# Which measurements each benchmark compares.
NEEDS = {
    "notebooks": ("notebooks", "loop", "two loops"),
    "programme": ("cold", "loop", "documents", "pictures"),
    "one-area": ("cold", "correction"),
    "floor": ("notebooks", "floor"),
}
LOOP_AREAS = 2
"""Whole areas that the papermill loop does in a round; others each round."""

DOCUMENT_AREAS = 6
"""Areas whose documents are made by one call each in a round; others each round."""


class Session:
    """Rounds of measurements of the whole programme.

    Parameters
    ----------
    folder
        For everything made.
    rounds
        How often each is measured.
    wanted
        The benchmarks asked for.
    say
        Hears what is under way.

    Attributes
    ----------
    intake
        Seconds that taking the corrected file in took, a round.
    """

    def __init__(self, folder: Path, rounds: int, wanted: Iterable[str], say: Callable[[str], None]) -> None:
        self.folder = folder
        self.rounds = rounds
        self.intake: list[float] = []
        self._say = say
        self._wanted = {name for each in wanted for name in NEEDS.get(each, ())}
        self._costs: dict[str, list[Cost]] = {}

    @cached_property
    def bench(self) -> Bench:
        """The whole programme with its sample evidence."""
        return whole_programme(self.folder, self._say)

    @cached_property
    def built(self) -> Path:
        """A build folder in which the whole programme was built once."""
        build = self.folder / "built"
        if not (build / "complete").exists():
            self._say("Building the whole programme once.")
            fresh_folder(build)
            self.bench.run("build", PROGRAMME, "--engine", "embedded", build=build)
            (build / "complete").touch()
        return build

    @cached_property
    def names(self) -> list[str]:
        """The names of every area's runs."""
        from benchmarks.staged import run_names

        return run_names(self.bench, self.built)

    @property
    def areas(self) -> list[str]:
        """The areas, sorted."""
        return sorted({name.partition("/")[0] for name in self.names})

    def costs(self, *names: str) -> tuple[Cost, ...]:
        """Return what something took in each round; of several names, the sum."""
        if not self._costs:
            self._measure()
        return tuple(sum(each[1:], each[0]) for each in zip(*(self._costs[name] for name in names), strict=True))

    def _measure(self) -> None:
        """Measure everything wanted in turns, each round beginning with another one."""
        groups = [
            group
            for group in (
                ("cold", "correction"),
                ("notebooks",),
                ("loop",),
                ("floor",),
                ("two loops",),
                ("documents", "pictures"),
            )
            if self._wanted.intersection(group)
        ]
        prepared = self._prepared()
        self._costs = {name: [] for group in groups for name in group if name in self._wanted}
        for number in range(self.rounds):
            first = number % len(groups)
            for group in (*groups[first:], *groups[:first]):
                for name in group:
                    if name in self._wanted:
                        self._say(f"Round {number + 1} of {self.rounds}: {name}.")
                        self._costs[name].append(prepared[name](number))

    def _prepared(self) -> dict[str, Callable[[int], Cost]]:
        """Return what is to be measured, by name; laying it out is not measured."""
        ready: dict[str, Callable[[int], Cost]] = {
            "cold": self._cold, "correction": self._correction, "notebooks": self._notebooks,
        }  # fmt: skip
        if self._wanted & {"loop", "two loops"}:
            ready |= self._loops()
        if "floor" in self._wanted:
            ready["floor"] = self._floor()
        if "documents" in self._wanted:
            ready |= self._documents()
        return ready

    def _notebooks(self, number: int) -> Cost:
        build = fresh_folder(self.folder / "notebooks")
        return measure(lambda: self.bench.run("build", PROGRAMME, *self.bench.stages(), build=build))

    def _cold(self, number: int) -> Cost:
        fresh_folder(self.folder / "cold")
        return self._whole()

    def _whole(self) -> Cost:
        build = self.folder / "cold"
        return measure(lambda: self.bench.run("build", PROGRAMME, "--engine", "embedded", build=build))

    def _correction(self, number: int) -> Cost:
        from benchmarks.corrections import correct

        area = correct(self.bench)
        self.intake.append(measure(lambda: self.bench.run("intake", PROGRAMME, "--area", area)).seconds)
        return self._whole()

    def _loops(self) -> dict[str, Callable[[int], Cost]]:
        from benchmarks.peers.loops import papermill_loops
        from benchmarks.staged import cleared, runs_of, spread, stage

        listed = []
        for number, chosen in enumerate(spread(self.areas, LOOP_AREAS, self.rounds)):
            runs = runs_of(self.names, chosen)
            halves = [runs[: len(runs) // 2], runs[len(runs) // 2 :]]
            parts = [runs, *halves]
            listed.append(
                [
                    stage(self.bench, self.built, self.folder / f"loop-{number}-{index}", part)
                    for index, part in enumerate(parts)
                ]
            )

        def one(number: int) -> Cost:
            cleared(listed[number][0])
            return papermill_loops(listed[number][:1], len(self.names))

        def two(number: int) -> Cost:
            for each in listed[number][1:]:
                cleared(each)
            return papermill_loops(listed[number][1:], len(self.names))

        return {"loop": one, "two loops": two}

    def _floor(self) -> Callable[[int], Cost]:
        from benchmarks.staged import cleared, stage

        listed = stage(self.bench, self.built, self.folder / "floor", self.names)
        script = Path(__file__).with_name("peers") / "plain_cells.py"
        command = [sys.executable, str(script), str(listed), str(processes())]

        def floor(number: int) -> Cost:
            cleared(listed)
            return measure(lambda: run(command, self.bench.root, WORKBENCH_DRAW="later"))

        return floor

    def _documents(self) -> dict[str, Callable[[int], Cost]]:
        from benchmarks.peers.documents import Documents
        from benchmarks.staged import spread

        documents = Documents(self.built / PROGRAMME / "project", self.folder / "documents")
        samples = spread(documents.areas, DOCUMENT_AREAS, self.rounds)
        return {
            "documents": lambda number: documents.make(samples[number]),
            "pictures": lambda number: documents.draw(samples[number]),
        }


def processes() -> int:
    """Return how many processes a build uses here."""
    return len(os.sched_getaffinity(0))
