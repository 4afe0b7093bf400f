"""Charts of results: calm, labelled directly, legible in print; built with Altair from protected numbers only.

Each name is loaded when it is asked for, so that a notebook depends on the charts it draws and on no others.
"""

from importlib import import_module
from typing import Any

_EXPORTS = {
    "answers": ("AnswerRow", "answers_chart"),
    "balance": ("BalanceRow", "balance_chart"),
    "compared": ("ComparedRow", "compared_chart"),
    "counts": ("CountRow", "counts_chart"),
    "distribution": ("distribution_chart",),
    "items": ("ItemRow", "items_chart"),
    "maps": ("map_chart", "tiles_chart"),
    "matrix": ("Tile", "matrix_chart"),
    "pathway": ("PathwayRow", "pathway_chart"),
    "stacked": ("stacked_chart",),
    "theme": ("Drawing", "Palette", "message", "palette_of"),
    "trend": ("Series", "trend_chart"),
}
_HOMES = {name: module for module, names in _EXPORTS.items() for name in names}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
