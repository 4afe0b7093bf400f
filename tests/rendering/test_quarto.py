"""Quarto as the engine: a program that behaves like it in the ways that matter, and the real one where it is."""

import os
import stat
from pathlib import Path

import pypandoc
import pytest

from tests.rendering.conftest import copy_project
from tests.rendering.parity import contents, differences
from tests.rendering.test_browser import browser, violations  # noqa: F401 - a fixture
from workbench.errors import InputFaults, MissingProgram
from workbench.rendering import render
from workbench.rendering.pandoc import RenderError
from workbench.rendering.quarto import find_quarto

PROGRAM = """#!/bin/sh
if [ "$1" = "--version" ]; then echo "{version}"; exit {version_exit}; fi
echo "$@" >> "{log}"
echo "{said}" >&2
{make}
exit {exit}
"""
MAKE = """for page in index areas/mull/index areas/skye/index; do
  mkdir -p "$2/_site/$(dirname $page)"
  for format in html pdf; do echo made > "$2/_site/$page.$format"; done
  cp "$2/theme/reference.docx" "$2/_site/$page.docx"
done"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Return a function that puts a program called quarto on the PATH, and nothing else of that name."""

    def put(version="1.10.19", said="", exit_code=0, make=MAKE, version_exit=0) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        log = tmp_path / "called"
        script = folder / "quarto"
        script.write_text(
            PROGRAM.format(version=version, version_exit=version_exit, log=log, said=said, make=make, exit=exit_code)
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
        monkeypatch.delenv("QUARTO_PATH", raising=False)
        return log

    return put


def test_it_is_called_once_for_the_whole_project_without_execution(program, composed, tmp_path):
    log = program()
    report = render(composed, tmp_path / "out/site", engine="auto")
    assert (report.engine, report.version) == ("quarto", "Quarto 1.10.19")
    assert len(report.outputs) == 9
    called = log.read_text()
    assert called.startswith(f"render {composed}") and "--to" not in called and "--no-execute" in called
    assert (tmp_path / "out/site/areas/skye/index.pdf").read_text() == "made\n"


def test_fewer_formats_are_made_one_after_the_other(program, composed, tmp_path):
    log = program()
    assert len(render(composed, tmp_path / "out/site", ("html", "pdf"), engine="quarto").outputs) == 6
    assert [line.partition("--to ")[2] for line in log.read_text().splitlines()] == ["html", "typst"]


def test_the_site_takes_the_place_of_the_old_one(program, composed, tmp_path):
    program()
    site = tmp_path / "out/site"
    render(composed, site, engine="embedded", formats=("html",))
    render(composed, site, engine="quarto")
    assert not (site / "assets").exists()
    assert len(render(composed, site, engine="embedded", formats=("html",)).made) == 3


@pytest.mark.parametrize(
    ("program_options", "message"),
    [
        ({"exit_code": 1, "said": "ERROR: it broke"}, "(?s)exit 1.*it broke"),
        ({"said": "WARN: Unknown meta key records.raed specified in a metadata Shortcode."}, "records.raed"),
        ({"said": "[WARNING] Unable to resolve crossref @fig-x"}, "@fig-x"),
        ({"make": "true"}, "did not make index.html"),
    ],
)
def test_what_goes_wrong_leaves_the_old_site(program, composed, tmp_path, program_options, message):
    site = tmp_path / "out/site"
    site.mkdir(parents=True)
    (site / "old.txt").write_text("old")
    program(**program_options)
    with pytest.raises(RenderError, match=message):
        render(composed, site, engine="quarto")
    assert (site / "old.txt").read_text() == "old"


def test_other_warnings_are_told(program, composed, tmp_path):
    program(said="WARN: the theme is slow\n  to compile")
    assert render(composed, tmp_path / "site", engine="quarto").warnings == ("WARN: the theme is slow to compile",)


def test_a_missing_value_stops_before_quarto_runs(program, composed, tmp_path):
    log = program()
    with (composed / "index.qmd").open("a") as stream:
        stream.write("\n{{< meta evidence.notise >}}\n")
    with pytest.raises(InputFaults, match=r"index.qmd, line 16: .*Did you mean evidence.notice\?"):
        render(composed, tmp_path / "site", engine="quarto")
    assert not log.exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [({"version": "1.4.550"}, "version 1.4.550; the reports need 1.9"), ({"version_exit": 3}, "does not run")],
)
def test_a_quarto_that_cannot_be_used(program, composed, tmp_path, options, why):
    program(**options)
    with pytest.raises(MissingProgram, match=why):
        render(composed, tmp_path / "site", engine="quarto")
    assert find_quarto() is None


def test_no_quarto(monkeypatch, composed, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingProgram, match=r"conda install -c conda-forge quarto.*--engine embedded"):
        render(composed, tmp_path / "site", engine="quarto")


@pytest.mark.quarto
@pytest.mark.skipif(find_quarto() is None, reason="Quarto is not on this machine")
def test_the_real_quarto_renders_the_same_project(composed, tmp_path):
    report = render(composed, tmp_path / "quarto/site", engine="quarto")
    assert len(report.outputs) == 9
    assert report.warnings == ()
    render(composed, tmp_path / "embedded/site", engine="embedded")
    found = []
    for output in report.outputs:
        ours, theirs = (contents(tmp_path / engine / "site" / output.path) for engine in ("embedded", "quarto"))
        found += [f"{output.path}: {line}" for line in differences(ours, theirs)]
    assert found == []


@pytest.mark.parametrize("target", ["javascript:alert", "JaVaScript:x", "data:text/html,x", "vbscript:x"])
def test_the_filter_refuses_links_that_run(composed, target):
    with pytest.raises(RuntimeError, match="a link cannot begin with"):
        filtered(composed, f"[x]({target})")


def test_the_filter_lets_other_links_be(composed):
    html = filtered(composed, "[a](HTTPS://example.org) [b](mailto:a@example.org) [c](areas/skye/index.qmd#x)")
    assert html.count("<a") == 3


def filtered(project, text):
    """Return a text as Quarto's own Pandoc would see it after the project's filter."""
    filter_path = str(project / "filters" / "quarto.lua")
    return pypandoc.convert_text(text, "html", format="markdown", extra_args=["--lua-filter", filter_path])


@pytest.fixture(scope="module")
def quarto_site(tmp_path_factory):
    """The test project's web pages as Quarto makes them."""
    if find_quarto() is None:
        pytest.skip("Quarto is not on this machine")
    folder = tmp_path_factory.mktemp("quarto")
    render(copy_project(folder / "project"), folder / "site", ("html",), engine="quarto")
    return folder / "site"


@pytest.mark.quarto
@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme", "media"),
    [(1280, "light", "screen"), (1280, "dark", "screen"), (320, "dark", "screen"), (1280, "light", "print")],
)
def test_axe_finds_nothing_in_what_quarto_makes(browser, quarto_site, width, scheme, media):  # noqa: F811
    elsewhere = []
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path in sorted(quarto_site.rglob("*.html")):
        page = context.new_page()
        page.on(
            "request",
            lambda request: None if request.url.startswith(("file:", "data:")) else elsewhere.append(request.url),
        )
        page.goto(path.as_uri())
        page.emulate_media(media=media)
        page.wait_for_timeout(300)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        page.close()
    context.close()
    assert elsewhere == []
