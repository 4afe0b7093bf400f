"""Errors that an inspector can cause or mend, shown in the notebook as one plain message."""

from __future__ import annotations


class HelperError(Exception):
    """What is wrong, where, and what to do, without a traceback in the notebook.

    Parameters
    ----------
    message
        One or a few plain sentences.

    Examples
    --------
    >>> str(HelperError("There is no table 'staf_survey'. Did you mean staff_survey?"))
    "There is no table 'staf_survey'. Did you mean staff_survey?"
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __reduce__(self):  # errors cross process boundaries
        return (type(self), self.args)

    def _render_traceback_(self) -> list[str]:
        # IPython calls this: the inspector needs the sentence, not the lines of our modules.
        return [f"{type(self).__name__}: {self.message}"]


class RunError(HelperError):
    """The folder is not a run folder, or it belongs to another programme, area or stage."""


class EvidenceError(HelperError):
    """A table was asked for that this stage does not declare, or that does not fit its instrument."""
