"""The explorer's own small widgets: the matrix of buttons, the line that is read out, and facts."""

from __future__ import annotations

from pathlib import Path

import anywidget
import ipywidgets
import traitlets

_HERE = Path(__file__).parent
STYLE = (_HERE / "explorer.css").read_text(encoding="utf-8")


class Status(anywidget.AnyWidget):
    """One line that a screen reader hears when it changes.

    Traits
    ------
    text, problem
        What is said, and whether it is a problem.
    said, drawn
        How often anything was said, and which of these the page has drawn, with the view that it belongs to.
    seen
        Whether that view is in sight, as the page tells.
    used
        How often somebody began to use that view.
    """

    _esm = (_HERE / "status.js").read_text(encoding="utf-8")
    _css = STYLE
    text = traitlets.Unicode("").tag(sync=True)
    problem = traitlets.Bool(False).tag(sync=True)
    said = traitlets.Int(0).tag(sync=True)
    drawn = traitlets.Int(0).tag(sync=True)
    seen = traitlets.Bool(False).tag(sync=True)
    used = traitlets.Int(0).tag(sync=True)

    def say(self, text: str, *, problem: bool = False) -> None:
        """Say something, as a problem where it is one."""
        with self.hold_sync():
            self.text, self.problem, self.said = text, problem, self.said + 1


class MatrixButtons(anywidget.AnyWidget):
    """A table of buttons, each a cell that can be opened.

    Traits
    ------
    told
        ``caption``, ``columns`` and ``rows`` of ``id``, ``title``, ``together`` and ``cells``; a cell has ``strand``,
        ``lines``, ``label``, ``tone`` and ``chosen``.
    clicked
        Row, strand, and how often anything was clicked.
    """

    _esm = (_HERE / "matrix.js").read_text(encoding="utf-8")
    _css = STYLE
    told = traitlets.Dict().tag(sync=True)
    clicked = traitlets.List([]).tag(sync=True)


class Facts(anywidget.AnyWidget):
    """Facts as HTML; what somebody unfolded stays unfolded when they change."""

    _esm = (_HERE / "facts.js").read_text(encoding="utf-8")
    _css = STYLE
    html = traitlets.Unicode("").tag(sync=True)


def dropdown(label: str) -> ipywidgets.Dropdown:
    """Return an empty list to choose one thing from, with its label."""
    return ipywidgets.Dropdown(
        description=label,
        options=(),
        style={"description_width": "initial"},
        layout={"width": "auto", "max_width": "100%"},
    )
