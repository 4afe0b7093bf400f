"""Values recorded together, as an inspector reads them in the notebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from helpers.values import Value


@dataclass(frozen=True)
class ValueList:
    """Values just recorded, shown in the notebook as one list an inspector can read."""

    values: Mapping[str, Value]

    def __repr__(self) -> str:
        return "\n".join(f"{name}: {_shown(value)}" for name, value in self.values.items())

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(value.label)}</th>'
            f'<td style="text-align:left">{escape(_shown(value))}</td>'
            f'<td style="text-align:left"><code>{escape(name)}</code></td></tr>'
            for name, value in self.values.items()
        )
        head = "".join(f'<th scope="col" style="text-align:left">{word}</th>' for word in ("What", "Value", "Name"))
        html = f"<table><caption>Values recorded</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return {"text/html": html, "text/plain": repr(self)}


def _shown(value: Value) -> str:
    return value.says if value.status == "shown" else f"{value.text} ({value.reason})"
