"""What the embedded engine does not support is refused by name, with file and line, all at once."""

# ruff: noqa: E501 - a table is clearer with one case a line
from pathlib import Path

import pytest

from workbench.errors import InputFaults
from workbench.rendering import render

TEXTS = {
    "unknown shortcode": ("{{< vidoe x.mp4 >}}", "the shortcode 'vidoe' is not supported"),
    "shortcode of Quarto's": ("{{< embed a.ipynb#fig >}}", "the shortcode 'embed' is not supported"),
    "missing value": ("A {{< meta evidence.notise >}}", "there is no value 'evidence.notise'. Did you mean evidence.notice?"),
    "group of values": ("A {{< meta evidence >}}", "'evidence' is a group of values"),
    "unfinished shortcode": ("A {{< meta evidence.notice", "a shortcode begins here and does not end"),
    "missing include": ("{{< include _prat.qmd >}}", "_prat.qmd does not exist. Did you mean _part.qmd?"),
    "include outside": ("{{< include ../../../etc/passwd >}}", "lies outside the project"),
    "include in a sentence": ("See {{< include _part.qmd >}}", "an include should stand on a line of its own"),
    "page break in a sentence": ("See {{< pagebreak >}} here", "a page break should stand on a line of its own"),
    "code cell": ("```{python}\n1 + 1\n```", "a code cell ({python}) would not be run"),
    "raw block": ("```{=html}\n<b>x</b>\n```", "raw html is not supported"),
    "raw words": ("`\\textbf{x}`{=latex}", "raw latex is not supported"),
    "HTML tag": ("A <b>x</b>", "raw html is not supported"),
    "callout type": ("::: {.callout-danger}\nx\n:::", "there is no callout of type 'danger'"),
    "callout attribute": ('::: {.callout-note colour="red"}\nx\n:::', "a callout has no 'colour'"),
    "callout appearance": ('::: {.callout-note appearance="loud"}\nx\n:::', "not 'loud'"),
    "condition on PDF": ('::: {.content-visible when-format="pdf"}\nx\n:::', "made by Typst: write typst"),
    "condition on nothing": ("::: {.content-visible}\nx\n:::", "should say when-format or unless-format"),
    "condition on metadata": ('::: {.content-visible when-meta="x"}\nx\n:::', "the attribute 'when-meta' is not supported"),
    "layout": ("::: {layout-ncol=2}\nx\n:::", "the attribute 'layout-ncol' is not supported"),
    "margin column": ("::: {.column-margin}\nx\n:::", "the class '.column-margin' is not supported"),
    "figure block": ("::: {#fig-x}\nx\n\ncaption\n:::", "a block as a figure or table (#fig-x) is not supported"),
    "mathematics": ("A $x^2$", "mathematics is not supported"),
    "literature": ("As @smith2020 says", "@smith2020 is not a reference to a figure"),
    "reference to nowhere": ("As @sec-hree says", "@sec-hree leads nowhere. Did you mean sec-here?"),
    "words with a reference": ("As [see @sec-here] says", "words inside the brackets"),
    "link to nowhere": ("[x](#nowhere)", "the link to #nowhere leads nowhere"),
    "link to no page": ("[x](areas/sky/index.qmd)", "which is no page of this project. Did you mean areas/skye/index.qmd?"),
    "link to no file": ("[x](annex.xlsx)", "the linked file annex.xlsx does not exist"),
    "link that runs": ("[x](javascript:alert)", "a link cannot begin with javascript:"),
    "link that runs, disguised": ("[x](<JaVaScript:alert>)", "a link cannot begin with JaVaScript:"),
    "link that holds a page": ("[x](data:text/html,x)", "a link cannot begin with data:"),
    "picture without words": ("![Caption](areas/skye/figures/items.svg){#fig-b}", "has no alternative text"),
    "picture not there": ("![Caption](figures/itmes){#fig-b fig-alt='x'}", "the picture figures/itmes.svg does not exist"),
    "picture on the web": ("![Caption](https://e.org/a.png){fig-alt='x'}", "is on the web"),
    "picture in a sentence": ("See ![x](areas/skye/figures/items.svg){#fig-b}.", "in a paragraph of its own"),
    "id used twice": ("## Again {#sec-here}", "the id 'sec-here' is used twice"),
    "tabset without tabs": ("::: {.panel-tabset}\nx\n:::", "a tabset begins with the heading of its first tab"),
    "columns with other things": ("::: {.columns}\nx\n:::", "only ::: {.column} blocks"),
    "note that nothing refers to": ("[^lost]: These words would be lost.", "Note with key 'lost' defined, but not used"),
    "widths of columns": ("| a | b |\n|---|---|\n| 1 | 2 |\n\n: C {#tbl-c tbl-colwidths='[1,2,3]'}", "one number for each of the 2"),
}  # fmt: skip


def faults_of(composed: Path, target: Path):
    with pytest.raises(InputFaults) as caught:
        render(composed, target / "site", engine="embedded")
    assert not (target / "site").exists(), "nothing is rendered"
    return caught.value.faults


@pytest.mark.parametrize(("text", "message"), TEXTS.values(), ids=TEXTS)
def test_refused_with_file_and_line(composed, tmp_path, text, message):
    (composed / "_part.qmd").write_text("A part.\n")
    index = composed / "index.qmd"
    index.write_text(f"---\ntitle: Home\n---\n\n## Here {{#sec-here}}\n\nWords.\n\n{text}\n")
    skye = composed / "areas/skye/index.qmd"
    skye.write_text("---\ntitle: Skye\n---\n\nWords.\n")
    faults = faults_of(composed, tmp_path)
    # "Used twice" is found where the id stands first.
    lines = range(5, 14) if "twice" in message or "\n" in text else {9}
    assert all(fault.file == "index.qmd" and fault.line in lines for fault in faults), faults
    assert any(message in fault.message for fault in faults), faults


def test_a_block_of_html_is_for_pages_of_the_web_alone(composed, tmp_path):
    index = composed / "index.qmd"
    front = "---\ntitle: Home\nformat: html\n---\n\n"
    index.write_text(
        f"{front}A <b>x</b>\n\n```{{=html}}\n<dl><dt>Value</dt><dd>94</dd></dl>\n```\n\n```{{=typst}}\n#x\n```\n"
    )
    assert {fault.line for fault in faults_of(composed, tmp_path)} == {6, 13}
    index.write_text(f"{front}```{{=html}}\n<dl><dt>Value</dt><dd>94</dd></dl>\n```\n")
    render(composed, tmp_path / "site", engine="embedded")
    assert "<dl><dt>Value</dt><dd>94</dd></dl>" in (tmp_path / "site/index.html").read_text()


def test_all_faults_of_all_files_at_once(composed, tmp_path):
    (composed / "areas/skye/_tables/notes.md").write_text("First.\n\n{{< meta records.raed.text >}}\n")
    with (composed / "areas/mull/index.qmd").open("a") as stream:
        stream.write("\n```{r}\n1\n```\n")
    faults = faults_of(composed, tmp_path)
    assert [(fault.file, fault.line) for fault in faults] == [
        ("areas/mull/index.qmd", 9), ("areas/skye/_tables/notes.md", 3),
    ]  # fmt: skip
    assert "Did you mean records.read.text?" in faults[1].message


def test_an_include_that_includes_itself(composed, tmp_path):
    (composed / "areas/skye/_part.qmd").write_text("{{< include _part.qmd >}}\n")
    assert "includes itself" in faults_of(composed, tmp_path)[0].message


def test_front_matter_in_an_included_file(composed, tmp_path):
    (composed / "areas/skye/_part.qmd").write_text("---\ntitle: x\n---\n\nWords\n")
    assert "only a page may have it" in faults_of(composed, tmp_path)[0].message


OPTIONS = {
    "bibliography: refs.bib": "the option 'bibliography' is not supported",
    "listing: default": "the option 'listing' is not supported",
    "format:\n  pdf: default": "the format 'pdf' is not supported; use html, typst, docx",
    "format:\n  html:\n    tok: true": "the option 'format.html.tok' is not supported by the embedded engine. Did you mean toc?",
    "execute:\n  enabled: true": "set 'execute: enabled: false'",
    "filters: [mine.lua]": "the filter 'mine.lua' is not one of the theme's",
    "a: [": "not readable as YAML",
}


@pytest.mark.parametrize(
    ("text", "message"), OPTIONS.items(), ids=[text.split(":")[0] + str(n) for n, text in enumerate(OPTIONS)]
)
def test_options(composed, tmp_path, text, message):
    (composed / "index.qmd").write_text(f"---\ntitle: Home\n{text}\n---\n\nWords.\n")
    faults = faults_of(composed, tmp_path)
    assert message in faults[0].message
    assert faults[0].file == "index.qmd"
    assert 3 <= faults[0].line <= 3 + text.count("\n") + (text == "a: [")


def test_project_options(composed, tmp_path):
    path = composed / "_quarto.yml"
    path.write_text(
        path.read_text()
        .replace("  type: website", "  type: book\n  pre-render: x.py")
        .replace("  search: true", "  navbar: {logo: a.png}")
    )
    messages = " ".join(fault.message for fault in faults_of(composed, tmp_path))
    for part in (
        "'book' is not supported",
        "'project.pre-render' is not supported",
        "'website.navbar.logo' is not supported",
    ):
        assert part in messages


def test_a_page_in_the_sidebar_that_is_not_there(composed, tmp_path):
    path = composed / "_quarto.yml"
    path.write_text(path.read_text().replace("          - areas/mull/index.qmd", "          - areas/moll/index.qmd"))
    assert "areas/moll/index.qmd, which is not a page here" in faults_of(composed, tmp_path)[0].message
