"""What lies in the evidence store, without reading any of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import WorkbenchError, shown_path
from workbench.files import private_folder
from workbench.project import Project

CATALOGUE = "catalogue.json"
SCHEMA = 1
#: Where intake lays out what is about to change; ``ready`` in a folder of it says that the change is decided.
STAGING = ".staging"
READY = "ready"


@dataclass(frozen=True, order=True)
class StoredFile:
    """One raw file as it was taken in.

    Parameters
    ----------
    table, area
        Where its rows are: ``store/<programme>/<table>/<area>.parquet``.
    file
        Path below ``raw/<programme>``, with forward slashes.
    sha256
        Hash of the raw file's bytes.
    stored_sha256
        Hash of the Parquet file made of it.
    rows, columns
        Size of the table, in whole numbers.
    synthetic
        Whether the batch note beside the raw files says that the evidence is made up.
    as_of
        Date that the evidence describes (ISO), or an empty string where no batch note says it.
    read
        Rows of the raw file that are not blank. Each was accepted (``rows``) or refused: totals, notes below the table
        and a header repeated are refused with a reason without stopping the others.
    """

    table: str
    area: str
    file: str
    sha256: str
    stored_sha256: str
    rows: int
    columns: int
    synthetic: bool
    as_of: str
    read: int = 0

    @property
    def refused(self) -> int:
        """Rows read that were not accepted."""
        return self.read - self.rows


class EvidenceStore:
    """The evidence store of one project, for reading.

    Parameters
    ----------
    project
        The project; its ``store`` folder need not exist yet.

    Notes
    -----
    Intake changes the store one area at a time: new files are laid out in a staging folder, a marker makes the
    change decided, and only then are they moved in. A process killed before the marker changes nothing; one killed
    after it is finished by whoever opens the store next.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.folder = project.store

    def catalogue(self, programme: str, *, finish: bool = True) -> dict[str, Any]:
        """Return the catalogue of a programme: ``{"schema": 1, "files": [...]}``, empty when nothing was taken in.

        Parameters
        ----------
        programme
            A programme's id.
        finish
            Whether to finish first what a killed intake had decided; without it nothing is written.

        Raises
        ------
        WorkbenchError
            When the catalogue cannot be read.
        """
        if finish:
            self._finish_decided(programme)
        path = self.folder / programme / CATALOGUE
        try:
            catalogue = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {"schema": SCHEMA, "files": []}
        except ValueError as error:
            raise WorkbenchError(
                f"{path} is not a readable catalogue ({error}). Remove the folder {path.parent} and run "
                f"'workbench intake {programme}' again; the raw files are not touched."
            ) from error
        if not isinstance(catalogue, dict) or catalogue.get("schema") != SCHEMA:
            raise WorkbenchError(
                f"{path} was written by another version of the workbench. Remove the folder {path.parent} and run "
                f"'workbench intake {programme}' again; the raw files are not touched."
            )
        return catalogue

    def required(self, programme: Any) -> dict[str, Any]:
        """Return the catalogue of a programme whose evidence is needed now.

        Parameters
        ----------
        programme
            The programme; one without instruments needs no evidence.

        Raises
        ------
        WorkbenchError
            When nothing was taken in, with what to do about it.
        """
        catalogue = self.catalogue(programme.id)
        if catalogue["files"] or not programme.instruments:
            return catalogue
        raw = self.project.raw / programme.id
        if raw.is_dir() and any(raw.iterdir()):
            raise WorkbenchError(
                f"The evidence of {programme.id} has not been taken in yet. Run: workbench intake {programme.id}"
            )
        if (self.project.build / programme.id / "manifest.json").is_file():
            evidence = shown_path(self.project.evidence, self.project.root)
            raise WorkbenchError(
                f"The evidence that {programme.id} was built from is gone: nothing of it lies in {evidence}. Where "
                "that is a share, see that it is connected, and give the same command again. What was made before is "
                f"kept. Where it is to be made anew: workbench sample {programme.id}, or put the areas' files into "
                f"{shown_path(raw, self.project.root)}; then workbench intake {programme.id}"
            )
        raise WorkbenchError(
            f"There is no evidence of {programme.id} in {shown_path(raw, self.project.root)}. Put the areas' files "
            f"there, or make the sample evidence: workbench sample {programme.id}. Then run: workbench intake "
            f"{programme.id}"
        )

    def files(self, programme: str) -> list[StoredFile]:
        """Return what was taken in for a programme, by table and area."""
        names = StoredFile.__dataclass_fields__
        return sorted(
            StoredFile(**{name: entry[name] for name in names if name in entry})
            for entry in self.catalogue(programme)["files"]
        )

    def table_path(self, programme: str, table: str, area: str) -> Path | None:
        """Return the Parquet file of one table of one area, or None when none was taken in."""
        self._finish_decided(programme)
        path = self.folder / programme / table / f"{area}.parquet"
        return path if path.is_file() else None

    def statistics_path(self, name: str = "area_profile") -> Path | None:
        """Return the Parquet file of published statistics, or None when intake has not made it yet."""
        path = self.folder / "statistics" / f"{name}.parquet"
        return path if path.is_file() else None

    def _finish_decided(self, programme: str) -> None:
        """Move in what a killed intake had decided (see the class's notes)."""
        staging = self.folder / programme / STAGING
        if staging.is_dir() and any(staging.glob(f"*/{READY}")):
            from workbench.intake.lock import locked

            with locked(self.project):
                finish_decided(self.folder / programme)


def finish_decided(programme_folder: Path) -> None:
    """Move every decided change of a programme's staging folder into the store.

    The caller holds the store's lock. Safe to repeat: a file that was moved already is not in the staging folder.

    Parameters
    ----------
    programme_folder
        ``store/<programme>``.
    """
    for ready in sorted((programme_folder / STAGING).glob(f"*/{READY}")):
        change = ready.parent
        tables = sorted(change.glob("*/*.parquet"))
        for staged in [*tables, *change.glob(CATALOGUE)]:  # the catalogue last: it never promises what is not there
            target = programme_folder / staged.relative_to(change)
            private_folder(target.parent)
            staged.replace(target)
        ready.unlink()
