"""Texts that may identify somebody, held out of every output until a person has read them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

HELD = "Not shown: it may identify somebody, and nobody has signed it off yet."


def fingerprint(text: str) -> str:
    """Return the fingerprint by which a run's context names a text without repeating it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def without_held(frame: pd.DataFrame, columns: Iterable[str], held: Collection[str]) -> pd.DataFrame:
    """Return evidence in which a sentence stands in place of each text that is held.

    The rows stay, so that a finding counts whether its words may be shown or not.

    Parameters
    ----------
    frame
        Rows of an evidence table.
    columns
        Its columns of free text.
    held
        Fingerprints of the texts that are held.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"statement": ["Plans are clear.", "Kirsty was heard."]})
    >>> without_held(frame, ["statement"], {fingerprint("Kirsty was heard.")})["statement"].tolist()
    ['Plans are clear.', 'Not shown: it may identify somebody, and nobody has signed it off yet.']
    """
    if not held:
        return frame
    shown = {
        column: [HELD if isinstance(text, str) and fingerprint(text) in held else text for text in frame[column]]
        for column in columns
        if column in frame.columns
    }
    return frame.assign(**shown)
