"""Clicks in the explorer in a real browser: from the click until the view has changed for the last time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.lab import AREA, running
from benchmarks.projects import Bench

#: The heading above each view that follows the picker.
VIEWS = ("Do the strands agree?", "Surveys", "Record reading", "Published statistics", "Last time")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_READY = """(count) => {
  const views = [...document.querySelectorAll('.jp-OutputArea-output .explorer-view')];
  return views.length === count && views.every((view) => view.querySelector('.explorer-status')?.textContent);
}"""
# Changes a list or presses a button, and waits until nothing has changed for a second: the last change counts, when
# the frame with it has been drawn. Views out of sight may be out of the document; they are watched all the same.
_CLICK = """async ([heading, label, value]) => {
  const own = window.workbenchViews.get(heading);
  let within = 0, everywhere = 0, begin = 0;
  const seen = (inside) => requestAnimationFrame(() => setTimeout(() => {
    everywhere = performance.now() - begin;
    if (inside) within = everywhere;
  }));
  const watches = [...window.workbenchViews.values()].map((view) => {
    const watch = new MutationObserver(() => seen(view === own));
    watch.observe(view, { childList: true, subtree: true, attributes: true, characterData: true });
    return watch;
  });
  const named = [...own.querySelectorAll('label')].find((each) => each.textContent === label);
  const list = label && document.getElementById(named.htmlFor);
  const line = own.querySelector('.explorer-status'), before = line.textContent;
  const table = label === 'Areas in the table';
  const said = () => (label === 'Area' ? line.textContent.includes(value) : table || line.textContent !== before);
  begin = performance.now();
  if (list) {
    const wanted = (each) => each.textContent.replaceAll('\\xa0', ' ') === value || each.index === value;
    for (const each of list.options) each.selected = wanted(each);
    list.dispatchEvent(new Event('change', { bubbles: true }));
  } else {
    own.querySelectorAll('.explorer-matrix button')[value].click();
  }
  for (let last = -1; last !== everywhere || !everywhere || !said();) {
    last = everywhere;
    await new Promise((done) => setTimeout(done, 1000));
    if (performance.now() - begin > 30000) throw new Error('nothing has changed');
  }
  watches.forEach((watch) => watch.disconnect());
  return [within / 1000, everywhere / 1000];
}"""
_COLLECT = """(headings) => {
  const cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')];
  window.workbenchViews = new Map(headings.map((heading) => {
    const words = cells.findIndex((cell) => cell.querySelector('h2')?.textContent.startsWith(heading));
    return [heading, cells[words + 1].querySelector('.explorer-view')];
  }));
}"""


@dataclass(frozen=True)
class Click:
    """What one click took.

    Parameters
    ----------
    view
        Where it was made.
    seconds
        Until the last change in that view.
    everywhere
        Until the last change in any view.
    """

    view: str
    seconds: float
    everywhere: float


@contextmanager
def explored(bench: Bench) -> Iterator[Any]:
    """Yield a page of a real browser in which the explorer's notebook has run; None where there is no browser."""
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        yield None
        return
    with sync_playwright() as playwright, running(bench) as (base, _, token, _):
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(120_000)
        page.goto(f"{base}/lab/workspaces/clicks/tree/{bench.programme}/{AREA}/explore.ipynb?token={token}")
        page.wait_for_function(_READY, arg=len(VIEWS))
        for heading in VIEWS:  # each is looked at once, so that everything in it has been drawn
            look_at(page, heading)
            page.wait_for_timeout(1500)
        page.evaluate(_COLLECT, list(VIEWS))
        yield page
        browser.close()


def look_at(page: Any, heading: str) -> None:
    """Scroll a view to the top of the notebook."""
    words = page.locator(".jp-MarkdownCell", has=page.locator("h2", has_text=heading))
    words.evaluate("(cell) => cell.scrollIntoView()")
    page.wait_for_timeout(300)


def click(page: Any, heading: str, label: str, value: str | int) -> Click:
    """Choose something in a list of a view, or press a button of the matrix where no list is named."""
    within, everywhere = page.evaluate(_CLICK, [heading, label, value])
    return Click(heading, within, everywhere)


def areas_picked(page: Any, names: Iterator[str], times: int) -> list[Click]:
    """Pick one area after another in the picker of each view, while that view is looked at."""
    found = []
    for heading in VIEWS:
        look_at(page, heading)
        found += [click(page, heading, "Area", next(names)) for _ in range(times)]
    return found


def other_clicks(page: Any, numbers: Sequence[int]) -> dict[str, list[Click]]:
    """Press cells of the matrix, choose questions, and choose areas as brushing does."""
    matrix, surveys = VIEWS[:2]
    look_at(page, matrix)
    cells = [click(page, matrix, "", number) for number in numbers]
    look_at(page, surveys)
    questions = [click(page, surveys, "Question", number) for number in numbers]
    brushed = [click(page, surveys, "Areas in the table", number) for number in numbers]
    return {"a cell of the matrix": cells, "another question": questions, "areas chosen in a chart's list": brushed}
