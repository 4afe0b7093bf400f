"""The benchmarks by name: what each compares, and what it must show."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.findings import Check, Findings
from benchmarks.pairs import interleave, shown
from benchmarks.projects import PROGRAMME, Bench, fresh_folder, quiet_environment, run, whole_programme


@dataclass(frozen=True)
class Setting:
    """Where and how often to measure.

    Parameters
    ----------
    folder
        For everything made.
    rounds
        Interleaved pairs.
    say
        Hears what is under way.
    """

    folder: Path
    rounds: int
    say: Callable[[str], None]

    def programme(self) -> Bench:
        """Return the whole programme with its sample evidence."""
        return whole_programme(self.folder, self.say)

    def built(self, bench: Bench) -> Path:
        """Return a build folder in which the whole programme was built once."""
        build = self.folder / "built"
        if not (build / "complete").exists():
            self.say("Building the whole programme once.")
            fresh_folder(build)
            bench.run("build", bench.programme, "--engine", "embedded", build=build)
            (build / "complete").touch()
        return build


@contextmanager
def setting(rounds: int, folder: Path | None, say: Callable[[str], None]):
    """Yield a setting in a temporary folder, or in one that is kept."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield Setting(folder, rounds, say)
        return
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as temporary:
        yield Setting(Path(temporary), rounds, say)


def bare_python(times: int) -> Callable[[], object]:
    """Return what starts a bare Python so many times."""
    import subprocess

    environment = quiet_environment()

    def start() -> None:
        for _ in range(times):
            subprocess.run([sys.executable, "-c", "pass"], env=environment, check=True)

    return start


def help_text(where: Setting) -> Findings:
    """``workbench --help`` against a bare Python."""
    import subprocess

    times = 10
    command = Bench(Path.cwd()).command("--help")
    environment = quiet_environment()

    def ours() -> None:
        for _ in range(times):
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)

    ours()
    pairs = interleave(ours, bare_python(times), where.rounds)
    return Findings(
        "help",
        "`workbench --help` against `python -c pass`.",
        [Check("as long as bare Python", f"{pairs.inverse:.1f} times", "at most 10 times", pairs.inverse <= 10)],
        [f"{pairs.medians('--help', 'bare Python')} ({times} starts each)."],
    )


def notebooks(where: Setting) -> Findings:
    """Every area's stage runs against a plain papermill loop."""
    from benchmarks.peers.loops import papermill_loop
    from benchmarks.staged import SAMPLE, cleared, run_names, spread_sample, stage

    bench = where.programme()
    built = where.built(bench)
    names = run_names(bench, built)
    sample = spread_sample(names, SAMPLE)
    listed = stage(bench, built, where.folder / "loop", sample)

    def ours() -> None:
        bench.run("build", PROGRAMME, *bench.stages(), build=fresh_folder(where.folder / "notebooks"))

    def theirs():
        cleared(listed)
        return papermill_loop(listed, len(names))

    pairs = interleave(ours, theirs, where.rounds)
    return Findings(
        "notebooks",
        f"{len(names)} stage runs by `workbench build`, nothing cached, against a plain papermill loop.",
        [Check("as fast as papermill", f"{pairs.ratio:.1f} times", "at least 10 times", pairs.ratio >= 10)],
        [
            pairs.medians(f"{len(names)} runs here", "by the loop") + ".",
            f"The loop is extrapolated from {len(sample)} runs (whole areas, evenly spread), its start counted once.",
        ],
    )


def programme(where: Setting) -> Findings:
    """A whole cold build against a papermill loop and one call per document."""
    from benchmarks.peers.documents import Documents
    from benchmarks.peers.loops import papermill_loop
    from benchmarks.staged import SAMPLE, cleared, run_names, spread_sample, stage

    bench = where.programme()
    built = where.built(bench)
    names = run_names(bench, built)
    listed = stage(bench, built, where.folder / "loop", spread_sample(names, SAMPLE))
    documents = Documents(built / PROGRAMME / "project", where.folder / "documents")

    def ours() -> None:
        bench.run("build", PROGRAMME, "--engine", "embedded", build=fresh_folder(where.folder / "cold"))

    def theirs():
        cleared(listed)
        return papermill_loop(listed, len(names) + 1) + documents.make()

    pairs = interleave(ours, theirs, where.rounds)
    return Findings(
        "programme",
        "The cold build in HTML, PDF and Word against a papermill loop and one Pandoc or Typst call per document.",
        [Check("as fast as the usual way", f"{pairs.ratio:.1f} times", "at least 8 times", pairs.ratio >= 8)],
        [
            pairs.medians("cold build", "the usual way") + ".",
            f"The loop's {len(names) + 1} runs are extrapolated from {SAMPLE}. All its {documents.count} documents are "
            "made, from text with values and includes put in beforehand and from pictures drawn beforehand, which "
            "is not counted against it. Typst comes as a Python package: one process a document.",
        ],
    )


def noop(where: Setting) -> Findings:
    """A build with nothing to do against a bare Python and Snakemake."""
    from benchmarks.pairs import Pairs, in_turns
    from benchmarks.peers.snakemake import Snakemake, UnavailableError

    bench = where.programme()
    built = where.built(bench)
    made = [path for kind in ("notebooks", "site") for path in (built / PROGRAMME / kind).rglob("*")]
    outputs = sum(path.suffix in (".ipynb", ".html", ".pdf", ".docx") for path in made)
    times = 5
    command = bench.command("build", PROGRAMME, "--engine", "embedded")

    def ours() -> None:
        for _ in range(times):
            said = run(command, bench.root, WORKBENCH_BUILD=str(built))
            assert said.startswith("Nothing changed"), said

    bench.run("build", PROGRAMME, "--engine", "embedded", build=built)
    actions: list[Callable[[], object]] = [ours, bare_python(times)]
    try:
        snakemake = Snakemake(where.folder / "snakemake", outputs)
        actions.append(snakemake.nothing_to_do)
        why = ""
    except UnavailableError as error:
        why = str(error)
    our, bare, *theirs = in_turns(actions, where.rounds)
    pairs = Pairs(our, bare)
    checks = [Check("as long as bare Python", f"{pairs.inverse:.1f} times", "at most 12 times", pairs.inverse <= 12)]
    notes = [f"{pairs.medians('nothing to do', 'bare Python')} ({times} starts each)."]
    if theirs:
        per_call = Pairs(tuple(cost.scaled(1 / times) for cost in our), theirs[0])
        found = f"{per_call.ratio:.1f} times"
        checks.append(Check("as fast as Snakemake", found, "at least 5 times", per_call.ratio >= 5))
        notes.append(per_call.medians("here", f"Snakemake {snakemake.version}") + f", {outputs} outputs each.")
    else:
        checks.append(Check("as fast as Snakemake", "–", "at least 5 times", None))
        notes.append(f"Snakemake was not measured: {why}.")
    return Findings("noop", "Nothing changed, whole process, against `python -c pass` and Snakemake.", checks, notes)


def one_area(where: Setting) -> Findings:
    """One area's evidence corrected, against the cold build."""
    from benchmarks.corrections import correct

    bench = where.programme()
    build = where.folder / "one-area"

    def cold() -> None:
        bench.run("build", PROGRAMME, "--engine", "embedded", build=fresh_folder(build))

    costs, colds = [], []
    from benchmarks.pairs import Pairs, measure

    intake = []
    for _ in range(where.rounds):
        colds.append(measure(cold))
        area = correct(bench)
        intake.append(measure(lambda area=area: bench.run("intake", PROGRAMME, "--area", area)).seconds)
        costs.append(measure(lambda: bench.run("build", PROGRAMME, "--engine", "embedded", build=build)))
    pairs = Pairs(tuple(costs), tuple(colds))
    share = pairs.inverse * 100
    return Findings(
        "one-area",
        "A build after one answer of one area's survey was corrected, against the cold build.",
        [Check("of the cold build", f"{share:.1f} %", "at most 10 %", share <= 10)],
        [
            pairs.medians("one area corrected", "cold build") + ".",
            f"Taking the corrected file in takes {shown(sorted(intake)[len(intake) // 2])} besides.",
        ],
    )


def floor(where: Setting) -> Findings:
    """The notebooks' cells in plain Python against the whole notebook phase."""
    from benchmarks.staged import cleared, stage

    bench = where.programme()
    built = where.built(bench)
    listed = stage(bench, built, where.folder / "floor")
    processes = len(os.sched_getaffinity(0))
    script = Path(__file__).with_name("peers") / "plain_cells.py"

    def ours() -> None:
        bench.run("build", PROGRAMME, *bench.stages(), build=fresh_folder(where.folder / "notebooks"))

    def theirs() -> None:
        run([sys.executable, str(script), str(listed), str(processes)], bench.root, WORKBENCH_DRAW="later")

    def plain():
        from benchmarks.pairs import measure

        cleared(listed)
        return measure(theirs)

    pairs = interleave(ours, plain, where.rounds)
    return Findings(
        "floor",
        "The whole notebook phase against the notebooks' own cells in plain Python, a fresh fork a run.",
        [Check("as long as the floor", f"{pairs.inverse:.2f} times", "at most 2.5 times", pairs.inverse <= 2.5)],
        [
            pairs.medians("notebook phase", "floor") + f"; {processes} processes each.",
            "The floor draws no chart and writes no notebook; the notebook phase does both.",
        ],
    )


def growth(where: Setting) -> Findings:
    """Simulated programmes of 32, 320 and 1,600 areas."""
    from benchmarks.growing import grow

    return grow(where)


BENCHMARKS: dict[str, Callable[[Setting], Findings]] = {
    "notebooks": notebooks,
    "programme": programme,
    "noop": noop,
    "one-area": one_area,
    "growth": growth,
    "floor": floor,
    "help": help_text,
}
