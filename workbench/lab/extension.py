"""The extension of Jupyter Server by which the panel reaches the workbench."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.lab.bench import Bench

_benches: list[Bench] = []


def serve_bench(bench: Bench) -> None:
    """Have the server of this process answer for a sitting; to be called before it starts."""
    _benches[:] = [bench]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "workbench.lab.extension"}]


def _load_jupyter_server_extension(server: Any) -> None:
    from workbench.lab.handlers import handlers

    if not _benches:
        server.log.error("The panel 'Areas' is there in JupyterLab as `workbench lab` starts it.")
        return
    places = handlers(_benches[0], server.web_app.settings["base_url"], secrets.token_urlsafe(24))
    server.web_app.add_handlers(".*$", places)
