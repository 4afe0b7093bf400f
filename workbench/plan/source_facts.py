"""What Python source says of itself without being run: a hash of its code, and what it imports."""

from __future__ import annotations

import ast
import hashlib
from dataclasses import dataclass
from functools import lru_cache


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            value = first.value if isinstance(first, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                node.body = node.body[1:]
    return tree


def code_hash(source: str) -> str:
    r"""Return a hash of Python source that layout, comments and docstrings do not change.

    Examples
    --------
    >>> code_hash('def f():\n    "Say one."\n    return 1  # one') == code_hash("def f():\n\n    return 1")
    True
    >>> code_hash("x = 1") == code_hash("x = 2")
    False
    """
    return facts_of(source).hash


@dataclass(frozen=True)
class Facts:
    """What is to be known of a piece of Python source; it is parsed once.

    Parameters
    ----------
    hash
        A hash of its code.
    readable
        Whether it is Python.
    imports
        Module, level and names of each import: level -1 where the names are modules themselves.
    texts
        Strings with dots that may name a module.
    packages
        Top-level names of what it imports.
    """

    hash: str
    readable: bool = False
    imports: tuple[tuple[str, int, tuple[str, ...]], ...] = ()
    texts: frozenset[str] = frozenset()
    packages: frozenset[str] = frozenset()


# The helpers and notebooks of some projects; planners of one process that follow one another read the same ones.
@lru_cache(maxsize=1024)
def facts_of(source: str) -> Facts:
    r"""Return what is to be known of Python source.

    Examples
    --------
    >>> facts_of("import pandas.api\nfrom ..a import b").imports
    (('', -1, ('pandas.api',)), ('a', 2, ('b',)))
    >>> facts_of("no Python").readable
    False
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return Facts(_hashed(source))
    imports: list[tuple[str, int, tuple[str, ...]]] = []
    texts: set[str] = set()
    packages: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = tuple(alias.name for alias in node.names)
            imports.append(("", -1, names))
            packages.update(name.partition(".")[0] for name in names)
        elif isinstance(node, ast.ImportFrom):
            imports.append((node.module or "", node.level, tuple(alias.name for alias in node.names)))
            if not node.level and node.module:
                packages.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Constant) and _may_name_a_module(node.value):
            texts.add(node.value)
    return Facts(
        _hashed(ast.dump(_without_docstrings(tree))), True, tuple(imports), frozenset(texts), frozenset(packages)
    )


def _may_name_a_module(value: object) -> bool:
    # Modules loaded lazily are named by strings: importlib.import_module("helpers.charts").
    return isinstance(value, str) and "." in value and value.replace(".", "").isidentifier()


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@lru_cache(maxsize=256)
def lazy_exports(source: str) -> dict[str, str] | None:
    r"""Return which module of a package each name comes from that the package loads when it is asked for.

    Such a package says so in ``_EXPORTS``: the names by module. Empty for any other; None for one that loads names in a
    way that cannot be read here.

    Examples
    --------
    >>> lazy_exports("_EXPORTS = {'bars': ('Bar', 'bar_chart')}\ndef __getattr__(name): ...")
    {'Bar': 'bars', 'bar_chart': 'bars'}
    >>> lazy_exports("_EXPORTS = {'bars': ('Bar',)}")
    {}
    >>> lazy_exports("_EXPORTS = dict(bars=('Bar',))\ndef __getattr__(name): ...") is None
    True
    """
    if "__getattr__" not in source:
        return {}
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return {}
    if not any(isinstance(node, ast.FunctionDef) and node.name == "__getattr__" for node in body):
        return {}
    for node in body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if [target.id for target in targets if isinstance(target, ast.Name)] == ["_EXPORTS"]:
            try:
                return {name: module for module, names in ast.literal_eval(node.value).items() for name in names}
            except (ValueError, TypeError, AttributeError):
                return None
    return None
