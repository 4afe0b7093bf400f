"""One thing found wrong with a release."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One thing found wrong.

    Parameters
    ----------
    check
        The check that found it: ``sums``, ``manifest``, ``inputs``, ``sign-offs``, ``footers`` or ``numbers``.
    file
        The file, relative to the release.
    says
        What is wrong, in plain words.

    Examples
    --------
    >>> print(Finding("sums", "site/index.html", "changed"))
    site/index.html: changed  [sums]
    """

    check: str
    file: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}: {self.says}  [{self.check}]"


def listed(findings: Iterable[Finding]) -> list[str]:
    """Return the lines of a list of findings, by file; what two checks say alike is said once, with both their names.

    Examples
    --------
    >>> listed([Finding("sums", "a", "changed"), Finding("manifest", "a", "changed"), Finding("sums", "b", "missing")])
    ['a: changed  [manifest, sums]', 'b: missing  [sums]']
    """
    checks: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        checks.setdefault((finding.file, finding.says), set()).add(finding.check)
    ordered = sorted(checks.items(), key=lambda each: (each[0][0], _natural(each[0][1])))
    return [str(Finding(", ".join(sorted(by)), file, says)) for (file, says), by in ordered]


def _natural(text: str) -> list[tuple[int, str]]:
    """Return what to sort a text by, so that line 9 stands before line 10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]
