"""A prepared process as its driver has it: started, told of, ended."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from warm_kernels import folders
from warm_kernels.support import OFF, supported

ADDRESS = "WARM_KERNELS_ADDRESS"
"""Environment variable with the socket of the prepared process that workers are to use."""

# Libraries that start threads when they are imported, told not to: after a second thread, no fork is safe.
_SINGLE_THREADED = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "MIMALLOC_VERBOSE": "0",
}


class PreparedProcess:
    """A prepared process, or the reason why there is none.

    Parameters
    ----------
    preload, warm_up, environment
        As in :func:`prepared`.

    Attributes
    ----------
    address
        Path of its socket; empty where there is no prepared process.
    key
        Digest of its interpreter, packages and local files.
    versions
        Version of each preloaded package.
    reason
        Why there is no prepared process; empty where there is one.
    """

    def __init__(
        self,
        preload: Sequence[str] = (),
        warm_up: str | None = None,
        environment: Mapping[str, str] | None = None,
        timeout: float = 60.0,
    ) -> None:
        self.preload = tuple(preload)
        self.warm_up = warm_up
        self.address = ""
        self.key = ""
        self.versions: dict[str, str] = {}
        self._owner = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        able, reason = supported()
        self.reason = "" if able else reason
        if able:
            try:
                self._start(dict(environment or {}), timeout)
            except OSError as error:
                self._fail(f"The prepared process could not be started ({error.strerror or error}).")

    @property
    def pid(self) -> int | None:
        """Process number, where there is one."""
        return self._process.pid if self._process else None

    @property
    def running(self) -> bool:
        """Whether kernels can be asked of it now."""
        return bool(self.address) and self._process is not None and self._process.poll() is None

    def _start(self, environment: dict[str, str], timeout: float) -> None:
        folders.sweep()
        self._folder = folders.make()
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("JPY_")}
        settings = {
            "preload": list(self.preload),
            "warm_up": self.warm_up,
            "folder": str(self._folder),
            "driver": os.getpid(),
        }
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "warm_kernels.zygote"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                # An empty private folder: python -m puts it on sys.path until the process takes it off. Kernels
                # started with -P would show sys.flags.safe_path, which an ordinary kernel does not.
                cwd=self._folder,
                env={"PYTHONHASHSEED": "0", **inherited, **_SINGLE_THREADED, **environment},
                start_new_session=True,
            )
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(settings).encode() + b"\n")
            self._process.stdin.flush()
        answer = self._answer(timeout)
        if "key" in answer:
            self.address = str(self._folder / "s")
            self.key = answer["key"]
            self.versions = answer["versions"]
        else:
            self._fail(f"The prepared process could not be used: {answer['reason']}.")

    def _answer(self, timeout: float) -> dict:
        assert self._process is not None and self._process.stdout is not None and self._folder is not None
        with self._process.stdout as report:
            readable, _, _ = select.select([report], [], [], timeout)
            line = report.readline() if readable else b""
        if line:
            return json.loads(line)
        if not readable:
            return {"reason": f"it was not ready after {timeout:g} seconds"}
        last = (self._folder / "log").read_text(errors="replace").strip().splitlines()[-1:]
        return {"reason": f"it ended while it was starting ({last[0] if last else 'without a word'})"}

    def _fail(self, reason: str) -> None:
        self.close()
        self.reason = reason

    def publish(self) -> None:
        """Tell this process and those it starts from now on to use this one, for as long as this process lives."""
        if self.address:
            os.environ[ADDRESS] = self.address

    def close(self) -> None:
        """End the prepared process and its kernels, and remove its folder; done twice is no error."""
        if self._owner != os.getpid():  # a forked worker has a copy of this object
            return
        self.address = ""
        self.reason = self.reason or "The prepared process has been ended."
        if self._process is not None:
            assert self._process.stdin is not None
            with contextlib.suppress(OSError):
                self._process.stdin.close()
            # Workers forked from this process may hold a copy of that pipe, so that closing it is not enough.
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        if self._folder is not None:
            folders.remove(self._folder)
            self._folder = None


@contextlib.contextmanager
def prepared(
    preload: Sequence[str] = (),
    warm_up: str | None = None,
    environment: Mapping[str, str] | None = None,
    timeout: float = 60.0,
) -> Iterator[PreparedProcess]:
    """Start a prepared process for the length of a ``with`` block and tell all workers of this process.

    Its address goes into the environment, where workers started inside the block find it. Where there can be
    none, the block runs all the same, kernels are ordinary ones, and ``reason`` says why.

    Parameters
    ----------
    preload
        Modules to import beforehand, such as ``("pandas", "altair")``.
    warm_up
        ``"module:function"`` called once beforehand, to draw one tiny chart and show one table. It must not start
        a thread: no ``read_parquet``, no DuckDB connection.
    environment
        Variables for the prepared process on top of this one's. Without ``PYTHONHASHSEED`` it is ``0``, and
        that is what its kernels get.
    timeout
        Seconds until a start is given up.

    Yields
    ------
    PreparedProcess
        With ``running``, ``reason`` and ``key``.

    Examples
    --------
    >>> with prepared(preload=("json",)) as process:
    ...     process.running or bool(process.reason)
    True
    """
    process = PreparedProcess(preload, warm_up, environment, timeout)
    before = {name: os.environ.get(name) for name in (ADDRESS, OFF)}
    os.environ.pop(ADDRESS, None)
    if process.address:
        os.environ[ADDRESS] = process.address
    else:
        os.environ[OFF] = process.reason
    try:
        yield process
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        process.close()
