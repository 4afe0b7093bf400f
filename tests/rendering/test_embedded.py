"""What the embedded engine does with a project as a whole: outputs, reuse, removal, sameness."""

import json
import shutil

import pytest

from workbench.errors import InputFaults, WorkbenchError
from workbench.rendering import render


def test_every_page_in_every_format(rendered):
    site, report = rendered
    assert report.engine == "embedded"
    assert report.version.startswith("Pandoc 3.")
    pages = ("areas/mull/index", "areas/skye/index", "index")
    assert [output.path for output in report.outputs] == [f"{p}.{f}" for p in pages for f in ("docx", "html", "pdf")]
    assert all((site / output.path).stat().st_size > 1000 for output in report.outputs)
    assert all(output.made for output in report.outputs)
    assert (site / "areas/mull/figures/data.csv").is_file()
    assert (site / "areas/skye/figures/items.svg").is_file()
    assert not (site / "areas/skye/figures/items.png").exists(), "Word holds its own copy"


def test_same_inputs_same_bytes(rendered, composed, tmp_path):
    site, _ = rendered
    render(composed, tmp_path / "again", engine="embedded", jobs=1)
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert files == sorted(p.relative_to(tmp_path / "again") for p in (tmp_path / "again").rglob("*") if p.is_file())
    different = [str(file) for file in files if (site / file).read_bytes() != (tmp_path / "again" / file).read_bytes()]
    assert different == []


def made(report):
    return sorted(output.path for output in report.made)


def test_only_what_changed_is_made_again(composed, tmp_path):
    site = tmp_path / "out" / "site"
    kinds = ("html", "docx")
    assert len(made(render(composed, site, kinds, "embedded"))) == 6
    assert made(render(composed, site, kinds, "embedded")) == []
    notes = composed / "areas/skye/_tables/notes.md"
    notes.write_text("Other words.\n")
    assert made(render(composed, site, kinds, "embedded")) == ["areas/skye/index.docx", "areas/skye/index.html"]
    # The same text again is no change, whenever it was written.
    notes.write_text("Other words.\n")
    assert made(render(composed, site, kinds, "embedded")) == []
    # A title stands in the navigation of every web page, but in no other Word document.
    page = composed / "areas/mull/index.qmd"
    page.write_text(page.read_text().replace("title: Mull", "title: Isle of Mull"))
    assert made(render(composed, site, kinds, "embedded")) == [
        "areas/mull/index.docx", "areas/mull/index.html", "areas/skye/index.html", "index.html",
    ]  # fmt: skip
    # An output that was altered or lost is made again.
    (site / "index.docx").write_bytes(b"")
    (site / "areas/mull/index.html").unlink()
    assert made(render(composed, site, kinds, "embedded")) == ["areas/mull/index.html", "index.docx"]
    style = composed / "theme/components.css"
    style.write_text(style.read_text() + "\n.x { color: var(--ink); }\n")
    assert "index.html" in made(render(composed, site, kinds, "embedded"))
    assert ".x { color" in (site / "assets/report.css").read_text()


def test_a_new_metadata_file_is_noticed(composed, tmp_path):
    site = tmp_path / "out" / "site"
    render(composed, site, ("docx",), "embedded")
    (composed / "areas/mull/_metadata.yml").write_text("number-sections: true\n")
    assert made(render(composed, site, ("docx",), "embedded")) == ["areas/mull/index.docx"]


def test_pages_and_formats_that_are_no_more_are_removed(composed, tmp_path):
    site = tmp_path / "out" / "site"
    render(composed, site, ("html", "docx"), "embedded")
    shutil.rmtree(composed / "areas/mull")
    text = (composed / "_quarto.yml").read_text()
    (composed / "_quarto.yml").write_text(
        text.replace("          - areas/mull/index.qmd\n", "").replace("    - areas/mull/index.qmd\n", "")
    )
    index = composed / "index.qmd"
    index.write_text(index.read_text().replace("- [Mull](areas/mull/index.qmd)\n", ""))
    report = render(composed, site, ("docx",), "embedded")
    assert [output.path for output in report.outputs] == ["areas/skye/index.docx", "index.docx"]
    left = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    assert left == ["areas/skye/index.docx", "index.docx"]


def test_a_refused_project_leaves_the_site_as_it_was(composed, tmp_path):
    site = tmp_path / "out" / "site"
    render(composed, site, ("html",), "embedded")
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    page = composed / "index.qmd"
    page.write_text(page.read_text() + "\n{{< meta records.none >}}\n")
    with pytest.raises(InputFaults):
        render(composed, site, ("html",), "embedded")
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_files_of_the_site_may_be_read_by_a_web_server(rendered):
    site, _ = rendered
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in site.rglob("*") if path.is_file())


def test_a_damaged_record_of_the_last_render_is_no_obstacle(composed, tmp_path):
    site = tmp_path / "out" / "site"
    site.parent.mkdir()
    for text in ("{", json.dumps({"schema": 0}), "[]"):
        (site.parent / "render-lock.json").write_text(text)
        assert len(render(composed, site, ("docx",), "embedded").made) == 3


@pytest.mark.parametrize("name", ["_brand.yml", "theme/components.lua", "theme/reference.docx"])
def test_a_missing_theme_is_said(composed, tmp_path, name):
    (composed / name).unlink()
    with pytest.raises(WorkbenchError, match=f"lacks {name}"):
        render(composed, tmp_path / "site", engine="embedded")


def test_not_a_composed_project(tmp_path):
    with pytest.raises(WorkbenchError, match=r"no _quarto.yml|lacks _brand.yml"):
        render(tmp_path, tmp_path / "site", engine="embedded")


def test_formats_and_engines_are_named_right(composed, tmp_path):
    with pytest.raises(WorkbenchError, match="Did you mean docx"):
        render(composed, tmp_path / "site", ("dox",), "embedded")
    with pytest.raises(WorkbenchError, match="Did you mean embedded"):
        render(composed, tmp_path / "site", engine="embeded")
    with pytest.raises(WorkbenchError, match="at least one format"):
        render(composed, tmp_path / "site", ())


def test_a_line_for_each_page(composed, tmp_path):
    lines: list[str] = []
    render(composed, tmp_path / "site", ("docx",), "embedded", lines.append)
    assert sorted(lines) == ["areas/mull/index: docx", "areas/skye/index: docx", "index: docx"]
