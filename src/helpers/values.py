"""One named value of a result: how it reads, and its numbers where they may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from helpers.rounding import rounded

# They stand in sentences, "of the staff who answered, … agreed". A share may be held back because nearly everybody said
# yes, so nothing here says that it is small.
UNSAFE_SHARE, UNSAFE_NUMBER = "a share that cannot be shown safely", "a number that cannot be shown safely"
# A number that whoever supplied the evidence withheld: there is one, and nobody here knows it.
BY_SOURCE, BY_SOURCE_NUMBER = "withheld by the source", "a number that the source withholds"
UNKNOWN = {"proportion": "an unknown share", "count": "an unknown number", "number": "an unknown number"}


@dataclass(frozen=True)
class Value:
    """A value as a report uses it.

    Parameters
    ----------
    kind
        ``count``, ``proportion``, ``number``, ``text``, ``grade`` or ``list``.
    label
        Plain description, such as "Staff who feel supported to do their job well".
    text
        Short form: ``82%``, ``94``, ``Good``.
    says
        Form that stands in a sentence: ``most (82%, 77 of 94)``.
    status
        ``shown``, ``suppressed`` (it could identify a person, or the source withholds it) or ``missing`` (there is no
        evidence).
    reason
        Why it is suppressed or missing.
    numbers
        The numbers behind it (``count``, ``base``, ``percent``, ``low``, ``high``, ``value``, ``grade``, ``of``) and
        its ``word``; always empty for a value that is not shown.
    table
        The evidence table it was counted from.
    rule
        The proportion word or disclosure rule that was used.
    role
        Of a suppressed value: what it was held back for (see :class:`helpers.tables.Suppressed`). It is for the release
        gate and is in nothing that is recorded for readers.
    """

    kind: str
    label: str
    text: str
    says: str
    status: str = "shown"
    reason: str = ""
    numbers: Mapping[str, Any] = field(default_factory=dict)
    table: str = ""
    rule: str = ""
    role: str = field(default="", repr=False, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the value as ``results.json`` holds it."""
        entry = {
            "kind": self.kind,
            "label": self.label,
            "text": self.text,
            "says": self.says,
            "status": self.status,
            "reason": self.reason,
        }
        if self.table:
            entry["table"] = self.table
        if self.rule:
            entry["rule"] = self.rule
        return entry | (dict(self.numbers) if self.status == "shown" else {})


def sentence(reason: str) -> str:
    """Return a reason as a sentence of its own.

    Examples
    --------
    >>> sentence("no survey was taken in")
    'No survey was taken in.'
    """
    return f"{reason[:1].upper()}{reason[1:]}."


def option_key(value: str) -> str:
    """Return the part of a value's name that stands for an option.

    Examples
    --------
    >>> option_key("Learning review"), option_key("one-to-one, in person")
    ('learning_review', 'one_to_one_in_person')
    """
    return "_".join("".join(letter if letter.isalnum() else " " for letter in value.lower()).split())


def grouped(number: float) -> str:
    """Return a number with commas between thousands, and decimals only where it has them, two at most.

    Examples
    --------
    >>> grouped(5479900), grouped(12.50), grouped(-0.04), grouped(0.125)
    ('5,479,900', '12.5', '-0.04', '0.13')
    """
    return f"{rounded(number, 2):,}"


def count(number: int, label: str, *, table: str = "", rule: str = "") -> Value:
    """Return a count.

    Parameters
    ----------
    number
        The count.
    label
        What is counted, in plain words.
    table, rule
        The evidence table it was counted from, and the rule by which it was made or protected.

    Examples
    --------
    >>> count(1204, "Staff who answered").says
    '1,204'
    """
    return Value(
        "count", label, grouped(number), grouped(number), numbers={"value": int(number)}, table=table, rule=rule
    )


def measure(number: float, label: str, text: str = "", *, says: str = "", table: str = "", rule: str = "") -> Value:
    """Return a number that is not a count, such as a rate, with ``text`` as its short form.

    Parameters
    ----------
    number
        The number, already rounded as it may be read.
    label
        What it is, in plain words.
    text
        Its short form; the number with commas where it is left out.
    says
        How it reads in a sentence, with its unit.
    table, rule
        The evidence table it was counted from, and the rule by which it was made or protected.

    Examples
    --------
    >>> measure(12.5, "Rate", says="12.5 per 1,000 children").says
    '12.5 per 1,000 children'
    """
    shown = text or grouped(number)
    return Value("number", label, shown, says or shown, numbers={"value": number}, table=table, rule=rule)


def words(text: str, label: str) -> Value:
    """Return a text.

    Parameters
    ----------
    text
        The text.
    label
        What it is, in plain words.

    Examples
    --------
    >>> words("Good", "Evaluation").text
    'Good'
    """
    return Value("text", label, text, text)


def names(items: Sequence[str], label: str) -> Value:
    """Return a list of texts, read as a sentence would list them.

    Parameters
    ----------
    items
        The texts, in the order in which they are listed.
    label
        What they are, in plain words.

    Examples
    --------
    >>> names(["family", "care", "voice"], "Foundations").says
    'family, care and voice'
    """
    if not items:
        return Value("list", label, "none", "none", numbers={"items": []})
    says = items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
    return Value("list", label, says, says, numbers={"items": list(items)})


def suppressed(
    kind: str, label: str, reason: str, *, table: str = "", rule: str = "", says: str = "", role: str = ""
) -> Value:
    """Return a value that is held back because it could identify a person; it carries no number.

    One that the source withheld, by its reason, says so instead.

    Parameters
    ----------
    kind
        ``count``, ``proportion``, ``number`` and so on.
    label
        What is counted, in plain words.
    reason
        What a reader is told; the same for all that is held back by one profile.
    table, rule
        The evidence table it was counted from, and the rule by which it was made or protected.
    says
        How it reads in a sentence, where the kind's own words do not fit.
    role
        What it is held back for, for the gate and the reviewer; never published.

    Examples
    --------
    >>> suppressed("count", "Orders", "withheld by the source as confidential").says
    'a number that the source withholds'
    >>> suppressed("proportion", "Plans in place", "numbers from 1 to 4 are not shown").says
    'a share that cannot be shown safely'
    """
    text = "withheld" if reason.startswith(BY_SOURCE) else "not shown"
    hidden = BY_SOURCE_NUMBER if text == "withheld" else UNSAFE_SHARE if kind == "proportion" else UNSAFE_NUMBER
    return Value(kind, label, text, says or hidden, "suppressed", reason, table=table, rule=rule, role=role)


def missing(kind: str, label: str, reason: str, *, table: str = "") -> Value:
    """Return a value for which there is no evidence.

    Parameters
    ----------
    kind
        ``count``, ``proportion``, ``number`` and so on.
    label
        What would be counted, in plain words.
    reason
        Why there is none, as part of a sentence.
    table
        The evidence table it would come from.

    Examples
    --------
    >>> missing("count", "Records read", "no records were taken in").says
    'an unknown number'
    """
    return Value(kind, label, "not known", UNKNOWN.get(kind, "not known"), "missing", reason, table=table)
