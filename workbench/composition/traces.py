"""Where each published number comes from: the number and the address of each trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.composition.metadata import quoted
from workbench.composition.results import Recorded
from workbench.composition.text import dashed, plain

PAGE = "trace.qmd"
#: The parts of a value that are numbers, or hold one, and so lead to its trace.
LINKED = frozenset({"text", "says", "count", "base", "percent", "low", "high", "grade"})
_LETTER = {"values": "v", "tables": "t", "figures": "f"}


@dataclass(frozen=True)
class Traces:
    """The traces of one page's values, tables and figures.

    Parameters
    ----------
    recorded
        What was recorded.
    folder
        Folder of the trace page in the website, such as ``areas/fife``; empty for the overview's.

    Examples
    --------
    >>> recorded = Recorded(values={"records.read": {}}, origins={"values": {"records.read": "04"}}, stages=("04",))
    >>> traces = Traces(recorded, "areas/fife")
    >>> traces.link("94", "records.read")
    '[94](/areas/fife/trace.qmd#v-records-read){.traced trace="T1"}'
    >>> traces.link("94", "records.unknown")
    '94'
    """

    recorded: Recorded
    folder: str = ""
    numbers: Mapping[tuple[str, str], int] = field(init=False)

    def __post_init__(self) -> None:
        ordered = [
            (kind, name)
            for stage in self.recorded.stages
            for kind in ("values", "tables", "figures")
            for name, origin in sorted(self.recorded.origins.get(kind, {}).items())
            if origin == stage
        ]
        object.__setattr__(self, "numbers", {each: number for number, each in enumerate(ordered, start=1)})

    def number(self, name: str, kind: str = "values") -> str:
        """Return the number of a trace, such as ``T12``; empty where there is none."""
        number = self.numbers.get((kind, name))
        return f"T{number}" if number else ""

    def target(self, name: str, kind: str = "values") -> str:
        """Return the address of a trace in the website."""
        return "/" + "/".join([*([self.folder] if self.folder else []), f"{PAGE}#{anchor(name, kind)}"])

    def link(self, text: str, name: str, kind: str = "values") -> str:
        """Return ``text``, which is Markdown already, as a quiet link to its trace; as it is where there is none."""
        number = self.number(name, kind)
        return f'[{text}]({self.target(name, kind)}){{.traced trace="{number}"}}' if number else text

    def written(self, name: str, text: str) -> str:
        """Return the YAML of the metadata value ``name``: a link where it is a part of a recorded value."""
        value, _, part = name.rpartition(".")
        # Words that people recorded, such as the reasons for an evaluation, are no numbers.
        number = part in LINKED and self.recorded.values.get(value, {}).get("kind") not in (None, "text", "list")
        return quoted(self.link(plain(text), value) if number else plain(text))

    def note(self, name: str, kind: str) -> str:
        """Return the line under a table or a figure's data that leads to its trace."""
        if not self.number(name, kind):
            return ""
        classes = f'{{.traced .trace-note trace="{self.number(name, kind)}"}}'
        return f"[How these numbers were made]({self.target(name, kind)}){classes}"


def anchor(name: str, kind: str = "values") -> str:
    """Return the place of a trace in its page.

    Examples
    --------
    >>> anchor("records.chronology"), anchor("records.items", "tables")
    ('v-records-chronology', 't-records-items')
    """
    return f"{_LETTER[kind]}-{dashed(name)}"
