import pytest

from workbench.plan.sources import HelperSources, helpers_folder


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "src" / "helpers"
    (folder / "charts").mkdir(parents=True)
    (folder / "shapes").mkdir()
    files = {
        "__init__.py": "",
        "a.py": "from helpers import b\n",
        "b.py": "import helpers.c as c\n",
        "c.py": "VALUE = 1\n",
        "lazy.py": "import importlib\nmodule = importlib.import_module('helpers.c')\n",
        "near.py": "from . import c\nfrom .charts import bars\n",
        "charts/__init__.py": "",
        "charts/bars.py": "from ..c import VALUE\nfrom .axes import *\n",
        "charts/axes.py": "",
        "apart.py": "",
        "shapes/__init__.py": (
            "_EXPORTS = {'bars': ('Bar', 'bar_chart'), 'lines': ('line_chart',)}\n\n\ndef __getattr__(name): ...\n"
        ),
        "shapes/bars.py": "from helpers.c import VALUE\n",
        "shapes/lines.py": "",
        "README.md": "For people.\n",
        "words.csv": "a,b\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def modules(package, code):
    return {name for name in HelperSources(package).reachable(code) if not name.endswith(".csv")}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import pandas", set()),
        ("import helpers", {"helpers"}),
        ("from helpers.a import x", {"helpers", "helpers.a", "helpers.b", "helpers.c"}),
        ("from helpers import a", {"helpers", "helpers.a", "helpers.b", "helpers.c"}),
        ("import helpers.lazy", {"helpers", "helpers.lazy", "helpers.c"}),
        (
            "from helpers.near import x",
            {"helpers", "helpers.near", "helpers.c", "helpers.charts", "helpers.charts.bars", "helpers.charts.axes"},
        ),
        ("def f():\n    from helpers.c import VALUE", {"helpers", "helpers.c"}),
    ],
)
def test_imports_are_followed(package, code, expected):
    assert modules(package, code) == expected


def test_code_that_cannot_be_read_reaches_everything(package):
    assert "helpers.apart" in modules(package, "for for")


def test_data_files_count(package):
    before = HelperSources(package).reachable("import helpers.c")
    (package / "words.csv").write_text("a,c\n")
    after = HelperSources(package).reachable("import helpers.c")
    assert {name for name in after if before[name] != after[name]} == {"helpers/words.csv"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from helpers.shapes import Bar, bar_chart", {"helpers.shapes.bars", "helpers.c"}),
        ("from helpers.shapes import line_chart", {"helpers.shapes.lines"}),
        ("from helpers.shapes import lines", {"helpers.shapes.lines"}),
        ("from helpers.shapes.lines import line_chart", {"helpers.shapes.lines"}),
        # Whoever holds the package itself can ask it for anything.
        ("from helpers import shapes", {"helpers.shapes.bars", "helpers.shapes.lines", "helpers.c"}),
        ("import helpers.shapes", {"helpers.shapes.bars", "helpers.shapes.lines", "helpers.c"}),
        ("import helpers.shapes.lines", {"helpers.shapes.bars", "helpers.shapes.lines", "helpers.c"}),
        ("from helpers.shapes import *", {"helpers.shapes.bars", "helpers.shapes.lines", "helpers.c"}),
    ],
)
def test_of_a_package_that_loads_names_when_asked_only_what_is_asked_for_counts(package, code, expected):
    assert modules(package, code) == expected | {"helpers", "helpers.shapes"}


def test_data_files_count_for_the_package_they_lie_in(package):
    (package / "charts" / "more").mkdir()
    (package / "charts" / "more" / "axes.css").write_text("a")
    sources = HelperSources(package)
    assert "helpers/charts/more/axes.css" not in sources.reachable("import helpers.c")
    assert "helpers/charts/more/axes.css" in sources.reachable("import helpers.charts.bars")


def test_pages_for_people_do_not_count(package):
    assert "helpers/README.md" not in HelperSources(package).reachable("import helpers.c")


def test_the_projects_own_helpers_come_first(package, tmp_path):
    assert helpers_folder(tmp_path) == package


def test_without_its_own_the_installed_helpers_count(tmp_path):
    assert helpers_folder(tmp_path).name == "helpers"


@pytest.mark.parametrize("exports", ["_EXPORTS: dict = {'bars': ('Bar',)}\n", "_EXPORTS = dict(bars=('Bar',))\n", ""])
def test_what_a_package_loads_when_asked_is_never_forgotten(package, exports):
    (package / "shapes" / "__init__.py").write_text(f"{exports}\n\ndef __getattr__(name): ...\n")
    assert {"helpers.shapes.bars", "helpers.c"} <= modules(package, "from helpers.shapes import Bar")


@pytest.mark.parametrize("litter", ["c.py~", "#c.py#", ".c.py.swp", ".ipynb_checkpoints/c-checkpoint.py"])
def test_what_an_editor_leaves_beside_the_sources_is_no_change(package, litter):
    code = "for for"  # that reaches everything
    before = HelperSources(package).reachable(code)
    (package / litter).parent.mkdir(exist_ok=True)
    (package / litter).write_text("VALUE = 2\n")
    assert HelperSources(package).reachable(code) == before
