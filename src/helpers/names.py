"""Names of values, tables and figures: dotted, lower case, no name inside another."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from helpers.errors import HelperError

PATTERN = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


def check_name(name: str, taken: Iterable[str] = ()) -> str:
    """Return ``name`` when it may be used, and say what to do when it may not.

    Parameters
    ----------
    name
        Dotted lower snake case, such as ``staff.supported``.
    taken
        Names of the same kind recorded before.

    Raises
    ------
    HelperError
        When the name is malformed, taken, or begins with another whole name (a report could not hold both:
        ``staff`` cannot be a value and a folder of values at once).

    Examples
    --------
    >>> check_name("staff.supported", ["staff.responses"])
    'staff.supported'
    >>> check_name("Staff supported")
    Traceback (most recent call last):
    helpers.errors.HelperError: 'Staff supported' is not a name. Use lower-case words joined by underscores and \
dots, such as staff_supported.
    """
    if not PATTERN.fullmatch(name):
        words = re.sub(r"[^a-z0-9.]+", "_", name.strip().lower()).strip("._") or "staff.supported"
        example = words if PATTERN.fullmatch(words) else f"item_{re.sub('[^a-z0-9_]+', '_', words)}"
        raise HelperError(
            f"{name!r} is not a name. Use lower-case words joined by underscores and dots, such as {example}."
        )
    for other in taken:
        if other == name:
            raise HelperError(f"{name!r} is recorded twice. Give the second one another name.")
        if other.startswith(f"{name}.") or name.startswith(f"{other}."):
            raise HelperError(f"{name!r} and {other!r} cannot both be recorded: one begins with the other. Rename one.")
    return name


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Return `` Did you mean X?`` (with a leading space), or an empty string.

    Examples
    --------
    >>> did_you_mean("staf_survey", ["staff_survey", "children_survey"])
    ' Did you mean staff_survey?'
    """
    near = difflib.get_close_matches(word.casefold(), sorted(set(words)), n=1, cutoff=0.6)
    return f" Did you mean {near[0]}?" if near else ""


def quality_indicator_key(identifier: str) -> str:
    """Return the part of a name that stands for a quality indicator.

    Examples
    --------
    >>> quality_indicator_key("2.1")
    'qi_2_1'
    """
    return "qi_" + re.sub(r"[^a-z0-9]+", "_", identifier.lower()).strip("_")
