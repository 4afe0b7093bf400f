"""The explorer: one picker that drives every view of the evidence of a programme's areas.

Each name is loaded when it is asked for: what only counts needs no widgets.
"""

from importlib import import_module
from typing import Any

_EXPORTS = {"offline": ("warm_up",), "opening": ("Explorer", "open_explorer")}
_HOMES = {name: module for module, names in _EXPORTS.items() for name in names}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
