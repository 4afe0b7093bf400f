"""Whether what earlier releases showed is still known: a release is attacked together with all of them, or not made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.assurance.archive import ARCHIVE, Released, listed
from workbench.assurance.refusals import Refusal
from workbench.errors import WorkbenchError
from workbench.files import sha256
from workbench.provenance.sums import SUMS, read_sums

_COPY = "Put its folder back from a copy: what readers have of it has to be weighed together with this release."


def earlier_refusals(folder: Path, earlier: list[Released]) -> Iterator[Refusal]:
    """Yield the earlier releases whose results cannot be weighed: not there, or not as they were released.

    Parameters
    ----------
    folder
        Of the programme's releases.
    earlier
        The releases that are there.
    """
    there = {each.version: each.folder for each in earlier}
    for entry in listed(folder):
        version = str(entry["version"])
        if version not in there:
            yield Refusal(
                "disclosure", f"release {version}", f"is listed in {ARCHIVE}, and its folder cannot be read.",
                f"{_COPY} If it was never published, take its entry out of {folder / ARCHIVE}.",
            )  # fmt: skip
        elif why := _changed(there[version], str(entry.get("sums", ""))):
            yield Refusal("disclosure", f"release {version}", why, _COPY)


def _changed(release: Path, digest: str) -> str:
    """Return what of a release's results is not as it was released, in words; empty where all is."""
    try:
        sums = read_sums(release)
    except WorkbenchError as error:
        return error.message
    if digest != sha256(release / SUMS):
        return f"its {SUMS} is not the one that {ARCHIVE} has the digest of."
    weighed = {name: value for name, value in sums.items() if name == "manifest.json" or name.startswith("results/")}
    wrong = [name for name, value in weighed.items() if not _is(release / name, value)]
    more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    return f"{wrong[0]}{more} is not as it was released." if wrong else ""


def _is(path: Path, digest: str) -> bool:
    return path.is_file() and sha256(path) == digest
