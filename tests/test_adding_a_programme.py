"""The made-up programme of docs/adding-a-programme.md, added exactly as the page says."""

import re
import shlex

import pytest

from tests.miniature import ROOT, Miniature, make_miniature

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs" / "adding-a-programme.md").read_text()
FILES = dict(re.findall(r"^\*\*`([^`\n]+)`\*\*\n\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL) for line in block.splitlines()
]


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Follow the page in a copy of the project; returns the project and what each command said."""
    project: Miniature = make_miniature(tmp_path_factory.mktemp("adding"), ("orkney-islands",))
    for name, text in FILES.items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    said = {}
    for command in COMMANDS:
        program, *arguments = shlex.split(command)
        assert program == "workbench"
        said[command] = project.run(*arguments).stdout
    return project, said


def test_the_page_adds_files_of_data_alone():
    assert len(FILES) == 8
    assert not [name for name in FILES if name.endswith(".py")]


def test_the_programme_is_listed_with_its_slot(followed):
    _, said = followed
    listed = said["workbench programmes young-carers"]
    assert "How well are young carers known, supported and heard?" in " ".join(listed.split())
    assert "not filled" in listed


def test_the_reports_are_there_and_say_that_they_are_a_sample(followed):
    project, _ = followed
    site = project.root / "build" / "young-carers" / "site"
    for page in ("index.html", "areas/fife/index.html", "areas/orkney-islands/index.html"):
        text = (site / page).read_text()
        assert "synthetic" in text
        assert "Compulsory supervision" not in text, page
        assert "quality indicator" not in text.lower(), page
        assert "six-point" not in text, page
    fife = (site / "areas/fife/index.html").read_text()
    assert "Staff cannot always tell when a child is a carer: of those who answered" in fife
    assert "What each strand of evidence says" in fife


def test_nothing_is_graded(followed):
    project, _ = followed
    results = project.root / "build" / "young-carers" / "results" / "fife" / "06_evaluation" / "results.json"
    assert ".grade" not in results.read_text()


def test_the_areas_history_has_it_with_what_comes_next(followed):
    _, said = followed
    printed = said["workbench area fife"]
    assert "Young carers (sample)" in printed
    assert "Next: Focus groups (expected by 13 February 2026)." in printed
    assert "done, 1 week late" in " ".join(said["workbench timetable young-carers fife"].split())
