"""The sign-offs of a release, compared with what they signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workbench.assurance.seals import first_broken
from workbench.provenance.findings import Finding

CHECK = "sign-offs"


def sign_off_findings(file: str, release: Mapping[str, Any], manifest: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield where a sign-off is not as it was given, or is of another content than the release has.

    Parameters
    ----------
    file
        Name of the release's record, for messages.
    release
        The record: state, content and sign-offs of each report.
    manifest
        The release's manifest, which has the content of each report as it was built.
    """
    built = manifest.get("content") or {}
    reports = release.get("reports")
    for report, said in sorted(reports.items() if isinstance(reports, Mapping) else ()):
        entries = said.get("sign_offs") if isinstance(said, Mapping) else None
        if not isinstance(entries, list) or not all(isinstance(each, Mapping) for each in entries):
            yield Finding(CHECK, file, f"{report} has no sign-offs that can be read")
            continue
        broken = first_broken(entries)
        if broken is not None:
            yield Finding(CHECK, file, f"sign-off {broken + 1} of {report} was changed after it was given")
        last = entries[-1] if entries else {}
        if said.get("state") != last.get("state") or said.get("content") != last.get("content"):
            yield Finding(CHECK, file, f"{report} is not in the state, or not of the content, that was last signed")
        elif report in built and built[report] != said.get("content"):
            yield Finding(CHECK, file, f"{report} was signed off as another content than was built")
