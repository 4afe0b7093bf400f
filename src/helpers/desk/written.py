"""What stands where a form would be, outside the workbench's JupyterLab."""

from __future__ import annotations

from html import escape


class NeedsLab:
    """A sentence in place of a form, so that a notebook runs everywhere and says what it needs.

    Parameters
    ----------
    title
        What the form would be.
    message
        What is needed, and the command.
    """

    def __init__(self, title: str, message: str) -> None:
        self.title = title
        self.message = message

    def __repr__(self) -> str:
        return f"{self.title}. {self.message}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        text = escape(self.message)
        return {
            "text/html": f"<p><strong>{escape(self.title)}.</strong> {text}</p>",
            "text/plain": repr(self),
        }
