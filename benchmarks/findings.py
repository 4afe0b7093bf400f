"""What a benchmark found, and the page that keeps the last run of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PAGE = Path(__file__).with_name("RESULTS.md")
_HEAD = """# Benchmarks

The last run of each benchmark; `make bench` runs them all, `python -m benchmarks NAME` runs one. What each compares,
and how, is in [docs/benchmarks.md](../docs/benchmarks.md). Ratios are medians of ratios within interleaved pairs; times
are medians. A time on a busy machine says little; a ratio says more.
"""
_PACKAGES = ("papermill", "ipykernel", "pandas", "altair", "vl-convert-python", "pypandoc_binary", "typst")


@dataclass(frozen=True)
class Check:
    """One thing a benchmark must show.

    Parameters
    ----------
    what
        What was measured, in words.
    found
        The figure with its unit, in words.
    must
        The target in words.
    holds
        Whether the figure meets it; None where it could not be measured.
    """

    what: str
    found: str
    must: str
    holds: bool | None

    @property
    def verdict(self) -> str:
        """The outcome in a word or two."""
        return {True: "holds", False: "**missed**", None: "not measured"}[self.holds]


@dataclass(frozen=True)
class Findings:
    """What one run of one benchmark found.

    Parameters
    ----------
    name
        The benchmark.
    compares
        What is compared with what, in one sentence.
    checks
        What it must show.
    notes
        Medians, how it was measured, what was extrapolated.
    """

    name: str
    compares: str
    checks: Sequence[Check]
    notes: Sequence[str] = ()

    def as_markdown(self, state: str, versions: str, day: date) -> str:
        """Return the benchmark's section of the page."""
        rows = [f"| {each.what} | {each.found} | {each.must} | {each.verdict} |" for each in self.checks]
        notes = [f"- {note}" for note in self.notes]
        return "\n".join(
            [
                f"## {self.name}", "", self.compares, "",
                "| measured | found | must show | |", "|---|---|---|---|", *rows, "",
                *notes, f"- {day.isoformat()}; {state}; {versions}", "",
            ]
        )  # fmt: skip

    def as_text(self) -> str:
        """Return the findings for a terminal."""
        lines = [f"{self.name}: {self.compares}"]
        lines += [
            f"  {each.what}: {each.found} (must show: {each.must}) {each.verdict.strip('*').upper()}"
            for each in self.checks
        ]
        return "\n".join([*lines, *(f"  - {note}" for note in self.notes)])


def versions() -> str:
    """Return the versions of what is measured, in one line."""
    found = []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def with_section(page: str, name: str, section: str, order: Sequence[str]) -> str:
    """Return the page with the section of one benchmark put in or renewed, sections in their order.

    Examples
    --------
    >>> page = with_section("", "b", "## b\\n\\nold\\n", ["a", "b"])
    >>> page = with_section(page, "a", "## a\\n\\nfirst\\n", ["a", "b"])
    >>> print(with_section(page, "b", "## b\\n\\nnew\\n", ["a", "b"]).partition("## ")[2])
    a
    <BLANKLINE>
    first
    <BLANKLINE>
    ## b
    <BLANKLINE>
    new
    <BLANKLINE>
    """
    parts = re.split(r"^(?=## )", page, flags=re.MULTILINE)
    sections = {part[3:].partition("\n")[0].strip(): part.rstrip("\n") for part in parts if part.startswith("## ")}
    sections[name] = section.rstrip("\n")
    kept = [sections[each] for each in order if each in sections]
    return "\n\n".join([_HEAD.rstrip("\n"), *kept]) + "\n"


def keep(findings: Findings, order: Sequence[str], state: str, page: Path = PAGE) -> None:
    """Write the findings into their section of the page, with date, versions and ``state``, the machine's before."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    section = findings.as_markdown(state, versions(), date.today())
    page.write_text(with_section(text, findings.name, section, order), encoding="utf-8")
