"""The trace page read back: every published number with its label, words and rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.comparison.pages import Page

_NUMBER = re.compile(r"^T\d+\s+")
_RULE = re.compile(r"\s*\(rule \d+\)")
_ENTRY = re.compile(r"^[vtf]-")
# What an entry says of the run that recorded it, and where its parts are: no content.
_QUIET = ("Recorded by", "Name", "Adds up")
_HELD = "Held back"
_WITHHELD = "withheld by the source"


@dataclass(frozen=True)
class Entry:
    """What the trace page says of one number, table or figure.

    Parameters
    ----------
    name
        The name it was recorded by, such as ``records.read``.
    label
        What it is.
    stage
        Id of the stage's heading, such as ``stage-04-record-reading``.
    said
        What is said of it: Value, Count and base, Likely range, Proportion word, Rule, Disclosure …
    """

    name: str
    label: str
    stage: str
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def value(self) -> str:
        """What is published."""
        return self.said.get("Value", "")

    @property
    def held(self) -> bool:
        """Whether its number is held back, by this project or by its source."""
        disclosure = self.said.get("Disclosure", "")
        return disclosure.startswith(_HELD) or _WITHHELD in disclosure.lower()

    @property
    def word(self) -> str:
        """The proportion word; empty where there is none."""
        return self.said.get("Proportion word", "")

    @property
    def is_grade(self) -> bool:
        """Whether it is a recorded grade."""
        return self.said.get("Kind", "").startswith("Recorded by people")


def trace_entries(page: Page) -> dict[str, Entry]:
    """Return the entries of a trace page by anchor, such as ``v-records-read``.

    Parameters
    ----------
    page
        As read back.
    """
    found: dict[str, Entry] = {}
    stage, anchor, label, term = "", "", "", ""
    said: dict[str, str] = {}

    def end() -> None:
        if anchor:
            name = said.get("Name", anchor)
            kept = {term: text for term, text in said.items() if term not in _QUIET}
            found[anchor] = Entry(name, label, stage, kept)

    for block in page.blocks:
        if block.tag in ("h2", "h3"):
            end()
            said, anchor, term = {}, "", ""
            if block.tag == "h2":
                stage = block.id
            elif _ENTRY.match(block.id):
                anchor, label = block.id, _NUMBER.sub("", block.text)
        elif block.tag == "dt":
            term = block.text
        elif anchor and term:
            text = _RULE.sub("", block.text)
            said[term] = f"{said[term]} {text}" if term in said else text
    end()
    return found


def trace_rules(page: Page) -> tuple[str, ...]:
    """Return the rules that a trace page states, sorted."""
    found, inside = [], False
    for block in page.blocks:
        if block.tag == "h2":
            inside = block.id == "rules"
        elif inside and block.tag not in ("h3", "h2"):
            found.append(block.text)
    return tuple(sorted(found))
