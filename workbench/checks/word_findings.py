"""What is found wrong or worth a look in a text that people wrote: a fault is certain, a note is for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.composition.sources import Source
from workbench.errors import Fault

#: A sentence ends with its stop, which markup or a quotation mark may follow, or before a paragraph, a list item or a
#: heading.
SENTENCE = re.compile(r"(?:[^\n.!?]|[.!?](?![*_”\"’)\]]*(?:\s|$))|\n(?!\s*(?:\n|[-*+]\s|\d+[.)]\s|#|>|\||:::)))+")


@dataclass(frozen=True)
class WordFindings:
    """What was found in a text.

    Parameters
    ----------
    faults
        What is certainly wrong.
    notes
        What a person should look at.
    """

    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()

    def __add__(self, other: WordFindings) -> WordFindings:
        return WordFindings(self.faults + other.faults, self.notes + other.notes)


def fault_at(source: Source, start: int, value: str, message: str) -> Fault:
    """Return a fault of a text with the line on which its value stands.

    Parameters
    ----------
    source
        The text.
    start
        Place of the value in the text, in characters from 0.
    value, message
        What stands there, and what is wrong with it.
    """
    return Fault(source.file, line=source.first_line + source.text.count("\n", 0, start), value=value, message=message)
