"""The pictures of `docs/lab`, made again in a real browser as somebody at the desk sees it.

Run from the project's folder, with the tests' packages and a Chromium on the machine::

    python docs/lab_pictures.py [PROJECT]

They are pictures of synthetic evidence. A project of three areas is made for them, in a temporary folder; the
explorer is shown in PROJECT, where the evidence of every area was taken in. Each picture waits for what is to be seen
in it, and until nothing moves any more.
"""

from __future__ import annotations

import csv
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from explore_pictures import exploring, exploring_in_the_dark  # beside this file
from lab_seat import area, explored, in_the_dark, keep, sitting, still

from tests.lab.desk_project import AREA, UNBUILT, Seat, make_desk_project, running_lab
from tests.miniature import PROGRAMME, Miniature, make_miniature

#: High enough for a whole form, which a picture of a smaller window would cut.
WHOLE = {"width": 1280, "height": 9000}
WIDER = {"width": 1400, "height": 1000}


def main(whole: Path | None = None) -> None:
    """Make every picture, the explorer's of the project ``whole`` if there is one; tell the names written."""
    from playwright.sync_api import sync_playwright

    program = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        miniature = make_desk_project(Path(folder, "project"))
        with running_lab(miniature, PROGRAMME, "--area", AREA) as lab:
            for part in (the_desk, a_notebook, a_draft):
                with sitting(lab, browser) as seat:
                    part(seat)
            for part in (judgement, reading):
                with sitting(lab, browser, viewport=WHOLE) as seat:
                    part(seat)
            with sitting(lab, browser, color_scheme="dark") as seat:
                dark(seat)
        role = ("--role", "author")
        with running_lab(miniature, PROGRAMME, "--area", AREA, *role) as lab, sitting(lab, browser) as seat:
            author(seat)
        with running_lab(Miniature(whole) if whole else miniature, PROGRAMME, "--area", AREA) as lab:
            with sitting(lab, browser, viewport=WIDER) as seat:
                exploring(seat)
            with sitting(lab, browser, viewport=WIDER, color_scheme="dark") as seat:
                exploring_in_the_dark(seat)
        empty = make_miniature(Path(folder, "empty"))
        with running_lab(empty, PROGRAMME) as lab, sitting(lab, browser) as seat:
            nothing_yet(seat)
        browser.close()


def the_desk(seat: Seat) -> None:
    """Take the desk as an inspector finds it, and its panel."""
    page = seat.sit_down()
    explored(seat)
    item = area(seat, AREA)
    item.get_by_text("Whole area").wait_for()
    keep("1-desk", still(page))
    page.set_viewport_size({"width": 1280, "height": 1700})
    item.locator("summary").last.click()
    page.mouse.move(900, 700)
    page.locator(".workbench-panel").evaluate("(panel) => { panel.scrollTop = 0; }")
    keep("2-panel", still(page.locator(".workbench-panel")))


def a_notebook(seat: Seat) -> None:
    """Take a stage notebook that was run."""
    page = seat.open(f"{PROGRAMME}/{AREA}/03_surveys/03_surveys.ipynb")
    seat.run_all()
    seat.notebook.locator(".jp-RenderedSVG").first.scroll_into_view_if_needed()
    keep("3-notebook", still(page))


def a_draft(seat: Seat) -> None:
    """Take a draft being built, and its report beside the notebook."""
    page = seat.sit_down(f"/lab/workspaces/{PROGRAMME}_pictures")
    item = area(seat, UNBUILT)
    item.get_by_role("button", name="Surveys").click()
    seat.idle("03_surveys.ipynb")
    item.get_by_role("button", name="Build this area's draft").click()
    item.get_by_role("status").get_by_text(re.compile(r"[3-6] of 6 notebooks")).wait_for()
    keep("4-draft", page.screenshot())
    page.locator(".workbench-frame").wait_for()
    page.frame_locator(".workbench-frame").locator("h1").first.wait_for()
    page.locator(".workbench-says", has_text="6 of 6 stages run").nth(1).wait_for()
    keep("5-report", still(page))


def judgement(seat: Seat) -> None:
    """Take a note, a proposal, both proposals, the evaluation and the panel's change."""
    page = seat.open(f"{PROGRAMME}/{AREA}/judgement.ipynb")
    page.locator(".jp-CodeCell").last.locator(".desk").first.wait_for()
    seat.idle()
    form: Callable[[str], Any] = lambda name: page.get_by_role("form", name=re.compile(f"^{name}"))  # noqa: E731
    notes = form("Notes")
    notes.get_by_label("Quality indicator").select_option("5.3")
    notes.get_by_label("Strand of evidence").select_option(label="Record reading")
    notes.get_by_label("Note", exact=True).fill(
        "Chronologies list events. Few say what they mean for the child; ask managers in focus groups."
    )
    notes.get_by_label("Your role").select_option("Strategic inspector")
    notes.get_by_role("button", name="Record the note").click()
    notes.get_by_text("Noted on 5.3").wait_for()
    keep("judgement-notes", picture(notes))
    propose = form("Propose")
    for evaluator, grade, why in (
        ("First", "3 Adequate", "Plans are in place and reviewed; their quality differs too much between teams."),
        ("Second", "4 Good", "Most plans are good, staff are confident, and families say that help comes."),
    ):
        propose.get_by_label("Quality indicator").select_option("9.2")
        propose.get_by_label(f"{evaluator} evaluator").check()
        propose.get_by_label(grade).check()
        propose.get_by_label("Why").fill(why)
        for strand in ("Surveys", "Record reading", "Engagement"):
            propose.get_by_label(strand).check()
        propose.get_by_label("Your role").select_option("Strategic inspector")
        if evaluator == "Second":
            keep("judgement-proposal", picture(propose))
        propose.get_by_role("button", name="Record the proposal").click()
        propose.get_by_text(f"The {evaluator.lower()} evaluator's proposal for 9.2 is recorded").wait_for()
    propose.get_by_role("cell", name="Second").wait_for()
    keep("judgement-both", still(propose.locator(".below")))
    panel = form("Quality and consistency")
    panel.get_by_label("Quality indicator").select_option("2.1")
    panel.get_by_label("Changes the grade").check()
    panel.get_by_label("4 Good").check()
    panel.get_by_label("Reason for the change").fill("As in the other areas with the same evidence.")
    panel.get_by_label("Rationale for the new grade").fill(
        "Children get help when they feel worried or sad, and most feel safe. Support for parents needs more work."
    )
    panel.get_by_label("How far the evaluation has come").select_option("assured")
    panel.get_by_label("Your role").select_option(index=1)
    panel.get_by_role("button", name="Record it").click()
    panel.get_by_text("The evaluation of 2.1 is changed").wait_for()
    keep("judgement-panel", picture(panel))


def reading(seat: Seat) -> None:
    """Take a sample that was drawn, a form half filled, and the handing over."""
    page = seat.open(f"{PROGRAMME}/{AREA}/record_reading_form.ipynb")
    page.locator(".jp-CodeCell").last.locator(".desk").first.wait_for()
    seat.idle()
    folder = seat.lab.miniature.root / "evidence" / "reading" / PROGRAMME / AREA / "record_reading"
    with (folder / "cases.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([["case", "team"], *([f"C{n:03}", "NS"[n % 2]] for n in range(40))])
    form: Callable[[str], Any] = lambda name: page.get_by_role("form", name=re.compile(f"^{name}"))  # noqa: E731
    draw = form("Draw")
    for label, text in (
        ("List of cases", "cases.csv"), ("Its column of case numbers", "case"), ("Its columns to stratify by", "team"),
        ("Seed", "2026"),
    ):  # fmt: skip
        draw.get_by_label(label).fill(text)
    draw.get_by_label("Records to be read", exact=True).fill("12")
    draw.get_by_label("Records to be read by two readers").fill("3")
    draw.get_by_label("Your role").select_option("Strategic inspector")
    draw.get_by_role("button", name="Draw the sample").click()
    draw.get_by_text("12 of 40 cases are drawn").wait_for()
    # Where the evidence lies is another place for everybody.
    draw.evaluate(
        """(form, root) => { for (const each of form.querySelectorAll('.hint, .said, .below p')) {
          each.textContent = each.textContent.replaceAll(root, '/home/inspector/workbench');
        } }""",
        str(seat.lab.miniature.root),
    )
    keep("reading-sample", picture(draw))
    read = form("Record reading")
    read.get_by_label("Record", exact=True).select_option("R001")
    read.get_by_label("First reading").check()
    read.get_by_role("group", name="Reader", exact=True).get_by_label("A", exact=True).check()
    chronology = read.get_by_role("group", name="There is an up-to-date chronology in the record")
    chronology.get_by_label("Partly").check()
    read.get_by_role("group", name="Quality of the chronology").get_by_label("4 Good").check()
    read.get_by_role("group", name="Quality of the chronology").wait_for()
    keep("judgement-reading", upper(picture(read), 1100))


def picture(form: Any) -> bytes:
    """Return a picture of a form as a browser of this country shows it.

    A browser writes dates in the order of its own language; the one that takes the pictures may know American alone.
    """
    dates = form.locator("input[type=date]")
    dates.evaluate_all(
        """(all) => { for (const one of all) {
          one.dataset.day = one.value;
          one.type = 'text';
          one.value = one.dataset.day.split('-').reverse().join('/');
        } }"""
    )
    taken = still(form)
    form.locator("input[data-day]").evaluate_all(
        "(all) => { for (const one of all) { one.type = 'date'; one.value = one.dataset.day; } }"
    )
    return taken


def upper(content: bytes, height: int) -> bytes:
    """Return the upper part of a long picture."""
    from io import BytesIO

    from PIL import Image

    picture = Image.open(BytesIO(content))
    stream = BytesIO()
    picture.crop((0, 0, picture.width, min(height, picture.height))).save(stream, "PNG")
    return stream.getvalue()


def dark(seat: Seat) -> None:
    """Take the desk in the dark."""
    page = seat.sit_down()
    in_the_dark(seat)
    explored(seat)
    area(seat, AREA).get_by_text("Whole area").wait_for()
    keep("6-dark", still(page))


def author(seat: Seat) -> None:
    """Take the desk as an author finds it."""
    page = seat.sit_down()
    seat.front("06_evaluation.ipynb")
    page.frame_locator(".workbench-frame").locator("h1").first.wait_for()
    area(seat, AREA).get_by_text("Whole area").wait_for()
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()
    keep("7-author", still(page))


def nothing_yet(seat: Seat) -> None:
    """Take the desk before there is any evidence."""
    page = seat.sit_down()
    area(seat, AREA).get_by_text("There is no evidence yet").wait_for()
    page.locator(".jp-LauncherCard", has_text="Build this area's draft").wait_for()
    keep("0-no-evidence", still(page))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None)
