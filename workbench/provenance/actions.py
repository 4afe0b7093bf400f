"""What was done to make a release, as actions of an RO-Crate: each run of a notebook, each place's pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.manifest import entry_digest
from workbench.plan.units import NATIONAL
from workbench.provenance.identifiers import references

_SITE = "site/"


@dataclass(frozen=True)
class Actions:
    """The actions and what they were done to.

    Parameters
    ----------
    entities
        Properties of each action and input, by its name.
    names
        Names of the actions.
    """

    entities: Mapping[str, dict[str, Any]]
    names: tuple[str, ...]


def described_actions(
    manifest: Mapping[str, Any], inputs: Mapping[str, Any], files: Iterable[str], makers: Iterable[str]
) -> Actions:
    """Return an action for each run and for each place's pages, with the inputs they name.

    Parameters
    ----------
    manifest, inputs
        As they stand in the release.
    files
        The release's files.
    makers
        Names of the people who did the analysis.
    """
    made = _Actions(manifest, inputs, frozenset(files), tuple(makers))
    made.add_runs()
    made.add_pages()
    return Actions(made.entities, tuple(made.names))


class _Actions:
    def __init__(
        self, manifest: Mapping[str, Any], inputs: Mapping[str, Any], files: frozenset[str], makers: tuple[str, ...]
    ) -> None:
        self.manifest, self.files, self.makers = manifest, files, makers
        self.stages: Mapping[str, str] = inputs.get("stages") or {}
        self.hashes: Mapping[str, str] = manifest.get("inputs") or {}
        # The same bytes may be an input under several names: any of them is right, the first is taken.
        self.by_hash = {value: name for name, value in sorted(self.hashes.items(), reverse=True)}
        self.sources: Mapping[str, str] = inputs.get("sources") or {}
        self.entities: dict[str, dict[str, Any]] = {}
        self.names: list[str] = []

    def add_runs(self) -> None:
        """Add each run that ended well: what it read, and its executed notebook."""
        for name, run in sorted((self.manifest.get("runs") or {}).items()):
            place, _, stage = name.partition("/")
            executed = f"notebooks/{name}.ipynb"
            if run.get("status") != "done":
                continue
            reads = run.get("reads") or {}
            objects = [self._input(self.by_hash[value]) for value in reads.values() if value in self.by_hash]
            objects += [file for above in reads if (file := f"notebooks/{above}.ipynb") in self.files]
            if (notebook := f"notebooks/{self.stages.get(stage, '')}") in self.hashes:
                objects.append(self._input(notebook))
            objects += [self._folder(folder) for folder in ("parameters", "src/helpers") if folder in self.sources]
            results = [file for file in run.get("outputs", {}) if file in self.files]
            self._add(
                f"#run/{name}", f"{stage} of {_said(place)}", f"run key {run.get('key')}", objects,
                sorted({*results, *([executed] if executed in self.files else [])}),
            )  # fmt: skip

    def add_pages(self) -> None:
        """Add the making of each place's pages, of the runs and files that its entry in the manifest names."""
        places = {name: entry for name, entry in (self.manifest.get("pages") or {}).items() if name != "shared"}
        made: dict[str, list[str]] = {name: [] for name in places}
        for file in sorted(self.files):
            if file.startswith(_SITE):
                made.setdefault(place_of(file, places), []).append(file)
        shared = (self.manifest.get("pages") or {}).get("shared", {}).get("files", {})
        if shared:
            parts = references(self._input(name) for name in shared)
            about = {"@type": "Collection", "name": "Files that all pages have in common", "hasPart": parts}
            self.entities["#shared"] = about
        for place, entry in sorted(places.items()):
            objects = [file for run in entry.get("runs", {}) if (file := f"notebooks/{run}.ipynb") in self.files]
            objects += [self._input(name) for name in entry.get("files", {})]
            objects += ["#shared"] if shared else []
            said = f"Pages of {_said(place.removeprefix('areas/'))}"
            self._add(f"#pages/{place}", said, f"manifest entry {entry_digest(entry)}", objects, made[place])

    def _add(self, name: str, said: str, identifier: str, objects: Iterable[str], results: Iterable[str]) -> None:
        about: dict[str, Any] = {
            "@type": "CreateAction",
            "name": said,
            "identifier": identifier,
            "instrument": references(["#workbench"]),
            "object": references(objects),
            "result": references(results),
        }
        if self.makers:
            about["agent"] = references(self.makers)
        name = references([name])[0]["@id"]
        self.entities[name] = about
        self.names.append(name)

    def _input(self, file: str) -> str:
        """Return the name of a file that is an input and not in the release, described by its hash."""
        name = references([f"#input/{file}"])[0]["@id"]
        if name not in self.entities:
            about = {"@type": "CreativeWork", "name": file}
            self.entities[name] = about | ({"sha256": self.hashes[file]} if file in self.hashes else {})
        return name

    def _folder(self, folder: str) -> str:
        name = f"#sources/{folder}"
        # A digest of all its files, which are named one by one in the manifest.
        said = {"@type": "Collection", "name": f"All of {folder}", "identifier": f"digest {self.sources[folder]}"}
        self.entities.setdefault(name, said)
        return name


def place_of(file: str, places: Iterable[str]) -> str:
    """Return the place of the manifest that a file of the site belongs to.

    Parameters
    ----------
    file
        Path below the release, or below the build.
    places
        The manifest's places.

    Examples
    --------
    >>> place_of("site/areas/fife/trace.html", {"areas/fife", "national"})
    'areas/fife'
    >>> place_of("site/index.html", {"areas/fife", "national"})
    'national'
    """
    place = "/".join(file.removeprefix(_SITE).split("/")[:2])
    return place if place in set(places) else NATIONAL


def _said(place: str) -> str:
    return "the nation" if place == NATIONAL else place
