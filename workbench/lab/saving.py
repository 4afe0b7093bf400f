"""What the desk's server leaves out of a notebook that it saves: names of widgets that end with their kernel."""

from __future__ import annotations

from typing import Any

WIDGET = "application/vnd.jupyter.widget-view+json"
_WORDS = "Run this cell to see it."


def save_no_widgets(model: dict[str, Any], **_: Any) -> None:
    """Take widgets out of a notebook that is about to be saved; the words that stand for them stay.

    A widget lives as long as its kernel. Opened again, a notebook that named one would wait for it, then show an error.

    Parameters
    ----------
    model
        What Jupyter Server saves; changed in place, as its ``pre_save_hook`` is meant to.

    Examples
    --------
    >>> output = {"output_type": "display_data", "data": {WIDGET: {"model_id": "a"}, "text/plain": "Surveys."}}
    >>> notebook = {"cells": [{"cell_type": "code", "outputs": [output]}], "metadata": {"widgets": {}}}
    >>> save_no_widgets({"type": "notebook", "content": notebook})
    >>> notebook["cells"][0]["outputs"][0]["data"], notebook["metadata"]
    ({'text/plain': 'Surveys.'}, {})
    """
    if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
        return
    notebook = model["content"]
    notebook.get("metadata", {}).pop("widgets", None)
    for cell in notebook.get("cells", ()):
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if data.pop(WIDGET, None) is not None and not data:
                data["text/plain"] = _WORDS
