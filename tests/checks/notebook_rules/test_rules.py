"""Every rule for notebooks: a notebook that breaks exactly it, and what is close to breaking it and does not."""

import re
from pathlib import Path

import pytest

from tests.checks.notebook_rules.making import OUTPUT, USES, code, executed, parameters, shows, stage, text, write
from workbench.checks.notebook_rules import RULES, Context
from workbench.checks.notebook_rules.reading import read
from workbench.checks.notebooks import notebook_faults

ROOT = Path(__file__).parents[3]
PROGRAMME = 'programme: str = "compulsory-supervision-orders"\n'
TABLE = '<table border="1" class="dataframe"><tr><td>Anna</td></tr></table>'
DATA = "application/vnd.dataresource+json"
ALTAIR = f'<div id="altair-viz-{"0f" * 16}"></div>'
# Rule; what is broken; cells of a stage notebook, or of a reference where the first is None; words of the message.
BROKEN = [
    ("file-format", "two cells of one id", stage(text("again", "title")), "an id of its own"),
    ("file-format", "a cell without an id", stage(text("again", None)), "an id of its own"),
    ("file-format", "no Python", stage(code("x = (", "more")), "code cell 3 (more) is not Python: mend it"),
    ("typed-parameters", "none", [code("results.save()", "save")], "0 cells are tagged parameters: tag exactly one"),
    ("typed-parameters", "two", stage(code("a: str = ''", "more", tags=["parameters"])), "2 cells are tagged"),
    ("typed-parameters", "untyped", stage(first=parameters(f'{PROGRAMME}area: str = "fife"\nx = 1')), "typed defaults"),
    ("typed-parameters", "another type", stage(first=parameters(f"{PROGRAMME}area: str = 3")), "default 3 is none"),
    ("typed-parameters", "worked out", stage(first=parameters(f"{PROGRAMME}area: str = run.area()")), "area as str"),
    ("programme-parameters", "lacking", stage(first=parameters(PROGRAMME)), 'add area: str = "…"'),
    ("programme-parameters", "not given", stage(first=parameters(f'{PROGRAMME}area: str = ""\nyear: int = 1')), "year"),
    ("programme-parameters", "other type", stage(first=parameters(f"{PROGRAMME}area: int = 3")), "give it as str"),
    ("programme-parameters", "default", stage(first=parameters('programme: str = "adult"\narea: str = ""')), "adults?"),
    ("programme-parameters", "unit", stage(first=parameters(f'{PROGRAMME}area: str = "fiffe"')), "Did you mean fife"),
    ("no-absolute-paths", "in code", stage(code('open_run("/home/anna/data")', "more")), "code cell 3 (more) has"),
    ("no-absolute-paths", "a drive", stage(code(r'open_run("C:\\data")', "more")), "absolute path"),
    ("no-absolute-paths", "in an f-string", stage(code("open_run(f'/data/{area}.csv')", "more")), "absolute path"),
    ("no-absolute-paths", "of somebody", stage(code("open_run('~anna/plan.csv')", "more")), "absolute path"),
    ("no-absolute-paths", "in text", stage(text("See `/Users/anna/plan.docx`.", "more")), "text more has an absolute"),
    ("no-absolute-paths", "in an output", None, shows("read /tmp/run/x.csv"), "shows an absolute path"),
    ("no-hidden-failure", "magic", stage(code("%matplotlib inline", "more")), "write Python"),
    ("no-hidden-failure", "capture", stage(code("%%capture\nresults.save()", "more")), "magic"),
    ("no-hidden-failure", "shell", stage(code("!ls", "more")), "shell command"),
    ("no-hidden-failure", "shell assigned", stage(code("files = !ls", "more")), "shell command"),
    ("no-hidden-failure", "except", stage(code("try:\n    results.save()\nexcept:\n    pass", "m")), "catches"),
    ("no-hidden-failure", "suppress", stage(code("warnings.simplefilter('ignore')", "more")), "hides failures"),
    ("no-hidden-failure", "by its function", stage(code('get_ipython().run_cell("1")', "more")), "calls get_ipython"),
    ("no-hidden-failure", "by another name", stage(code("ask = get_ipython\nask().run_cell('1')", "m")), "get_ipython"),
    ("no-hidden-failure", "tag", stage(code("results.save()", "m", tags=["raises-exception"])), "take the tag out"),
    ("no-network", "package", stage(code("import requests", "more")), "imports requests"),
    ("no-network", "address", stage(code('results.value("https://example.org/a.csv")', "more")), "web address"),
    ("no-network", "a picture", stage(text("![A map](https://example.org/map.png)", "more")), "text more loads"),
    ("no-network", "in text", stage(text("<img src='https://example.org/a.png'>", "more")), "put a link there"),
    ("no-network", "output", None, shows('<script src="https://example.org/a.js"></script>'), "loads something"),
    ("no-evidence-rows", "head", stage(code("answers.head()", "more")), "calls head"),
    ("no-evidence-rows", "shown", stage(code('run.evidence("staff_survey")', "more")), "as it was read"),
    ("no-evidence-rows", "shown later", stage(code('rows = run.evidence("a")', "b"), code("rows", "more")), "(more)"),
    ("no-evidence-rows", "recorded", stage(code('results.table("a.b", run.evidence("a"))', "more")), "as it was read"),
    ("no-evidence-rows", "by name", stage(code('results.table("a", rows=run.evidence("a"))', "m")), "as it was read"),
    ("no-evidence-rows", "in words", stage(code("f\"{run.evidence('a')}\"", "more")), "as it was read"),
    ("no-evidence-rows", "in a list", stage(code('a: list = run.evidence("a")\n(run, a)', "m")), "as it was read"),
    ("no-evidence-rows", "under another name", stage(code("read = run.evidence\nread('a')", "m")), "as it was read"),
    ("no-evidence-rows", "as data", None, shows({"data": [{"name": "Anna"}]}, DATA), "a frame"),
    ("no-evidence-rows", "output", None, shows(TABLE), "rows of a frame"),
    ("no-evidence-rows", "text", None, shows("0  Anna\n\n[94 rows x 12 columns]", "text/plain"), "rows of a frame"),
    ("no-logic", "loop", stage(code("for each in names:\n    results.save()", "more")), "has a loop"),
    ("no-logic", "comprehension", stage(code("results.values([one for one in every])", "more")), "has a loop"),
    ("no-logic", "function", stage(code("def share(a):\n    return a", "more")), "has a function"),
    ("no-logic", "decision", stage(code("if asked:\n    results.save()", "more")), "has a decision"),
    ("no-logic", "arithmetic", stage(code("share = yes / base", "more")), "has arithmetic: move it to a helper"),
    ("no-logic", "selection", stage(code('some = answers["a"]', "more")), "a selection of data"),
    ("no-logic", "a sum", stage(code("share = round(sum(counts))", "more")), "uses round and sum of Python itself"),
    ("no-logic", "code in a text", stage(code('exec("share = yes / base")', "more")), "uses exec of Python itself"),
    ("no-logic", "under another name", stage(code("add = sum\ntotal = add(counts)", "more")), "uses sum of Python"),
    ("no-logic", "a file", stage(code('rows = open("rows.csv")', "more")), "uses open of Python itself"),
    ("no-logic", "package", stage(code("import pandas as pd", "more")), "imports pandas: import helpers alone"),
    ("one-display", "two lines", stage(code("run\nresults.save()", "more")), "give each display a cell of its own"),
    ("one-display", "display", stage(code("display(figure)\ntable = figure", "more")), "a cell of its own"),
    ("no-random-ids", "package", stage(code("from uuid import uuid4", "more")), "imports uuid"),
    ("no-random-ids", "waved", stage(code("# NBVAL_IGNORE_OUTPUT\nresults.save()", "m")), "take the mark out"),
    ("no-random-ids", "by a tag", stage(code("run", "more", tags=["nbval-ignore-output"])), "take the mark out"),
    ("no-random-ids", "by its other tag", stage(code("run", "m", tags=["pytest-validate-ignore-output"])), "the mark"),
    ("no-random-ids", "of a chart", None, shows(ALTAIR), "a random id of a chart"),
    ("no-random-ids", "in memory", None, shows("<Run at 0x7f3a2c1d9e80>", "text/plain"), "an address in memory"),
    ("stripped", "outputs", stage(code("run", "more", outputs=[OUTPUT])), "clear all outputs"),
    ("stripped", "a count", stage(code("run", "more", count=4)), "clear all outputs"),
    ("executed", "stripped", None, [parameters(), code("results.save()", "save")], "compares equal with anything"),
    ("executed", "a gap", None, executed(code("run", "more", count=5, outputs=[OUTPUT])), "count 5, not 3"),
    ("executed", "no output", None, executed(code("run", "more", count=3)), "displays something but has no output"),
    ("executed", "not compared", None, shows("iVBORw0KGgo=", "image/png"), "shows image/png, which is not compared"),
    ("executed", "an error", None, executed(code("x = run", "more", count=3, outputs=[
        {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}])), "ended in an error"),
    ("executed", "a warning", None, executed(code("x = run", "more", count=3, outputs=[
        {"output_type": "stream", "name": "stderr", "text": "UserWarning"}])), "has a warning"),
]  # fmt: skip


def _cells(broken):
    """Return the cells, and whether they are a reference's."""
    if broken[0] is not None:
        return broken[0], False
    return (broken[1] if isinstance(broken[1], list) else _showing(broken[1])), True


def _showing(output):
    return executed(code("run", "more", count=3, outputs=[output]))


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case[0]}: {case[1]}")
def test_a_notebook_breaks_exactly_one_rule(case, tmp_path):
    rule, _, *broken, words = case
    cells, reference = _cells(broken)
    (fault,) = notebook_faults(write(tmp_path / "stage.ipynb", cells), Context(reference, USES), shown="a/stage.ipynb")
    assert fault.file == "a/stage.ipynb"
    assert fault.message.endswith(f" [{rule}]")
    assert words in fault.message


def test_an_early_format_is_refused(tmp_path):
    (fault,) = notebook_faults(write(tmp_path / "a.ipynb", stage(), minor=4))
    assert "format 4.5" in fault.message


def test_a_reference_of_older_code_is_refused(tmp_path):
    own = read(write(tmp_path / "own.ipynb", executed()))
    other = [
        parameters('programme: str = "adults"\narea: str = ""', count=1),
        code("run", "save", count=2, outputs=[OUTPUT]),
    ]
    for cells, words in ((other, "code cell 2 (save) differs"), (executed(text("x", "more")), "are not those of")):
        path = write(tmp_path / "reference.ipynb", cells)
        (fault,) = notebook_faults(path, Context(True, USES, own))
        assert words in fault.message
        assert fault.message.endswith("make the reference anew [same-code]")
    assert notebook_faults(write(tmp_path / "reference.ipynb", executed()), Context(True, USES, own)) == []


def test_a_reference_whose_cell_of_code_became_text_is_refused(tmp_path):
    """It would not be run, and could show anything."""
    own = read(write(tmp_path / "own.ipynb", executed(code("x = run", "more"))))
    (fault,) = notebook_faults(write(tmp_path / "a.ipynb", executed(text("x = run", "more"))), Context(True, USES, own))
    assert "text more differs from the stage notebook's" in fault.message


def test_every_rule_has_a_notebook_that_breaks_it():
    broken = {case[0] for case in BROKEN} | {"same-code"}
    assert [rule.name for rule in RULES if rule.name not in broken] == []
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    "source",
    [
        "from helpers import questionnaires\nfrom helpers.run import open_run",
        "results.values(one.values() | other.values())",
        'results.table(f"{across.name}.summary", across.summary_table())',
        '"""What this cell shows."""\nrun',
        "profile: str | None = none()",
        'signs = questionnaires.read(run.evidence("staff_survey"))\nresults.values(signs.values())',
        'results.value("and/or", helpers.call(-1))',
    ],
)
def test_what_notebooks_may_do(source, tmp_path):
    assert notebook_faults(write(tmp_path / "a.ipynb", stage(code(source, "more"))), Context(uses=USES)) == []


def test_text_may_name_a_web_page_and_what_is_shown_may_have_any_figures(tmp_path):
    svg = shows('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0,0"/></svg>', "image/svg+xml")
    table = shows("<table><caption>Staff</caption><tr><td>82%, 77 of 94</td></tr></table>")
    page = text("See [the framework](https://example.org/tmp/a).", "page")
    cells = executed(page, *(code("run", f"c{n}", count=n, outputs=[o]) for n, o in ((3, svg), (4, table))))
    assert notebook_faults(write(tmp_path / "a.ipynb", cells), Context(reference=True)) == []


def test_where_no_programme_is_known_parameters_are_left_alone(tmp_path):
    path = write(tmp_path / "a.ipynb", stage(first=parameters("year: int = 1")))
    assert notebook_faults(path) == []
    assert notebook_faults(path, Context(uses=())) == []


@pytest.mark.parametrize("content", ["{}", "x", '{"cells": [1]}', "[]"])
def test_a_file_that_is_no_notebook(content, tmp_path):
    path = tmp_path / "a.ipynb"
    assert "missing" in notebook_faults(path)[0].message
    path.write_text(content)
    assert "not a notebook" in notebook_faults(path)[0].message


def test_faults_stand_in_the_order_of_cells(tmp_path):
    cells = stage(*(code("1 + 1", f"c{n}") for n in range(12)))
    numbers = [
        re.search(r"code cell (\d+)", each.message)[1] for each in notebook_faults(write(tmp_path / "a.ipynb", cells))
    ]
    assert numbers == [str(n) for n in range(3, 15)]


def test_the_documentation_names_every_rule_with_its_reason():
    page = (ROOT / "docs" / "notebook-rules.md").read_text()
    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)[: len(RULES)] == [rule.name for rule in RULES]
    for rule in RULES:
        assert f"| {rule.reason} |" in page
