"""The line of a programme on the front page."""

import json
from datetime import date

from tests.miniature import ROOT
from workbench.assurance.sign_offs import add_sign_off
from workbench.definitions import load_definitions
from workbench.project import Project
from workbench.whole.front_page import front_page
from workbench.whole.summary import line_of, reports_of

PROGRAMME = "compulsory-supervision-orders"


def test_the_front_page_says_how_reports_stand_and_which_was_released_last(tmp_path):
    project = Project(tmp_path, tmp_path / "evidence", tmp_path / "build")
    definitions = load_definitions(Project(ROOT, ROOT / "evidence", ROOT / "build"), only=(PROGRAMME,))
    programme = definitions.programme(PROGRAMME)
    assert reports_of(project, programme) == ""
    build = tmp_path / "build" / PROGRAMME
    build.mkdir(parents=True)
    (build / "manifest.json").write_text(json.dumps({"content": {"fife": "a", "moray": "b", "national-overview": "c"}}))
    assert reports_of(project, programme) == "3 drafts"
    for report, state, content in (("fife", "final", "a"), ("moray", "assured", "changed since")):
        add_sign_off(
            project, PROGRAMME, report, state=state, role="Quality panel", on=date(2026, 3, 2), comment="Read",
            content=lambda content=content: content,
        )  # fmt: skip
    release = tmp_path / "releases" / PROGRAMME / "2026-03"
    release.mkdir(parents=True)
    (release / "release.json").write_text("{}")
    assert reports_of(project, programme) == "1 final, 2 drafts; release 2026-03"
    page = front_page(definitions, [line_of(project, definitions, programme)], [], "All")
    assert "1 final, 2 drafts; release 2026-03" in page
