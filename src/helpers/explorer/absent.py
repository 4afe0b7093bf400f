"""What stands in the place of the explorer where there is no evidence to explore: a sentence, and no error."""

from __future__ import annotations

from html import escape
from typing import Any


class Said:
    """A sentence in the place of what would be shown.

    Parameters
    ----------
    text
        The sentence.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": f"<p>{escape(self.text)}</p>", "text/plain": self.text}


class Absent(Said):
    """The explorer where nothing is there to explore: it says what to do, and each of its views that nothing is shown.

    Examples
    --------
    >>> Absent("throughcare", "fife")
    There is no evidence to explore here. In a terminal, `workbench lab throughcare --area fife` opens this notebook \
with the evidence that was taken in.
    >>> Absent("throughcare", "").matrix
    Nothing is shown.
    """

    interactive = False

    def __init__(self, programme: str, area: str) -> None:
        command = f"workbench lab {programme}{f' --area {area}' if area else ''}"
        super().__init__(
            f"There is no evidence to explore here. In a terminal, `{command}` opens this notebook with the evidence "
            "that was taken in."
        )
        self.matrix = self.surveys = self.records = self.statistics = self.earlier = Said("Nothing is shown.")
