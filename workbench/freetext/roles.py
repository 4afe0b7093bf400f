"""Roles that people write themselves under, told from names of persons."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from workbench.freetext.detecting import detect
from workbench.freetext.vocabulary import is_ordinary

LONGEST_ROLE = 60


def a_role(text: str) -> str:
    """Return ``text`` where it can be a role; a name of a person is refused.

    Raises
    ------
    ValueError
        With what is wrong.

    Examples
    --------
    >>> a_role("Inspection lead")
    'Inspection lead'
    """
    if not text or len(text) > LONGEST_ROLE or "\n" in text:
        raise ValueError(
            f"is not a role; write a few words such as Inspection lead (at most {LONGEST_ROLE} characters)"
        )
    # A role in capitals ("Inspection Lead") is no name; a word that is in no dictionary, or a forename, may be one.
    words = re.findall(r"[^\W\d_][\w'-]*", text)
    plain = " ".join(word if word.isupper() else word.casefold() for word in text.split())
    if detect(plain[:1].upper() + plain[1:]) or any(
        not is_ordinary(word.casefold()) for word in words if not word.isupper()
    ):
        raise ValueError("looks like a person's name or details; write the role, for example Inspection lead")
    return text


Role = Annotated[str, AfterValidator(a_role)]
