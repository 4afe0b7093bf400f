"""The benchmarks by name: what each compares, and what it must show."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.findings import Check, Findings
from benchmarks.pairs import Pairs, interleave, shown
from benchmarks.projects import PROGRAMME, Bench, quiet_environment, run
from benchmarks.session import DOCUMENT_AREAS, LOOP_AREAS, Session, processes


@dataclass(frozen=True)
class Setting:
    """Where and how often to measure.

    Parameters
    ----------
    folder
        For everything made.
    rounds
        Interleaved pairs.
    session
        The whole programme's measurements, which several benchmarks share.
    say
        Hears what is under way.
    """

    folder: Path
    rounds: int
    session: Session
    say: Callable[[str], None]


@contextmanager
def setting(rounds: int, folder: Path | None, wanted: Iterable[str], say: Callable[[str], None]) -> Iterator[Setting]:
    """Yield a setting for the benchmarks ``wanted``, in a temporary folder or in one that is kept."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield Setting(folder, rounds, Session(folder, rounds, wanted, say), say)
        return
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as temporary:
        yield Setting(Path(temporary), rounds, Session(Path(temporary), rounds, wanted, say), say)


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
    session = where.session
    pairs = Pairs(session.costs("notebooks"), session.costs("loop"))
    two = Pairs(session.costs("notebooks"), session.costs("two loops"))
    count = len(session.names)
    sample = LOOP_AREAS * count // len(session.areas)
    return Findings(
        "notebooks",
        f"{count} stage runs by `workbench build`, nothing cached, against a plain papermill loop.",
        [Check("as fast as papermill", f"{pairs.ratio:.1f} times", "at least 10 times", pairs.ratio >= 10)],
        [
            pairs.medians(f"{count} runs here", "by the loop") + ".",
            f"The loop is extrapolated from {sample} runs a round ({LOOP_AREAS} whole areas, others each round, evenly "
            f"spread), its start counted once. Both draw every chart.",
            f"Against two such loops side by side, which is more than the plain way: {two.ratio:.1f} times "
            f"({shown(two.their_seconds)}).",
        ],
    )


def programme(where: Setting) -> Findings:
    """A whole cold build against a papermill loop and one call per document."""
    session = where.session
    cold = session.costs("cold")
    pairs = Pairs(cold, session.costs("loop", "documents", "pictures"))
    undrawn = Pairs(cold, session.costs("loop", "documents"))
    documents, pictures = (
        shown(statistics.median(cost.seconds for cost in session.costs(name))) for name in ("documents", "pictures")
    )
    count = len(session.names)
    return Findings(
        "programme",
        "The cold build in HTML, PDF and Word against a papermill loop and one Pandoc or Typst call per document.",
        [Check("as fast as the usual way", f"{pairs.ratio:.1f} times", "at least 8 times", pairs.ratio >= 8)],
        [
            pairs.medians("cold build", "the usual way") + ".",
            f"The loop's {count} runs are extrapolated as in `notebooks`, without the overview's. The documents "
            f"({documents}) are the national ones and those of {DOCUMENT_AREAS} areas a round, from which the others "
            "are extrapolated: every page that the build makes, in the formats that it has. They are made from text "
            "with values and includes put in beforehand, which is not counted against them. Typst comes as a Python "
            "package: one process a document.",
            f"Word's pictures ({pictures}) are made by the drawing engine as Altair's `save` makes them, each once, "
            f"in one process whose start is not counted. Without them the build is {undrawn.ratio:.1f} times as fast.",
            "The build makes spreadsheets as well, attacks its own disclosure control and makes its sense checks.",
        ],
    )


def noop(where: Setting) -> Findings:
    """A build with nothing to do against a bare Python and Snakemake."""
    from benchmarks.pairs import in_turns
    from benchmarks.peers.snakemake import Snakemake, UnavailableError

    bench, built = where.session.bench, where.session.built
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
    session = where.session
    pairs = Pairs(session.costs("correction"), session.costs("cold"))
    share = pairs.inverse * 100
    return Findings(
        "one-area",
        "A build after one answer of one area's survey was corrected, against the cold build.",
        [Check("of the cold build", f"{share:.1f} %", "at most 10 %", share <= 10)],
        [
            pairs.medians("one area corrected", "cold build") + ".",
            f"Taking the corrected file in takes {shown(statistics.median(session.intake))} besides.",
        ],
    )


def floor(where: Setting) -> Findings:
    """The notebooks' cells in plain Python against the whole notebook phase."""
    session = where.session
    pairs = Pairs(session.costs("notebooks"), session.costs("floor"))
    return Findings(
        "floor",
        "The whole notebook phase against the notebooks' own cells in plain Python, a fresh fork a run.",
        [Check("as long as the floor", f"{pairs.inverse:.2f} times", "at most 2.5 times", pairs.inverse <= 2.5)],
        [
            pairs.medians("notebook phase", "floor") + f"; {processes()} processes each.",
            "The floor draws no chart and writes no notebook; the notebook phase does both.",
        ],
    )


def explorer(where: Setting) -> Findings:
    """A click in the explorer against pandas, and at the size of 320 areas."""
    from benchmarks.explorer import explore

    return explore(where)


def lab(where: Setting) -> Findings:
    """From the command to a usable page of JupyterLab, and to a notebook whose kernel answers."""
    from benchmarks.lab import lab as measured

    return measured(where)


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
    "explorer": explorer,
    "lab": lab,
    "floor": floor,
    "help": help_text,
}
