"""Who may import whom: notebooks import helpers; workbench imports helpers; helpers and warm_kernels import neither."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = {"workbench", "helpers", "warm_kernels", "tests", "benchmarks"}
MAY_IMPORT = {
    "workbench": {"workbench", "helpers", "warm_kernels"},
    "src/helpers": {"helpers"},
    "src/warm_kernels": {"warm_kernels"},
}
# Statistics are the helpers' business: nothing of the application may compute with these.
STATISTICS = {
    "helpers.proportion_words",
    "helpers.proportions",
    "helpers.surveys",
    "helpers.records",
    "helpers.pathway",
    "helpers.triangulation",
    "helpers.disclosure",
}


def _imported(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]


def _modules() -> list[tuple[str, Path]]:
    return [(folder, path) for folder in MAY_IMPORT for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize(("folder", "path"), _modules(), ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_packages_import_only_what_they_may(folder, path):
    imported = _imported(path.read_text())
    ours = {name.split(".")[0] for name in imported} & OURS
    assert ours <= MAY_IMPORT[folder], f"{path.relative_to(ROOT)} imports {sorted(ours - MAY_IMPORT[folder])}"
    if folder == "workbench":
        computing = sorted(name for name in imported if {name, *_parents(name)} & STATISTICS)
        assert not computing, f"{path.relative_to(ROOT)} computes statistics: {computing}"


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_import_helpers_alone(path):
    cells = json.loads(path.read_text())["cells"]
    source = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert {name.split(".")[0] for name in _imported(source)} <= {"helpers"}


def _needed_to_load(path: Path) -> set[str]:
    """Return what a module imports when it is loaded: not in functions, and not for types alone."""
    names: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text())]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            if isinstance(node, ast.ImportFrom):
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            elif isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not (
                isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            ):
                waiting.append(node)
    return names


def test_no_module_needs_itself_to_be_loaded():
    paths = {
        ".".join(path.relative_to((ROOT / folder).parent).with_suffix("").parts): path
        for folder, path in _modules()
        if path.name != "__init__.py"  # a package's face imports its modules
    }
    needs = {name: _needed_to_load(path) & set(paths) for name, path in paths.items()}
    assert sum(map(len, needs.values())) > 500
    # What needs none of the others, or is needed by none of them, is in no circle.
    while apart := {
        name for name, needed in needs.items() if not needed & set(needs) or name not in set().union(*needs.values())
    }:
        needs = {name: needed for name, needed in needs.items() if name not in apart}
    assert not needs, f"these import each other in a circle: {sorted(needs)}"


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from workbench.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'altair', 'papermill', 'pyarrow', 'duckdb', 'pydantic', 'nbformat'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=ROOT)


def test_every_module_says_what_it_is_for():
    without = [
        path.relative_to(ROOT).as_posix()
        for folder in ("workbench", "src")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert not without
