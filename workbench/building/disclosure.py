"""What a build holds back before anything is composed: texts nobody has read, and numbers that could be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import shown_path
from workbench.execution.progress import Progress
from workbench.files import sha256

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.execution.workers import Workers
    from workbench.freetext.held import Held
    from workbench.plan.folders import BuildFolders
    from workbench.project import Project


class Disclosure:
    """The disclosure control of one build.

    Parameters
    ----------
    project, definitions, programme
        Of the build.
    catalogue
        The evidence store's catalogue of the programme.
    """

    def __init__(self, project: Project, definitions: Any, programme: Any, catalogue: Mapping[str, Any]) -> None:
        self._project = project
        self._definitions = definitions
        self._programme = programme
        self._catalogue = catalogue

    @cached_property
    def _held(self) -> tuple[Held, ...]:
        """Texts in which something was detected that may identify somebody, and that nobody has signed off."""
        entries = [entry for entry in self._catalogue["files"] if entry.get("to_read")]
        if not entries:
            return ()
        from workbench.freetext.held import held_texts  # word lists: only where a text is held

        return held_texts(self._project, self._programme.id, entries)

    def held_lines(self) -> list[str]:
        """Say which texts of the evidence stand in no output, and which passages of the reports are to be read."""
        from workbench.freetext.narrative import narrative_lines
        from workbench.release.held import held_lines

        written = narrative_lines(self._project, self._programme, self._definitions)
        return [*held_lines(self._programme.id, self._held), *written]

    def attack_ahead(self, folders: BuildFolders, area: str, *, earlier: Sequence[Path]) -> None:
        """Attack the results of an area that is finished, so that `pass_gate` finds the answer there."""
        from workbench.release.disclosure_rules import rules_of
        from workbench.release.gate import attack_ahead

        rules = rules_of(self._definitions, self._programme)
        attack_ahead(area, folders.results, rules, folders.root / "disclosure", earlier=earlier)

    def pass_gate(
        self,
        folders: BuildFolders,
        areas: Sequence[str],
        earlier: Sequence[Path],
        jobs: int,
        progress: Progress,
        workers: Workers | None = None,
    ) -> tuple[dict[str, Any], list[str]]:
        """Attack what a reader would see, and write the log of what is held back.

        Parameters
        ----------
        folders
            The programme's build folders.
        areas
            Every area: one of which a stage failed has no report, and is counted in the overview all the same.
        earlier
            Results folders of earlier releases.
        jobs
            Processes; 0 for one a core.
        progress
            Hears how many areas are attacked.
        workers
            Those that did the build's runs; None where nothing was run here.

        Returns
        -------
        dict, list of str
            What the manifest says of it, and what is said to the user.

        Raises
        ------
        ReleaseRefused
            When a number held back could be worked out.
        """
        # The gate brings in the helpers' attacker, which an unchanged build does not need.
        from workbench.execution.pool import available_cores
        from workbench.release.disclosure_rules import rules_of
        from workbench.release.gate import pass_gate, refusal, write_log
        from workbench.release.held import held_rows

        gate = pass_gate(
            folders.results, areas, rules_of(self._definitions, self._programme), folders.root / "disclosure",
            earlier=earlier, jobs=jobs or available_cores(), note=progress.note,
            **({"spread": workers.spread} if workers else {}),
        )  # fmt: skip
        gate = replace(gate, log=tuple(sorted({*gate.log, *held_rows(self._held)})))
        log = write_log(gate, folders.root)
        if not gate.open:
            raise refusal(gate, log, self._project.root)
        said = f"Disclosure control: {len(gate.log):,} numbers held back, none of which can be worked out"
        content = {"log": log.name, "sha256": sha256(log), "held_back": len(gate.log), "attacked": gate.counts}
        return content, [f"{said}: {shown_path(log, self._project.root)}"]
