"""Somebody at the desk whose pictures are taken: what is waited for, and where pictures are kept."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pictures import small  # noqa: E402  beside this file

from tests.lab.desk_project import Lab, Seat  # noqa: E402

IMAGES = ROOT / "docs" / "lab"
WINDOW = {"width": 1280, "height": 800}


@contextmanager
def sitting(lab: Lab, browser: Any, **options: Any) -> Iterator[Seat]:
    """Yield somebody at the desk."""
    context = browser.new_context(**{"viewport": WINDOW, "locale": "en-GB", **options})
    yield Seat(lab, context)
    context.close()


def keep(name: str, content: bytes) -> None:
    """Write a picture."""
    path = IMAGES / f"{name}.png"
    path.write_bytes(small(content))
    sys.stdout.write(f"{path.relative_to(ROOT)}  {path.stat().st_size:,} bytes\n")


def still(shown: Any) -> bytes:
    """Return a picture of a page or of a part of one, once it has stopped changing."""
    last = b""
    for _ in range(100):
        taken = shown.screenshot()
        if taken == last:
            return bytes(taken)
        last = taken
        time.sleep(0.3)
    raise RuntimeError("what is shown does not stop changing")


def explored(seat: Seat) -> None:
    """Wait until the explorer in front has run and shows every view."""
    seat.idle("explore.ipynb")
    seat.page.wait_for_function("() => document.querySelectorAll('.jp-OutputArea-output .explorer-view').length === 5")
    seat.page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()


def area(seat: Seat, slug: str) -> Any:
    """Return an area of the panel, unfolded."""
    item = seat.page.locator(f'.workbench-panel li[data-area="{slug}"]')
    item.wait_for()
    if item.locator(".workbench-area").get_attribute("aria-expanded") == "false":
        item.locator(".workbench-area").click()
    item.locator(".workbench-detail").wait_for()
    return item


def in_the_dark(seat: Seat) -> None:
    """Wait for the dark theme."""
    seat.page.wait_for_function("() => document.body.dataset.jpThemeLight === 'false'")
