"""What was found in a text, why it matters and what to do about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

#: What is said where nothing was found. A check that finds nothing has not shown that a text is safe.
NOTHING = "nothing detected, which does not mean that it is safe"


@dataclass(frozen=True)
class Kind:
    """One kind of detail that could identify a person.

    Parameters
    ----------
    id
        Its name in code and data.
    one, many
        What it is called, for one and for several.
    why
        Why it matters.
    what_to_do
        What an author should do.
    never
        Whether it may never be published: nobody can sign it off.
    """

    id: str
    one: str
    many: str
    why: str
    what_to_do: str
    never: bool = False


_TAKE_OUT = "Take it out."
KINDS = {
    kind.id: kind
    for kind in (
        Kind("chi", "CHI number", "CHI numbers", "A CHI number names one person and their date of birth.",
             _TAKE_OUT, never=True),
        Kind("national_insurance", "National Insurance number", "National Insurance numbers",
             "A National Insurance number names one person.", _TAKE_OUT, never=True),
        Kind("email", "e-mail address", "e-mail addresses", "An e-mail address leads to one person.", _TAKE_OUT, True),
        Kind("phone", "phone number", "phone numbers", "A phone number leads to one household or person.",
             _TAKE_OUT, True),
        Kind("postcode", "postcode", "postcodes", "A postcode is a handful of homes.",
             "Take it out, or name the council area.", True),
        Kind("address", "street address", "street addresses", "A street address is a home.",
             "Take it out, or write 'at home'.", True),
        Kind("reference", "case, court or reference number", "case, court or reference numbers",
             "A reference number leads to one record.", _TAKE_OUT, True),
        Kind("online", "web address or account", "web addresses or accounts",
             "A link or account name can lead to one person.", "Take it out, or say what kind of page it is.", True),
        Kind("name", "possible name", "possible names", "It may be the name of a person, or of a place.",
             "Write a role instead ('my worker', 'her brother'). Where it names no person, say so when you sign off."),
        Kind("date", "exact date", "exact dates", "With a date, others can tell which event and whose it was.",
             "Write a longer time ('last winter', 'in the past year')."),
        Kind("birth", "date or month of birth", "dates or months of birth", "A date of birth points to one person.",
             "Take it out; give an age band if it matters.", True),
        Kind("school", "school or nursery", "schools or nurseries", "A school or nursery is a small group of children.",
             "Write 'my school' or 'the nursery'."),
        Kind("place", "possible small place", "possible small places",
             "A place smaller than the council area narrows down who it is.", "Name the council area, or no place."),
        Kind("age", "exact age or school year", "exact ages or school years",
             "An exact age together with other details can point to one person.", "Give an age band."),
        Kind("family", "number or order of siblings", "numbers or orders of siblings",
             "The make-up of a family is known to neighbours.", "Leave the number out."),
    )
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Finding:
    """One detail found in a text.

    Parameters
    ----------
    start, end
        Its place in the text as it was given: ``text[start:end]``.
    kind
        Id of its `Kind`.
    shown
        The detail, masked so that a report or log does not repeat it.
    """

    start: int
    end: int
    kind: str
    shown: str

    @property
    def why(self) -> str:
        """Why it matters."""
        return KINDS[self.kind].why

    @property
    def what_to_do(self) -> str:
        """What an author should do."""
        return KINDS[self.kind].what_to_do

    @property
    def never(self) -> bool:
        """Whether it may never be published, whoever signs it off."""
        return KINDS[self.kind].never

    def __str__(self) -> str:
        return f"{KINDS[self.kind].one} {self.shown!r} at character {self.start + 1}. {self.why} {self.what_to_do}"


def masked(text: str) -> str:
    """Return a detail so that its author knows it and nobody else does.

    Examples
    --------
    >>> masked("Eilidh Drever"), masked("12/03/2011"), masked("KW15 1AB")
    ('E… D…', '#/#/#', 'K…#…')
    """
    short = re.sub(r"\d+", "#", " ".join(text.split()))
    short = re.sub(r"#(?: *#)+", "#", short)
    short = re.sub(r"([^\W\d_])[^\W\d_]+", r"\1…", short)
    # Past a number nothing more is needed to find the place.
    return re.sub(r"(#)[ ]?[^\W\d_#].*$", r"\1…", short) if "#" in short else short[:40]


def summary(findings: Iterable[Finding]) -> str:
    """Return what was found in one line.

    Examples
    --------
    >>> summary([])
    'nothing detected, which does not mean that it is safe'
    >>> summary([Finding(0, 6, "name", "E…"), Finding(9, 12, "name", "K…"), Finding(20, 30, "date", "#/#/#")])
    '2 possible names, 1 exact date'
    """
    counts = Counter(finding.kind for finding in findings)
    if not counts:
        return NOTHING
    return ", ".join(
        f"{counts[id]} {kind.one if counts[id] == 1 else kind.many}" for id, kind in KINDS.items() if counts[id]
    )
