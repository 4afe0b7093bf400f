"""One random case of intake: a file made worse, taken in beside good ones, and every promise checked."""

import csv
import hashlib
import io
import shutil
import tempfile
from pathlib import Path

import pyarrow.parquet as pq

from tests.fuzz.mutations import csv_bytes, rng_of, rows_of, worse_archive, worse_bytes, worse_rows, xlsx_bytes
from workbench.definitions import load_definitions
from workbench.errors import WorkbenchError
from workbench.intake.grid import Unreadable
from workbench.intake.published import published_table
from workbench.intake.reading import read_grid
from workbench.intake.taking_in import take_in
from workbench.project import Project
from workbench.sample.files import area_files
from workbench.store import EvidenceStore

ROOT = Path(__file__).parents[2]
HARD = ROOT / "tests" / "intake" / "hard"
PROGRAMME = "compulsory-supervision-orders"
AREA = "orkney-islands"


class Bench:
    """The sample's files of one area, the hard files, and a folder for the cases."""

    def __init__(self):
        self.definitions = load_definitions(ROOT / "parameters")
        self.programme = self.definitions.programme(PROGRAMME)
        area = self.definitions.area(AREA)
        self.good = area_files(self.definitions, self.programme, area, 20251, 0.3)
        self.cells = {name: self._cells(name, content) for name, content in self.good.items()}
        self.hard = {path.name: path.read_bytes() for path in sorted(HARD.iterdir()) if path.name != "MANIFEST.csv"}

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
        self.project = Project(root=ROOT, evidence=self.folder / "evidence", build=self.folder / "build")
        self.area = self.project.raw / PROGRAMME / AREA
        self.area.mkdir(parents=True)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def _cells(self, name, content):
        if name.endswith(".csv"):
            return {"": rows_of(content)}
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(content))
        return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def run_case(bench, number):
    """Run one case; returns how often what happened.

    Raises
    ------
    Exception
        Whatever breaks a promise: an error that is no `WorkbenchError`, a table in part, rows that do not reconcile.
    """
    rng = rng_of(number)
    if rng.random() < 0.2:
        return _hard_case(bench, rng)
    shutil.rmtree(bench.project.evidence, ignore_errors=True)
    bench.area.mkdir(parents=True)
    name = rng.choice(sorted(bench.good))
    beside = rng.choice([other for other in sorted(bench.good) if other != name])
    (bench.area / beside).write_bytes(bench.good[beside])
    before = rng.random() < 0.5
    path = bench.area / name
    if before:
        path.write_bytes(bench.good[name])
        assert _take_in(bench).count("taken in") == 2
        kept = _tables(bench)
    content, ending = _worse(bench, name, rng)
    path.unlink(missing_ok=True)
    path = path.with_suffix(ending)
    path.write_bytes(content)
    if rng.random() < 0.2:
        _preview(bench)
    try:
        summary = _take_in(bench)
    except WorkbenchError as error:
        raise AssertionError("one bad file stopped the whole intake") from error
    _check(bench, summary)
    outcome = next(one for one in summary.outcomes if one.file.endswith(path.name))
    if before and outcome.state == "refused":
        assert outcome.kept
        assert _tables(bench) == kept
    if rng.random() < 0.2:
        everything = _files(bench)
        again = _take_in(bench)
        assert again.count("taken in") == 0
        assert _files(bench) == everything
        assert [(one.file, one.rows, one.refused) for one in again.outcomes] == [
            (one.file, one.rows, one.refused) for one in summary.outcomes
        ]
    return {f"files {outcome.state}": 1, "rows accepted": outcome.rows, "rows refused": outcome.refused}


def _worse(bench, name, rng):
    """Return a file made worse, and its ending."""
    content, ending = bench.good[name], Path(name).suffix
    kind = rng.random()
    if kind < 0.2:
        return worse_bytes(content, rng), ending
    if kind < 0.35 and ending == ".xlsx":
        return worse_archive(content, rng), ending
    if kind < 0.4:
        return rng.choice(sorted(bench.hard.values())), rng.choice((".csv", ".xlsx", ".ods"))
    sheets = dict(bench.cells[name])
    main = next(iter(sheets))
    sheets[main] = worse_rows(sheets[main], rng)
    if rng.random() < 0.5:
        return csv_bytes([["" if cell is None else cell for cell in row] for row in sheets[main]], rng), ".csv"
    if rng.random() < 0.2:
        sheets[rng.choice(("Read me", "Sheet1", main + "s"))] = sheets.pop(main)
    return xlsx_bytes(sheets), ".xlsx"


def _hard_case(bench, rng):
    """Read a real published file made worse: figures and notes, or a plain refusal, and every row accounted for."""
    name = rng.choice(sorted(bench.hard))
    content = bench.hard[name]
    if name.endswith(".csv") and rng.random() < 0.6:
        content = csv_bytes(worse_rows(rows_of(content)[:150], rng), rng)
    else:
        content = (worse_archive if name.endswith(".xlsx") and rng.random() < 0.5 else worse_bytes)(content, rng)
    path = bench.folder / f"hard{Path(name).suffix}"
    path.write_bytes(content)
    try:
        grid = read_grid(path, rng.choice(("A2", "B2", "C2", "O2")) if name.endswith(".xlsx") else "")
        table = published_table(grid)
    except Unreadable as error:
        assert error.message
        return {"published tables refused": 1}
    assert table.read == len(table.rows) + len(table.below)
    filled = sum(1 for row in grid.rows if any(row))
    assert filled == len(table.above) + 1 + table.read
    for row in table.figures:
        for figure in row:
            assert (figure.value is None) == (figure.status != "published")
            assert figure.value is None or abs(figure.value) < float("inf")
    return {"published tables read": 1}


def _take_in(bench, **options):
    return take_in(bench.project, bench.definitions, bench.programme, jobs=1, **options)


def _preview(bench):
    before = _files(bench)
    summary = _take_in(bench, preview=True)
    assert _files(bench) == before
    assert summary.read == summary.rows + summary.refused


def _files(bench):
    return {
        path.relative_to(bench.project.evidence).as_posix(): path.read_bytes()
        for path in sorted(bench.project.evidence.rglob("*"))
        if path.is_file()
    }


def _tables(bench):
    return {name: content for name, content in _files(bench).items() if name.endswith(".parquet")}


def _check(bench, summary):
    """Check everything that is promised of the store after an intake."""
    evidence, home = bench.project.evidence, bench.project.store / PROGRAMME
    assert summary.read == summary.rows + summary.refused
    entries = EvidenceStore(bench.project).catalogue(PROGRAMME)["files"]
    by_file = {entry["file"]: entry for entry in entries}
    for outcome in summary.outcomes:
        assert outcome.read == outcome.rows + outcome.refused
        assert (outcome.state == "refused") == bool(outcome.faults)
        for fault in outcome.faults:
            # Whatever a terminal shows can be shown.
            assert str(fault).encode("utf-8")
            assert "\x1b" not in str(fault)
        if outcome.state == "refused":
            assert outcome.rows == 0
            refused = outcome.refusals
            if refused is not None:
                rows = list(csv.reader(io.StringIO(refused.read_text(encoding="utf-8-sig"), newline="")))
                assert len(rows) > 1
                assert not any(cell[:1] in ("=", "@", "\t") for row in rows for cell in row)
        else:
            entry = by_file[outcome.file]
            assert (entry["read"], entry["rows"]) == (outcome.read, outcome.rows)
            assert len(entry["set_aside"]) == outcome.refused
    for entry in entries:
        path = home / entry["table"] / f"{entry['area']}.parquet"
        content = path.read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["stored_sha256"]
        table = pq.read_table(io.BytesIO(content))
        assert (table.num_rows, table.num_columns) == (entry["rows"], entry["columns"])
        for column in table.columns:
            for text in column.to_pylist():
                assert not isinstance(text, str) or not any(sign in text for sign in "\x00\x1b\u202e\u200b\ufeff")
        original = evidence / "originals" / entry["sha256"][:2] / entry["sha256"]
        assert hashlib.sha256(next(original.iterdir()).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["versions"][-1]["sha256"] == entry["sha256"]
    assert len(list(home.glob("*/*.parquet"))) == len(entries)
    assert not (home / ".staging").exists()
