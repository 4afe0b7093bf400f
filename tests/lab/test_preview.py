"""Quarto's preview: of the web pages alone, ended with the sitting; with the real Quarto where it is."""

import os
import sys
import urllib.request

import pytest
import yaml

from tests.lab.desk_project import AREA, remaining, started_by
from tests.lab.test_browser import unfolded, violations
from tests.miniature import PROGRAMME
from workbench.errors import WorkbenchError
from workbench.lab.preview import Previews, copy_composed
from workbench.project import Project
from workbench.rendering.quarto import Quarto, find_quarto

CONFIGURATION = "project: {type: website}\nformat: {html: {toc: true}, typst: default, docx: default}\n"
PROGRAM = """#!{python}
import functools, http.server, sys
folder, port = sys.argv[2], int(sys.argv[sys.argv.index("--port") + 1])
answers = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder + "/_site")
http.server.HTTPServer(("127.0.0.1", port), answers).serve_forever()
"""


@pytest.fixture
def composed(tmp_path):
    folder = tmp_path / "build" / "p" / "project"
    (folder / "areas" / "fife").mkdir(parents=True)
    (folder / "_quarto.yml").write_text(CONFIGURATION)
    for name in ("index", "_part", "areas/fife/index"):
        (folder / f"{name}.qmd").write_text(name)
    return folder


def test_what_is_previewed_is_a_copy_for_the_web_and_is_made_when_asked_for(composed, tmp_path):
    copy = tmp_path / "copy"
    copy_composed(composed, copy)
    assert list(yaml.safe_load((copy / "_quarto.yml").read_text())["format"]) == ["html"]
    made = {page.relative_to(copy / "_site").as_posix() for page in (copy / "_site").rglob("*.html")}
    assert made == {"index.html", "areas/fife/index.html"}
    # Another time only what was changed is copied: Quarto would make everything else once more.
    for path in copy.rglob("*.*"):
        os.utime(path, ns=(5, 5)) if path.suffix == ".yml" or path.parent.name == "_site" else None
    (composed / "index.qmd").write_text("changed")
    os.utime(copy / "areas/fife/index.qmd", ns=((composed / "areas/fife/index.qmd").stat().st_mtime_ns,) * 2)
    before = (copy / "areas/fife/index.qmd").stat().st_ctime_ns
    copy_composed(composed, copy)
    assert (copy / "index.qmd").read_text() == "changed"
    assert (copy / "areas/fife/index.qmd").stat().st_ctime_ns == before
    assert (copy / "_quarto.yml").stat().st_mtime_ns == 5 and (copy / "_site/index.html").stat().st_mtime_ns == 5
    assert (composed / "_quarto.yml").read_text() == CONFIGURATION and not (composed / "_site").exists()


def test_one_quarto_serves_a_programme_and_ends_with_the_sitting(composed, tmp_path):
    program = tmp_path / "quarto"
    program.write_text(PROGRAM.format(python=sys.executable))
    program.chmod(0o755)
    previews = Previews(Project(tmp_path, tmp_path / "e", tmp_path / "build"), tmp_path / "copies", dict(os.environ))
    previews.__dict__["quarto"] = Quarto(str(program), "1.10")
    before = started_by(os.getpid())
    try:
        address = previews.open("p", "fife")
        ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with ask.open(address) as answer:
            assert answer.status == 200
        assert previews.open("p", "national").rpartition("/")[0] == address.partition("/areas")[0]
        below = started_by(os.getpid()) - before
        with pytest.raises(WorkbenchError, match="Build the draft first"):
            previews.open("p", "orkney")
    finally:
        previews.end()
    assert len(below) == 2 and remaining(below) == []


def test_a_quarto_that_ends_is_one_message(composed, tmp_path):
    program = tmp_path / "quarto"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    previews = Previews(Project(tmp_path, tmp_path / "e", tmp_path / "build"), tmp_path / "copies", dict(os.environ))
    previews.__dict__["quarto"] = Quarto(str(program), "1.10")
    with pytest.raises(WorkbenchError, match="Quarto could not preview the report"):
        previews.open("p", "fife")
    previews.end()


@pytest.mark.browser
@pytest.mark.slow
def test_the_real_quarto_shows_the_report_beside_the_notebook(request):
    if find_quarto() is None:
        pytest.skip("no Quarto 1.9 or later on this machine")
    seat = request.getfixturevalue("seat")
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_quarto")
    unfolded(page, AREA).get_by_role("button", name="Preview with Quarto").click()
    page.get_by_text("Quarto is preparing its preview").first.wait_for()
    frame = page.frame_locator('iframe[title="Quarto: Orkney Islands"]')
    frame.locator("h1").first.wait_for(timeout=240_000)
    assert "Orkney" in frame.locator("h1").first.inner_text()
    seat.front("Quarto: Orkney Islands")
    address = page.locator(".workbench-frame").get_attribute("src")
    # What is previewed comes from Quarto's own server; built from its sources, Quarto lacks the script that reloads.
    own = (address.partition("/areas")[0], "quarto-preview.js", "500 (Internal", "reading 'init'")
    seat.wrong[:] = [line for line in seat.wrong if not any(part in line for part in own)]
    assert violations(page, "#jp-main-dock-panel .workbench-beside .jp-Toolbar") == []
