"""Pages for people who check the project: what they link to is there, and what they tell people to run exists."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from workbench.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"^```.*?^```|^ {4}.*?$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page):
    links = re.findall(r"\]\(([^)\s#]+)", CODE.sub("", page.read_text(encoding="utf-8")))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def anchors(page):
    """Return what a forge calls the headings of a page."""
    headings = re.findall(r"^#+\s+(.+?)\s*$", CODE_BLOCK.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_headings_that_a_page_links_to_are_there(page):
    links = re.findall(r"\]\(([^)\s#:]*)#([^)\s]+)\)", CODE.sub("", page.read_text(encoding="utf-8")))
    targets = [(page.parent / name if name else page, anchor) for name, anchor in links]
    missing = [f"{target.name}#{anchor}" for target, anchor in targets if anchor not in anchors(target)]
    assert missing == []


def test_every_box_of_the_levels_names_a_file_or_what_is_missing():
    text = (ROOT / "docs" / "rap.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\|.*\|$", text, re.MULTILINE)]
    boxes = [row for row in rows if row[0] != "Requirement" and set(row[0]) != {"-"}]
    # Baseline, silver and gold, as the community of practice words them.
    assert len(boxes) == 5 + 10 + 4
    for requirement, state, where in boxes:
        assert state in ("met", "in part", "yours", "not met"), requirement
        assert state == "not met" or re.search(r"\]\([^)]+\)|`[\w-]+`|^git;", where), requirement


def test_what_newcomers_are_told_to_run_exists():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\.venv/bin/workbench (\w+)((?: --[a-z]+)*)", text, re.MULTILINE)
    assert {name for name, _ in commands} <= set(COMMANDS)
    for name, options in commands:
        assert CliRunner().invoke(main, [name, *options.split(), "--help"]).exit_code == 0
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`?make ([a-z-]+)`?(?:$|`| {2})", text, re.MULTILINE)) <= set(targets)
