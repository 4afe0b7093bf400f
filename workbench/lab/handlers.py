"""The requests of the panel, each answered for the person with the token alone."""

from __future__ import annotations

import asyncio
import hmac
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

from workbench.errors import WorkbenchError
from workbench.lab.bench import Bench

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NO_PAGE = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>No report yet</title></head>'
    '<body style="font: 1.1rem/1.5 system-ui, sans-serif; margin: 2rem; max-width: 40rem"><h1>No report yet</h1>'
    "<p>This page was not built yet, or was removed. Build the area's draft in the panel Areas, then choose Reload.</p>"
    "</body></html>"
)


class _Handler(APIHandler):
    """An answer in JSON; what a person can cause is one message with its own status."""

    def initialize(self, bench: Bench, key: str = "") -> None:
        self.bench = bench
        self.key = key

    async def answer(self, ask: Callable[..., Any], *arguments: Any) -> None:
        """Answer with what ``ask`` returns, worked out beside the server's loop."""
        try:
            self.finish(json.dumps(await asyncio.to_thread(ask, *arguments)))
        except WorkbenchError as error:
            self.refuse(error)

    def refuse(self, error: WorkbenchError) -> None:
        """Say what is wrong, in the error's own words."""
        self.set_status(422)
        self.finish(json.dumps({"message": error.message}))

    def named(self, *names: str) -> tuple[str, ...]:
        """Return values of the request that are ids.

        Raises
        ------
        HTTPError
            When one is none: it could lead out of the folders.
        """
        given = self.get_json_body() or {} if self.request.method == "POST" else {}
        values = tuple(str(given.get(name) or self.get_argument(name, "")) for name in names)
        if not all(_ID.fullmatch(value) for value in values):
            raise web.HTTPError(400, f"Needed: {', '.join(names)}.")
        return values


class DeskHandler(_Handler):
    """What the panel begins with."""

    @web.authenticated
    async def get(self) -> None:
        """Return programme, area, role, programmes, kernels, and where reports are served."""
        await self.answer(
            lambda: self.bench.desk() | {"reports": url_path_join(self.base_url, "workbench/report", self.key)}
        )


class AreasHandler(_Handler):
    """A programme's areas."""

    @web.authenticated
    async def get(self) -> None:
        """Return every area with how far it is."""
        await self.answer(self.bench.areas, *self.named("programme"))


class AreaHandler(_Handler):
    """One area."""

    @web.authenticated
    async def get(self) -> None:
        """Return its stages, evidence and last build."""
        await self.answer(self.bench.area, *self.named("programme", "area"))

    @web.authenticated
    async def post(self) -> None:
        """Lay its desk; ``fresh`` names notebooks to begin anew."""
        fresh = tuple(str(each) for each in (self.get_json_body() or {}).get("fresh", ()))
        await self.answer(self.bench.open, *self.named("programme", "area"), fresh)


class DraftsHandler(_Handler):
    """Builds of drafts."""

    @web.authenticated
    async def post(self) -> None:
        """Start one; the answer is how it stands."""
        programme, area = self.named("programme", "area")
        try:
            await asyncio.to_thread(self.bench.area, programme, area)
            draft = await self.bench.drafts.begin(programme, None if area == "national" else area)
            self.finish(json.dumps(draft.as_dict()))
        except WorkbenchError as error:
            self.refuse(error)


class DraftHandler(_Handler):
    """One build."""

    @web.authenticated
    async def get(self, id: str) -> None:
        """Return how it stands."""
        await self.answer(lambda: self.bench.drafts.get(int(id)).as_dict())

    @web.authenticated
    async def delete(self, id: str) -> None:
        """Stop it."""
        try:
            self.finish(json.dumps(self.bench.drafts.stop(int(id)).as_dict()))
        except WorkbenchError as error:
            self.refuse(error)


class PreviewHandler(_Handler):
    """Quarto's preview."""

    @web.authenticated
    async def post(self) -> None:
        """Start it where need be; the answer is its address."""
        programme, area = self.named("programme", "area")
        await self.answer(lambda: {"address": self.bench.previews.open(programme, area)})


class ReportHandler(JupyterHandler, web.StaticFileHandler):
    """Files of the rendered reports, and no others.

    A report is shown in a frame with an origin of its own, so that no script in it can reach notebooks or kernels. A
    browser sends no cookie from there: the address holds a key instead, new for each sitting, which only the panel is
    told.
    """

    def initialize(self, bench: Bench, key: str) -> None:  # type: ignore[override]
        """Serve from the build folder."""
        web.StaticFileHandler.initialize(self, str(bench.project.build))
        self._bench = bench
        self._key = key

    @property
    def content_security_policy(self) -> str:
        """Keep scripts of a report in an origin of their own, and everything on this machine."""
        own = "default-src 'self' 'unsafe-inline' data: blob:"
        return f"{super().content_security_policy}; {own}; sandbox allow-scripts allow-popups allow-downloads"

    @allow_unauthenticated
    async def get(self, key: str, programme: str, path: str, include_body: bool = True) -> None:  # type: ignore[override]
        """Return one file of a programme's site."""
        if not hmac.compare_digest(key.encode(), self._key.encode()):
            self.set_status(403)
            self.finish("Open the report from the panel.")
            return
        site = self._bench.project.build / programme / "site"
        wanted = path if path and not path.endswith("/") else f"{path}index.html"
        target = (site / wanted).resolve()
        if not target.is_relative_to(site.resolve()) or not _ID.fullmatch(programme):
            raise web.HTTPError(404)
        if target.is_dir():
            target = target / "index.html"
        await web.StaticFileHandler.get(self, target.relative_to(Path(self.root).resolve()).as_posix(), include_body)

    @allow_unauthenticated
    async def head(self, key: str, programme: str, path: str) -> None:  # type: ignore[override]
        """Return the headers of one file."""
        await self.get(key, programme, path, include_body=False)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in the frame what to do where there is no such page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_NO_PAGE)

    def set_extra_headers(self, path: str) -> None:
        """Have the browser ask each time: a draft changes."""
        self.set_header("Cache-Control", "no-cache")
        # The typeface is asked for by an origin of its own, which is called null; it has the key already.
        self.set_header("Access-Control-Allow-Origin", "null")


def handlers(bench: Bench, base_url: str, key: str) -> list[tuple[Any, ...]]:
    """Return the addresses of the extension with what answers them."""
    told = {"bench": bench, "key": key}
    places = (
        ("workbench/desk", DeskHandler),
        ("workbench/areas", AreasHandler),
        ("workbench/area", AreaHandler),
        ("workbench/drafts", DraftsHandler),
        (r"workbench/drafts/([0-9]{1,6})", DraftHandler),
        ("workbench/preview", PreviewHandler),
        (r"workbench/report/([^/]+)/([^/]+)/(.*)", ReportHandler),
    )
    return [(url_path_join(base_url, place), handler, told) for place, handler in places]
