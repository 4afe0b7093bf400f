"""Charts of results: calm, labelled directly, legible in print; built with Altair from protected numbers only."""

from helpers.charts.answers import AnswerRow, answers_chart
from helpers.charts.items import ItemRow, items_chart
from helpers.charts.theme import Drawing, Palette, message, palette_of

__all__ = ["AnswerRow", "Drawing", "ItemRow", "Palette", "answers_chart", "items_chart", "message", "palette_of"]
