"""What a build, and then a release, does for assurance: sense checks for its record, and the logs for reviewers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbench.assurance.logs import FOLDER, logs, write_logs
from workbench.assurance.roles import read_assurance
from workbench.assurance.sense_checks import Outcome, as_entry
from workbench.assurance.sense_checks.answers import read_answers
from workbench.assurance.sense_checks.ground import Ground
from workbench.assurance.sense_checks.judging import outcomes_on
from workbench.assurance.sense_checks.showing import closing_lines
from workbench.definitions.areas import NATIONAL
from workbench.definitions.sense_check_files import load_sense_checks
from workbench.plan.hashes import FileHashes
from workbench.plan.remembered import Remembered
from workbench.project import Project


class Assuring:
    """The sense checks and logs of one build.

    Parameters
    ----------
    project, definitions, programme
        Of the build.

    Raises
    ------
    InputFaults
        When checks, answers, roles or assumptions have faults: they are told before anything runs.
    """

    def __init__(self, project: Project, definitions: Any, programme: Any) -> None:
        self.project, self.definitions, self.programme = project, definitions, programme
        self.declared = load_sense_checks(project, programme.id, definitions.sources)
        self.recorded = read_assurance(project, programme.id)
        places = [*(area.slug for area in definitions.programme_areas(programme)), NATIONAL]
        read_answers(project, programme.id, {each.check.name: each for each in self.declared}, places)

    def close(self, hashes: FileHashes, remembered: Remembered | None = None) -> tuple[dict[str, Any], list[str]]:
        """Make the checks, write the logs, and return the manifest's entry and the lines at the end of the build."""
        ground = Ground(self.project, self.definitions, self.programme, hashes, remembered)
        found = outcomes_on(ground, self.declared, building=True)
        self._write(ground.folders.root / FOLDER, ground, found)
        return as_entry(found, self.declared), closing_lines(found, self.programme.id)

    def release(self, folder: Path) -> dict[str, Any]:
        """Make the checks of what was built, write the logs of a release, and return the entry of its record.

        Answers are given after a build, so they are in the logs of a release and not in the build's.

        Parameters
        ----------
        folder
            The release's.
        """
        ground = Ground(self.project, self.definitions, self.programme)
        found = outcomes_on(ground, self.declared)
        self._write(folder / FOLDER, ground, found)
        return as_entry(found, self.declared, answers=True)

    def _write(self, folder: Path, ground: Ground, found: Sequence[Outcome]) -> None:
        made = logs(ground, self.declared, found, self.recorded)
        synthetic = any(entry["synthetic"] for entry in ground.catalogue)
        write_logs(folder, self.programme.title, synthetic, self.recorded, made)
