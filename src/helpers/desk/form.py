"""A form in a notebook: questions with labels, skips, messages beside what they are about, and what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from helpers.desk.fields import Answers, Field, checked
from helpers.errors import HelperError

_HERE = Path(__file__).parent
Block = dict[str, Any]


class Form(anywidget.AnyWidget):
    """One form; it shows what it is told and tells what was answered, and keeps nothing itself.

    Parameters
    ----------
    title
        Its heading.
    fields
        The questions, in order.
    actions
        Buttons by name: the first is the main one.
    on_action
        Called with the name of the button and the checked answers; returns the sentence to show. A `HelperError` is
        shown as it stands, and the answers stay in the form.
    draft
        Names of the buttons that need no complete answers.
    """

    _esm = (_HERE / "form.js").read_text(encoding="utf-8")
    _css = (_HERE / "form.css").read_text(encoding="utf-8")

    heading = traitlets.Unicode().tag(sync=True)
    fields = traitlets.List(traitlets.Dict()).tag(sync=True)
    actions = traitlets.List(traitlets.Dict()).tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    put = traitlets.Dict().tag(sync=True)
    errors = traitlets.Dict().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    failed = traitlets.Unicode().tag(sync=True)
    blocks = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        actions: Mapping[str, str],
        on_action: Callable[[str, Answers], str],
        *,
        draft: Sequence[str] = (),
    ) -> None:
        self.questions = tuple(fields)
        self._on_action = on_action
        self._draft = frozenset(draft)
        buttons = [{"id": name, "label": label} for name, label in actions.items()]
        super().__init__(heading=title, fields=[field.told() for field in fields], actions=buttons)
        self.on_msg(lambda _widget, content, _buffers: self._heard(content))

    def __repr__(self) -> str:
        return f"{self.heading}: a form. Run its cell in the workbench's JupyterLab to see it."

    def ask(self, fields: Sequence[Field]) -> None:
        """Put other questions; answers to those that stay are kept."""
        self.questions = tuple(fields)
        self.fields = [field.told() for field in fields]

    def fill(self, answers: Mapping[str, Any], *, clear: bool = False) -> None:
        """Put answers into the form; what is typed meanwhile into other questions stays.

        Parameters
        ----------
        answers
            Answers by question.
        clear
            Whether every other question is emptied.
        """
        emptied = dict.fromkeys((field.id for field in self.questions), "") if clear else {}
        self.values = dict(answers) if clear else {**self.values, **answers}
        self.put = {"turn": self.put.get("turn", 0) + 1, "values": {**emptied, **answers}}

    def press(self, action: str, answers: Mapping[str, Any]) -> None:
        """Do what a button does, with these answers in the form."""
        self.values = dict(answers)
        kept, wrong = checked(self.questions, answers, complete=action not in self._draft)
        self.errors, self.failed, self.said = wrong, "", ""
        if not wrong:
            try:
                self.said = self._on_action(action, kept)
            except HelperError as error:
                self.failed = error.message

    def _heard(self, content: Any) -> None:
        if not isinstance(content, dict) or content.get("action") not in {one["id"] for one in self.actions}:
            return
        answers = content.get("values")
        try:
            self.press(content["action"], answers if isinstance(answers, dict) else {})
        except Exception as error:  # whatever happens, the inspector is told and keeps the text
            self.failed = f"Something went wrong ({type(error).__name__}: {error}). What you wrote is still here."
            raise
        finally:
            self.send({"done": content["action"]})


def chosen(form: Form, show: Callable[[], None], *names: str) -> None:
    """Call ``show`` whenever another answer to one of these questions is chosen.

    Not at every answer: what somebody looked at when they chose is what they record about.
    """

    def heard(change: Mapping[str, Any]) -> None:
        if any(change["old"].get(name) != change["new"].get(name) for name in names):
            show()

    form.observe(heard, "values")


def paragraph(text: str) -> Block:
    """Return a sentence to show below a form."""
    return {"kind": "text", "text": text}


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Block:
    """Return a table to show below a form; every cell is shown as the text that it is."""
    return {
        "kind": "table",
        "caption": caption,
        "columns": list(columns),
        "rows": [["" if cell is None else str(cell) for cell in row] for row in rows],
    }
