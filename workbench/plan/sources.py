"""Which helper modules a notebook can reach, through any number of imports, each with a hash of its code."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable
from pathlib import Path

from workbench.files import sha256
from workbench.plan.source_facts import Facts, facts_of, lazy_exports


def helpers_folder(root: Path) -> Path | None:
    """Return the folder of the ``helpers`` package that kernels import, or None.

    The project's own ``src/helpers`` where it is there, else the installed package.
    """
    own = root / "src" / "helpers"
    if (own / "__init__.py").is_file():
        return own
    spec = importlib.util.find_spec("helpers")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def _is_litter(name: str) -> bool:
    """Return whether a file or folder is what Python, an editor or JupyterLab leaves beside the sources.

    Examples
    --------
    >>> [_is_litter(name) for name in ("__pycache__", ".ipynb_checkpoints", "charts.py~", "#charts.py#", "charts.py")]
    [True, True, True, True, False]
    """
    return name == "__pycache__" or name.startswith((".", "#")) or name.endswith("~")


class HelperSources:
    """The helper modules reachable from code, each with its hash.

    Parameters
    ----------
    folder
        The package folder (``src/helpers``); None where there is none.
    facts
        Tells what is to be known of a source; one that remembers saves parsing it.
    """

    def __init__(self, folder: Path | None, facts: Callable[[str], Facts] = facts_of) -> None:
        self._facts = facts
        self._package = folder.name if folder else ""
        self._files: dict[str, Path] = {}
        self._data: dict[str, Path] = {}
        if folder is not None:
            for path in sorted(folder.rglob("*")):
                relative = path.relative_to(folder.parent)
                if not path.is_file() or any(map(_is_litter, relative.parts)):
                    continue
                if path.suffix == ".py":
                    parts = relative.with_suffix("").parts
                    self._files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
                elif path.suffix != ".md":  # a page for people
                    self._data[relative.as_posix()] = path
        self._hashes: dict[str, str] = {}
        self._imports: dict[str, frozenset[str]] = {}
        self._exports: dict[str, dict[str, str]] = {}

    def reachable(self, code: str) -> dict[str, str]:
        """Return hashes of the modules that ``code`` can reach by imports, through any number of steps.

        Data files count as soon as any module of the package that they lie in is reached.
        """
        waiting = list(self._named(code, ""))
        reached: set[str] = set()
        while waiting:
            module = waiting.pop()
            if module in reached:
                continue
            reached.add(module)
            self._read(module)
            waiting += self._imports[module] - reached
        found = {module: self._hashes[module] for module in sorted(reached)}
        packages = {self._files[module].parent for module in reached}
        found |= {name: sha256(path)[:32] for name, path in self._data.items() if self._package_of(path) in packages}
        return found

    def packages(self, code: str) -> frozenset[str]:
        """Return the top-level names of everything that ``code`` and the modules it can reach import."""
        reached = (self._files[name] for name in self.reachable(code) if "/" not in name)
        sources = [code, *(path.read_text(encoding="utf-8") for path in reached)]
        return frozenset().union(*(self._facts(source).packages for source in sources))

    def _package_of(self, path: Path) -> Path:
        """Return the folder of the package that a data file belongs to."""
        return next((folder for folder in path.parents if (folder / "__init__.py").is_file()), path.parent)

    def _read(self, module: str) -> None:
        if module not in self._hashes:
            source = self._files[module].read_text(encoding="utf-8")
            self._hashes[module] = self._facts(source).hash
            self._imports[module] = self._named(source, module)

    def _lazy(self, package: str) -> dict[str, str]:
        """Return the module of each name that a package loads when it is asked for."""
        if package not in self._exports:
            path = self._files.get(package)
            is_package = path is not None and path.name == "__init__.py"
            found = (lazy_exports(path.read_text(encoding="utf-8")) if is_package else None) or {}
            self._exports[package] = {name: f"{package}.{module}" for name, module in found.items()}
        return self._exports[package]

    def _whole(self, name: str) -> Iterable[str]:
        """Yield a module and, where it loads names when they are asked for, all the modules these come from."""
        yield name
        yield from self._lazy(name).values()

    def _with_parents(self, name: str) -> Iterable[str]:
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            candidate = ".".join(parts[:end])
            if candidate in self._files:
                yield candidate

    def _named(self, source: str, module: str) -> frozenset[str]:
        if not self._files:
            return frozenset()
        facts = self._facts(source)
        if not facts.readable:
            # Code that cannot be read could reach anything.
            return frozenset(self._files)
        names: set[str] = set()
        package = module if module and self._files[module].name == "__init__.py" else module.rpartition(".")[0]
        if module and package == module and lazy_exports(source) is None:
            # It loads its modules in a way of its own: any of them may be reached.
            names.update(name for name in self._files if name.startswith(f"{module}."))
        for base, level, imported in facts.imports:
            if level < 0:
                for name in imported:
                    for parent in self._with_parents(name):
                        names.update(self._whole(parent))
                continue
            if level:
                above = package.split(".")[: len(package.split(".")) - level + 1]
                base = ".".join([*above, base] if base else above)
            names.add(base)
            lazy = self._lazy(base)
            for name in imported:
                names.update([lazy[name]] if name in lazy else self._whole(f"{base}.{name}"))
            if "*" in imported:
                names.update(name for name in self._files if name.startswith(f"{base}."))
        for text in facts.texts:
            text = f"{package}{text}" if text.startswith(".") else text
            if text.startswith(f"{self._package}.") and text in self._files:
                names.update(self._whole(text))
        return frozenset(found for name in names for found in self._with_parents(name))
