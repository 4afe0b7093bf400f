"""Pages for people who check the project: what they link to is there, and what they tell people to run exists."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from workbench.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"^```.*?^```|^ {4}.*?$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page):
    links = re.findall(r"\]\(([^)\s#]+)", CODE.sub("", page.read_text(encoding="utf-8")))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_what_newcomers_are_told_to_run_exists():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\.venv/bin/workbench (\w+)((?: --[a-z]+)*)", text, re.MULTILINE)
    assert {name for name, _ in commands} <= set(COMMANDS)
    for name, options in commands:
        assert CliRunner().invoke(main, [name, *options.split(), "--help"]).exit_code == 0
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`?make ([a-z-]+)`?(?:$|`| {2})", text, re.MULTILINE)) <= set(targets)
