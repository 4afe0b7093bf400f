"""Charts of results: calm, labelled directly, legible in print; built with Altair from protected numbers only."""

from helpers.charts.answers import AnswerRow, answers_chart
from helpers.charts.balance import BalanceRow, balance_chart
from helpers.charts.compared import ComparedRow, compared_chart
from helpers.charts.distribution import distribution_chart
from helpers.charts.items import ItemRow, items_chart
from helpers.charts.maps import map_chart, tiles_chart
from helpers.charts.matrix import Tile, matrix_chart
from helpers.charts.theme import Drawing, Palette, message, palette_of
from helpers.charts.trend import Series, trend_chart

__all__ = [
    "AnswerRow",
    "BalanceRow",
    "ComparedRow",
    "Drawing",
    "ItemRow",
    "Palette",
    "Series",
    "Tile",
    "answers_chart",
    "balance_chart",
    "compared_chart",
    "distribution_chart",
    "items_chart",
    "map_chart",
    "matrix_chart",
    "message",
    "palette_of",
    "tiles_chart",
    "trend_chart",
]
