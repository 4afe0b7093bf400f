"""The Pandoc that stays: it serves many requests, survives what goes wrong, and never outlives its caller."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workbench.rendering.converter import Converter, Converters
from workbench.rendering.pandoc import RenderError

COMPONENTS = Path(__file__).parents[2] / "reports" / "theme" / "components.lua"


def check(converters, text: str, *formats: str):
    asked = {"job": "check", "values": {}, "tokens": False, "formats": formats or ("html", "typst", "docx")}
    return converters.call(asked, text.encode())


def gone(process: int) -> bool:
    """Whether a process has ended, within a minute."""
    for _ in range(600):
        try:
            # A process nobody has waited for yet has ended all the same.
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.1)
    return False


def test_one_pandoc_serves_many_pages():
    with Converters() as converters:
        for number in range(3):
            found, (document,) = check(converters, f"# One {{#place-{number}}}\n")
            assert found["ids"]["html"] == [f"place-{number}"]
            assert document.startswith(b'{"pandoc-api-version"')
        assert converters._idle.qsize() == 1


def test_each_caller_has_its_own(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    with Converters() as converters, ThreadPoolExecutor(2) as pool:
        texts = [f"# {'word ' * 2000} {{#a-{number}}}\n" for number in range(8)]
        answers = list(pool.map(lambda text: check(converters, text)[0]["ids"]["html"], texts))
        assert answers == [[f"a-{number}"] for number in range(8)]
        assert converters._idle.qsize() <= 2


def test_a_request_that_fails_is_told_and_the_next_is_served():
    with Converters() as converters:
        with pytest.raises(RenderError, match="Pandoc could not render this page"):
            converters.call({"job": "make", "folder": ".", "components": "", "formats": []}, b"not JSON")
        assert check(converters, "Words\n")[0]["found"] == []
        assert converters._idle.qsize() == 1


def test_a_pandoc_that_was_killed_is_told_and_another_takes_its_place():
    with Converters() as converters:
        check(converters, "Words\n")
        converter = converters._idle.get()
        converter._process.kill()
        converter._process.wait()
        converters._idle.put(converter)
        with pytest.raises(RenderError, match="Pandoc ended"):
            check(converters, "Words\n")
        assert check(converters, "Words\n")[0]["found"] == []


def test_nothing_runs_on_after_the_work():
    with Converters() as converters:
        check(converters, "Words\n")
        process = converters._idle.queue[0]._process.pid
    assert gone(process)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks Linux for the state of a process")
def test_nothing_runs_on_when_the_caller_is_killed():
    script = (
        "import sys, time\nfrom workbench.rendering.converter import Converter\n"
        "converter = Converter()\nprint(converter._process.pid, flush=True)\ntime.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as caller:
        process = int(caller.stdout.readline())
        os.kill(caller.pid, signal.SIGKILL)
    assert gone(process)


def test_a_warning_without_a_line_stops_the_page(tmp_path):
    converter = Converter()
    try:
        found, (document,) = converter.call(
            {"job": "check", "values": {}, "tokens": False, "formats": ["docx"]}, b"![A](missing.png){fig-alt='B'}\n"
        )
        assert found["files"]["docx"]["images"] == ["missing.png"]
        context = {"format": "docx", "images": {}, "image_extension": "png", "number_sections": False}
        one = {"format": "docx", "context": context, "trace_numbers": False, "metadata": {"title": "T"}}
        answer, _ = converter.call(
            {"job": "make", "folder": str(tmp_path), "components": str(COMPONENTS), "formats": [one]}, document
        )
        assert "missing.png" in answer["formats"]["docx"]["warnings"][0]["what"]
    finally:
        converter.close()


def test_data_tables_are_numbered_in_the_order_of_their_figures(tmp_path):
    figure = """
![{0}](a.svg){{#fig-{0} fig-alt="x"}}

::: {{.callout-note .figure-data collapse="true" appearance="minimal"}}
#### Data: {0}

| A | B |
|---|---|
| {0} | 1 |
:::
"""
    text = figure.format("one") + "\n::: {.works-well}\n" + figure.format("two") + ":::\n" + figure.format("three")
    with Converters() as converters:
        _, (document,) = check(converters, text, "typst")
        context = {"format": "typst", "images": {}, "image_extension": "svg", "number_sections": False}
        one = {"format": "typst", "context": context, "trace_numbers": False}
        asked = {"job": "make", "folder": str(tmp_path), "components": str(COMPONENTS), "formats": [one]}
        _, (made,) = converters.call(asked, document)
    titles = [line for line in made.decode().splitlines() if line.startswith("Table~A")]
    assert titles == ["Table~A1: one", "Table~A2: two", "Table~A3: three"]
