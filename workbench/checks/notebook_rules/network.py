"""Rule: nothing is fetched from a network, by the code, or by a text or stored output when it is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Cell, Notebook, imported, strings
from workbench.checks.notebook_rules.rule import Context, Found, Rule

MODULES = frozenset(
    ("aiohttp", "boto3", "fsspec", "ftplib", "http", "httpx", "imaplib", "paramiko", "pycurl", "requests", "s3fs",
     "smtplib", "socket", "ssl", "urllib", "urllib3", "websocket", "websockets", "xmlrpc")
)  # fmt: skip
_ADDRESS = re.compile(r"\b(?:https?|ftp|s3|gs|abfss?|wss?)://", re.IGNORECASE)
_LOADS = re.compile(
    r"""<(?:script|img|iframe|source|embed)\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?//|<link\b[^>]*\bhref\s*=\s*["']?"""
    r"""(?:https?:)?//|\bimport\s*\(?\s*["']https?://|url\(\s*["']?https?://|@import\s+["']https?://|\bfetch\(""",
    re.IGNORECASE,
)
# In a text cell a link is followed by whoever wants to; a picture is fetched by every machine that opens it.
_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?(?:https?:)?//", re.IGNORECASE)
_RUNS = ("text/html", "text/markdown", "image/svg+xml", "application/javascript")


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    for cell in notebook.cells:
        yield from (Found(cell, message) for message in (_in_code(cell) if cell.number else _in_text(cell)))


def _in_text(cell: Cell) -> Iterator[str]:
    if _PICTURE.search(cell.source) or _LOADS.search(cell.source):
        yield "loads something from a network when it is opened: put a link there"


def _in_code(cell: Cell) -> Iterator[str]:
    modules = sorted(set(imported(cell.tree)) & MODULES)
    if modules:
        yield f"imports {modules[0]}, which reads from a network: take the evidence in with workbench intake"
    elif any(_ADDRESS.search(text) for text in strings(cell.tree)):
        yield "has a web address in its code: take the evidence in with workbench intake, put links into text cells"
    if any(kind in _RUNS and (_LOADS.search(text) or _PICTURE.search(text)) for kind, text in cell.texts()):
        yield "has an output that loads something from a network when it is opened: draw it without"


RULE = Rule(
    "no-network", "What is fetched while a notebook runs can differ tomorrow, and its address tells what is asked.",
    _check,
)  # fmt: skip
