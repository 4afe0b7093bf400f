"""The judgement notebook's forms, one for each step from a note to the panel's decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.desk.opening import NoDesk, open_desk
from helpers.desk.written import NeedsLab

if TYPE_CHECKING:
    from helpers.desk.form import Form
    from helpers.desk.known import Known


class Judgement:
    """What an inspector writes and decides for one area.

    Parameters
    ----------
    known
        The programme and the desk, or the sentence that says why there is none.
    """

    def __init__(self, known: Known | NoDesk) -> None:
        self._known = known

    def __repr__(self) -> str:
        if isinstance(self._known, NoDesk):
            return self._known.message
        return f"{self._known.place}: what is recorded here goes to {self._known.desk.authored.name}/."

    def notes(self) -> Form | NeedsLab:
        """Return the form for notes on cells of the evidence matrix."""

        def make(known: Known) -> Form:
            from helpers.desk.note_form import note_form

            return note_form(known)

        return self._form("Notes on the evidence", make)

    def matters(self) -> Form | NeedsLab:
        """Return the form by which matters are sorted."""

        def make(known: Known) -> Form:
            from helpers.desk.matter_form import matter_form

            return matter_form(known)

        return self._form("Matters", make)

    def proposal(self) -> Form | NeedsLab:
        """Return the form in which one of two evaluators proposes an evaluation."""

        def make(known: Known) -> Form:
            from helpers.desk.proposal_form import proposal_form

            return proposal_form(known)

        return self._form("Propose an evaluation", make, graded=True)

    def evaluation(self) -> Form | NeedsLab:
        """Return the form in which the team records its evaluation."""

        def make(known: Known) -> Form:
            from helpers.desk.evaluation_form import evaluation_form

            return evaluation_form(known)

        return self._form("Record the evaluation", make, graded=True)

    def panel(self) -> Form | NeedsLab:
        """Return the form of the quality and consistency panel."""

        def make(known: Known) -> Form:
            from helpers.desk.evaluation_form import panel_form

            return panel_form(known)

        return self._form("Quality and consistency", make, graded=True)

    def _form(self, title: str, make: Callable[[Known], Form], *, graded: bool = False) -> Form | NeedsLab:
        if isinstance(self._known, NoDesk):
            return NeedsLab(title, self._known.message)
        if graded and not self._known.grades:
            return NeedsLab(title, "This programme evaluates on no scale, so no grade is recorded in it.")
        return make(self._known)


def open_judgement(programme: str, area: str) -> Judgement:
    """Return the forms for one area.

    Parameters
    ----------
    programme, area
        The notebook's parameters.

    Raises
    ------
    HelperError
        When the desk belongs to another programme or area, or cannot be read. Where there is no desk at all, each form
        is a sentence that says so.
    """
    from helpers.desk.known import Known

    try:
        return Judgement(Known(open_desk(programme, area)))
    except NoDesk as missing:
        return Judgement(missing)
