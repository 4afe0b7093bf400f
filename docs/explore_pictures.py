"""The explorer's pictures; `lab_pictures.py` takes them."""

from __future__ import annotations

from typing import Any

from lab_seat import explored, in_the_dark, keep, still  # beside this file

from tests.lab.desk_project import AREA, Seat
from tests.miniature import PROGRAMME

VIEWS = ("Do the strands agree?", "Surveys", "Record reading", "Published statistics", "Last time")


def view(seat: Seat, heading: str) -> Any:
    """Return the explorer's view below a heading, scrolled to."""
    words = seat.notebook.locator(".jp-MarkdownCell", has=seat.page.locator("h2", has_text=heading))
    words.evaluate("(cell) => cell.scrollIntoView()")
    cell = words.locator("xpath=following-sibling::*[1]")
    cell.locator(".explorer-view").wait_for()
    return cell


def explorer_alone(seat: Seat) -> Any:
    """Open the explorer with nothing beside it, and return the page."""
    page = seat.open(f"{PROGRAMME}/{AREA}/explore.ipynb")
    explored(seat)
    if page.locator(".workbench-panel").is_visible():
        page.locator('.jp-SideBar .lm-TabBar-tab[data-id="workbench-areas"]').click()
        page.locator(".workbench-panel").wait_for(state="hidden")
    return page


def of_area(shown: Any, name: str) -> None:
    """Pick an area, and wait until the view shows it."""
    shown.get_by_label("Area", exact=True).select_option(label=name)
    shown.locator(".explorer-status", has_text=name).wait_for()


def exploring(seat: Seat) -> None:
    """Take every view of the explorer."""
    page = explorer_alone(seat)
    matrix = view(seat, VIEWS[0])
    of_area(matrix, "Glasgow City")
    matrix.locator(".explorer-rows tbody tr", has_text="glasgow").first.wait_for()
    view(seat, VIEWS[0])
    keep("explore-matrix", still(page))
    of_area(matrix, "Orkney Islands")
    surveys = view(seat, VIEWS[1])
    surveys.get_by_label("Group by").select_option(index=1)
    surveys.locator("caption", has_text="By “").wait_for()
    view(seat, VIEWS[1])
    keep("explore-surveys", still(page))
    surveys.get_by_label("Group by").select_option(index=0)
    surveys.locator('.explorer-chart svg path[aria-roledescription="bar"]').first.wait_for()
    surveys.locator(".explorer-chart").evaluate("(chart) => chart.scrollIntoView()")
    ground = surveys.locator(".explorer-chart svg path.background").first.bounding_box()
    middle = ground["y"] + ground["height"] / 2
    page.mouse.move(ground["x"] + ground["width"] * 0.45, middle)
    page.mouse.down()
    page.mouse.move(ground["x"] + ground["width"] * 0.58, middle, steps=6)
    page.mouse.up()
    chosen = surveys.get_by_label("Areas in the table")
    page.wait_for_function("(list) => list.selectedOptions.length > 0", arg=chosen.element_handle())
    surveys.locator(".explorer-chart").evaluate("(chart) => chart.scrollIntoView()")
    keep("explore-brush", still(page))
    for name, heading in (("records", VIEWS[2]), ("statistics", VIEWS[3]), ("last-time", VIEWS[4])):
        view(seat, heading)
        keep(f"explore-{name}", still(page))
    statistics = view(seat, VIEWS[3])
    statistics.get_by_label("Map", exact=True).check()
    own = statistics.locator('svg path[aria-roledescription="geoshape"][aria-label^="Orkney Islands: "]')
    own.click()
    page.wait_for_function(
        "(list) => list.selectedOptions.length === 1",
        arg=statistics.get_by_label("Areas in the table").element_handle(),
    )
    statistics.locator(".explorer-chart").last.evaluate("(chart) => chart.scrollIntoView()")
    keep("explore-map", still(page))


def exploring_in_the_dark(seat: Seat) -> None:
    """Take the matrix and similar areas in the dark."""
    page = explorer_alone(seat)
    in_the_dark(seat)
    matrix = view(seat, VIEWS[0])
    of_area(matrix, "Orkney Islands")
    matrix.locator("summary", has_text="Compare with similar areas").click()
    view(seat, VIEWS[0])
    keep("explore-dark", still(page))
