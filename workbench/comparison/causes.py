"""Why something differs: what differs in the inputs that it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from workbench.comparison.changes import UNEXPLAINED, Reason
from workbench.comparison.keys import run_parts
from workbench.comparison.sides import NATIONAL, Side
from workbench.composition.text import dashed

_EVALUATIONS = "evaluations.yaml"
_KNOWN = " (what is known of its file)"
#: Parts of what a run is told that people write for one place, and the file they stand in.
_AUTHORED = ("evaluations", "matters", "recommendations", "progress", "key_points", "improvement_plan")


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names whose value differs, or that one side does not have, sorted.

    Examples
    --------
    >>> differing({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"})
    ('b', 'c')
    """
    return tuple(name for name in sorted({*before, *after}) if before.get(name) != after.get(name))


class Causes:
    """The reasons for what differs between two sides.

    Parameters
    ----------
    before, after
        The sides.
    """

    def __init__(self, before: Side, after: Side) -> None:
        self.before, self.after = before, after
        self._units: dict[str, tuple[Reason, ...]] = {}
        self._stages: dict[tuple[str, str], str] = {}
        for name in {*before.manifest["runs"], *after.manifest["runs"]}:
            area, _, stage = name.partition("/")
            place = NATIONAL if area == NATIONAL else f"areas/{area}"
            self._stages[place, f"stage-{dashed(stage)}"] = name

    def run_of(self, place: str, stage: str) -> str:
        """Return the name of the run behind a heading of a place's trace page; empty where there is none."""
        return self._stages.get((place, stage), "")

    def of_stage(self, place: str, stage: str) -> tuple[Reason, ...]:
        """Return why what a stage recorded differs; nothing where its run is of the same inputs."""
        return self.of_run(self.run_of(place, stage))

    def of_place(self, place: str) -> tuple[Reason, ...]:
        """Return why anything that was recorded for a place differs."""
        found = {reason for (here, _), name in self._stages.items() if here == place for reason in self.of_run(name)}
        return tuple(sorted(found))

    def of_run(self, name: str) -> tuple[Reason, ...]:
        """Return the reasons behind a run, those of the runs that it builds on in place of "their results"."""
        if name not in self._units:
            self._units[name] = ()  # a run cannot build on itself; a manifest that says so ends here
            self._units[name] = self._reasons(name) if name else ()
        return self._units[name]

    def _reasons(self, name: str) -> tuple[Reason, ...]:
        old, new = self.before.run(name), self.after.run(name)
        if not old or not new or old.get("key") == new.get("key"):
            return ()
        one, other = run_parts(self.before, self.after, name)
        area = name.partition("/")[0]
        found: set[Reason] = set()
        if one.notebook != other.notebook:
            found.add(Reason("notebook", f"{self._notebook(name)}"))
        found |= {Reason("helper", helper) for helper in differing(one.helper, other.helper)}
        found |= {Reason("evidence", told) for told in self._evidence(area, one.evidence, other.evidence)}
        found |= set(self._parameters(area, one.parameter, other.parameter))
        versions = differing(one.environment, other.environment)
        found |= {Reason("environment", self._version(name, one, other)) for name in versions[:3]}
        if len(versions) > 3:
            found.add(Reason("environment", f"{len(versions) - 3} packages more"))
        for above in differing(one.upstream, other.upstream):
            found |= set(self.of_run(above)) or {Reason("evidence", f"results of {above}")}
        return tuple(sorted(found))

    @staticmethod
    def _version(name: str, one, other) -> str:
        return f"{name} {one.environment.get(name, 'none')} → {other.environment.get(name, 'none')}"

    def _notebook(self, name: str) -> str:
        stage = name.partition("/")[2]
        changed = [path for path in self.changed_inputs if path.startswith("notebooks/")]
        exact = [path for path in changed if path == f"notebooks/{stage}.ipynb"]
        return (exact or changed or [f"{stage}.ipynb"])[0].removeprefix("notebooks/")

    @staticmethod
    def _evidence(area: str, one: Mapping[str, str], other: Mapping[str, str]) -> set[str]:
        changed = differing(one, other)
        tables = {name.removesuffix(".parquet") for name in changed if not name.endswith(_KNOWN)}
        # What is known of a file changes with it; alone it is its name, its date, or that it is synthetic.
        alone = {name for name in changed if name.endswith(_KNOWN) and name.removesuffix(_KNOWN) not in tables}
        return {f"{name} of {area}" for name in {*tables, *alone}}

    def _parameters(self, area: str, one: Mapping[str, str], other: Mapping[str, str]) -> Iterable[Reason]:
        for name in differing(one, other):
            part = name.removeprefix("run.json ")
            if part in _AUTHORED:
                file = f"{self._folder(area)}{part.replace('_', '-')}.yaml"
                yield Reason("evaluation file" if part == "evaluations" else "narrative", file)
            elif part.startswith(("reports/", "parameters/")):
                yield Reason("evaluation file" if part.endswith(_EVALUATIONS) else "parameter", part)
            else:
                files = [path for path in self.changed_inputs if path.startswith("parameters/")]
                yield from (Reason("parameter", file) for file in files or [part.replace("_", " ")])

    def _folder(self, area: str) -> str:
        place = NATIONAL if area == NATIONAL else f"areas/{area}"
        return f"reports/{self.after.programme}/{place}/"

    @cached_property
    def changed_inputs(self) -> tuple[str, ...]:
        """Input files that differ, by the manifests; evidence aside."""
        return tuple(
            name
            for name in differing(self.before.manifest["inputs"], self.after.manifest["inputs"])
            if not name.startswith("evidence/")
        )

    @cached_property
    def changed_evidence(self) -> tuple[str, ...]:
        """Evidence tables that differ, by the manifests, as people name them."""
        changed = differing(self.before.manifest["inputs"], self.after.manifest["inputs"])
        tables = (name.removesuffix(".parquet").split("/")[-2:] for name in changed if name.endswith(".parquet"))
        named = (f"published {of}: {what}" if of == "statistics" else f"{of} of {what}" for of, what in tables)
        return tuple(sorted(named))

    def written_for(self, place: str) -> tuple[Reason, ...]:
        """Return what people wrote for a place that differs: narrative and evaluations."""
        folder = f"reports/{self.after.programme}/{place}/"
        return tuple(
            Reason("evaluation file" if name.endswith(_EVALUATIONS) else "narrative", name)
            for name in self.changed_inputs
            if name.startswith(folder)
        )

    @cached_property
    def shared(self) -> tuple[Reason, ...]:
        """What all pages share that differs: templates, theme, parameters, the engine, the workbench itself."""
        programme = f"reports/{self.after.programme}/"
        found = []
        for name in self.changed_inputs:
            own = name.startswith((f"{programme}areas/", f"{programme}{NATIONAL}/"))
            if name.startswith("reports/") and not own:
                found.append(Reason("template", name))
            elif name.startswith("parameters/"):
                found.append(Reason("parameter", name))
        engines = [side.manifest.get("rendering", {}).get("engine", "") for side in (self.before, self.after)]
        if engines[0] != engines[1]:
            found.append(Reason("engine", f"{engines[0] or 'none'} → {engines[1] or 'none'}"))
        versions = [str(side.manifest.get("workbench", "")) for side in (self.before, self.after)]
        if versions[0] != versions[1]:
            found.append(Reason("environment", f"workbench {versions[0]} → {versions[1]}"))
        return tuple(found)

    def of_page(self, place: str, *, elsewhere: bool = False) -> tuple[Reason, ...]:
        """Return why a page's text differs that no single number explains.

        Parameters
        ----------
        place
            Of the page.
        elsewhere
            Whether the same difference stands in another place's pages too: then nobody wrote it for this one.
        """
        own = self.written_for(place)
        narrative = tuple(reason for reason in own if reason.kind == "narrative") or own
        if narrative and not elsewhere:
            return narrative
        return self.shared or self.of_place(place) or narrative or (UNEXPLAINED,)
