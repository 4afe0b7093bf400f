"""Pandoc as a program that stays: one a core, each checking and making one page after the other."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import Any

from workbench.rendering.pandoc import RenderError, pandoc_program

SCRIPT = Path(__file__).with_name("converter.lua")
#: Room for Pandoc's short-lived things, so that a fifth of its time is not spent on sorting them out.
_ENVIRONMENT = {"GHCRTS": "-A256m -n4m -O64m", "SOURCE_DATE_EPOCH": "0"}
_END_SECONDS = 5


class Converter:
    """One Pandoc that answers requests until it is closed; it serves one caller at a time."""

    def __init__(self) -> None:
        environment = _ENVIRONMENT | os.environ | {"LC_ALL": "C.UTF-8"}
        # Not a pipe: one that nobody reads would stop it when full.
        self._said = tempfile.TemporaryFile()  # noqa: SIM115
        self._process = subprocess.Popen(
            [pandoc_program(), "lua", str(SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=environment,
        )

    def call(self, asked: dict[str, Any], *parts: bytes) -> tuple[dict[str, Any], list[bytes]]:
        """Return the answer to a request, and the raw pieces that came with it.

        Raises
        ------
        RenderError
            When Pandoc fails, or ended without an answer.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        header = json.dumps(asked | {"sizes": [len(part) for part in parts]}, ensure_ascii=False).encode()
        try:
            stdin.write(b"".join((header, b"\n", *parts)))
            stdin.flush()
            line = stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line:
            raise RenderError(f"Pandoc ended while it rendered a page: {self._last_words()}")
        answer = json.loads(line)
        given = [stdout.read(size) for size in answer["sizes"]]
        if "error" in answer:
            raise failed(answer["error"])
        return answer, given

    @property
    def runs(self) -> bool:
        """Whether it can be asked again."""
        return self._process.poll() is None

    def _last_words(self) -> str:
        self._process.wait()
        self._said.seek(0)
        return " ".join(self._said.read().decode(errors="replace").split()[-60:]) or str(self._process.returncode)

    def close(self) -> None:
        """End it."""
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            with suppress(BrokenPipeError):
                stream.close()
        # Left to end by itself it removes the temporary file that it made when it started.
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._said.close()


class Converters:
    """Converters to be used by several threads: each call takes one that is idle, or starts one.

    Used in a ``with`` statement, at the end of which all of them have ended.

    Examples
    --------
    >>> with Converters() as converters:
    ...     found, _ = converters.call({"job": "check", "values": {}, "formats": ["html"]}, b"# One {#one}")
    >>> found["ids"]
    {'html': ['one']}
    """

    def __init__(self) -> None:
        self._idle: LifoQueue[Converter] = LifoQueue()

    def call(self, asked: dict[str, Any], *parts: bytes) -> tuple[dict[str, Any], list[bytes]]:
        """Return what a converter answered; see `Converter.call`."""
        converter = Converter() if self._idle.empty() else self._idle.get()
        try:
            return converter.call(asked, *parts)
        finally:
            if converter.runs:
                self._idle.put(converter)
            else:
                converter.close()

    def __enter__(self) -> Converters:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while not self._idle.empty():
            self._idle.get().close()


def failed(why: str) -> RenderError:
    """Return the error that says why Pandoc could not render a page."""
    return RenderError(f"Pandoc could not render this page: {' '.join(why.split())}")
