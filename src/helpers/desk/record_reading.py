"""The record-reading notebook's forms: from drawing the sample to handing over what was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.desk.opening import NoDesk, open_desk
from helpers.desk.written import NeedsLab
from helpers.errors import HelperError

if TYPE_CHECKING:
    from helpers.desk.form import Form
    from helpers.desk.known import Known
    from helpers.desk.readings import Readings

Maker = Callable[["Known", "Readings"], "Form"]


class RecordReading:
    """Record reading at the desk of one area.

    Parameters
    ----------
    known
        The programme and the desk, or the sentence that says why there is none.
    template
        Which template, where the programme has several.
    """

    def __init__(self, known: Known | HelperError, template: str = "") -> None:
        self._known = known
        self._template = template

    def __repr__(self) -> str:
        if isinstance(self._known, HelperError):
            return self._known.message
        return f"{self._known.place}: {self._readings(self._known).template.title.lower()}, in the private folder."

    def drawing(self) -> Form | NeedsLab:
        """Return the form by which the sample is drawn."""
        from helpers.desk.sample_form import draw_form

        return self._form("Draw the sample", draw_form)

    def replacements(self) -> Form | NeedsLab:
        """Return the form by which a record that cannot be read is replaced."""
        from helpers.desk.sample_form import replace_form

        return self._form("Replace a record", replace_form)

    def form(self) -> Form | NeedsLab:
        """Return the form in which a record is read."""
        from helpers.desk.reading_form import reading_form

        return self._form("Read a record", reading_form)

    def handing_over(self) -> Form | NeedsLab:
        """Return the form that writes what was read as a raw file."""
        from helpers.desk.reading_form import handing_form

        return self._form("Hand over what was read", handing_form)

    def _form(self, title: str, make: Maker) -> Form | NeedsLab:
        if isinstance(self._known, HelperError):
            return NeedsLab(title, self._known.message)
        return make(self._known, self._readings(self._known))

    def _readings(self, known: Known) -> Readings:
        from helpers.desk.reading_folder import ReadingFolder
        from helpers.desk.readings import Readings
        from helpers.desk.sample import Sample
        from helpers.desk.templates import template_of

        template = template_of(known, self._template)
        folder = ReadingFolder(known.desk, template.id)
        return Readings(template, Sample(known, folder), folder)


def open_record_reading(programme: str, area: str, template: str = "") -> RecordReading:
    """Return the forms of record reading for one area.

    Parameters
    ----------
    programme, area
        The notebook's parameters.
    template
        Which record-reading template, where the programme has several.

    Raises
    ------
    HelperError
        When the desk belongs to another programme or area, or cannot be read. Where there is no desk at all, or the
        programme reads no records, each form is a sentence that says so.
    """
    from helpers.desk.known import Known
    from helpers.desk.templates import template_of

    try:
        known = Known(open_desk(programme, area))
    except NoDesk as missing:
        return RecordReading(missing)
    if not known.templates:
        try:
            template_of(known, template)
        except HelperError as none:
            return RecordReading(none)
    return RecordReading(known, template)
