"""Every programme of the parameters builds, with the front page over all and the history of an area."""

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from tests.every_programme import SIZE, make_every_programme

PROGRAMMES = sorted(path.stem for path in (Path(__file__).parents[1] / "parameters" / "programmes").glob("*.yaml"))


@pytest.fixture(scope="module")
def every(tmp_path_factory):
    project = make_every_programme(tmp_path_factory.mktemp("every"))
    project.run("sample", "--size", SIZE)
    project.run("intake")
    done = project.run("build", "--all", "--format", "html", "--engine", "embedded", check=False)
    (project.root / "said.txt").write_text(f"{done.stdout}\n{done.stderr}")
    return project


def _said(every, programme):
    text = (every.root / "said.txt").read_text()
    return "\n".join(line for line in text.splitlines() if programme in line or line.startswith("  ")) or text


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_programme_builds(every, programme):
    page = every.root / "build" / "site" / programme / "index.html"
    assert page.is_file(), _said(every, programme)
    text = page.read_text()
    assert "{{&lt;" not in text
    assert "?meta" not in text
    folder = every.root / "build" / programme
    failed = yaml.safe_load((folder / "lock.json").read_text())["units"] if (folder / "lock.json").exists() else {}
    assert not [name for name, unit in failed.items() if unit["status"] != "done"]


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        target = dict(attributes).get("href") or ""
        if tag == "a" and target and not re.match(r"[a-z]+:|#", target):
            self.found.append(target.partition("#")[0])


def _dead_links(page):
    links = _Links()
    links.feed(page.read_text())
    return [target for target in links.found if target and not (page.parent / target).exists()]


def test_the_front_page_leads_to_every_programme_and_area(every):
    page = every.root / "build" / "site" / "index.html"
    text = page.read_text()
    for programme in PROGRAMMES:
        assert f'href="{programme}/index.html"' in text, _said(every, programme)
    assert 'href="areas/orkney-islands/index.html"' in text
    assert "synthetic evidence" in text
    assert not _dead_links(page)


def test_an_areas_page_has_every_programme_it_took_part_in_and_never_pools(every):
    page = every.root / "build" / "site" / "areas" / "orkney-islands" / "index.html"
    text = page.read_text()
    assert not _dead_links(page)
    assert "Sample: synthetic evidence" in text
    for programme in ("compulsory-supervision-orders", "children-care-and-protection", "children-2012-17"):
        assert f'id="sec-{programme}"' in text
    tables = re.findall(r"Evaluations recorded: ([^<]*)", text)
    assert len(tables) == len(set(tables)) or len(tables) > 1
    assert all(" edition" in table for table in tables)


def test_an_areas_history_is_printed(every):
    said = every.run("area", "Orkney").stdout
    assert "Compulsory supervision orders, living at home (sample)" in said
    assert "Evaluated by: Quality framework" in said


def test_a_second_build_of_all_does_nothing_and_says_so_at_once(every):
    said = (every.root / "said.txt").read_text()
    if "Failed, wholly or in part" in said or "No evidence" in said:
        pytest.skip("not everything was built")
    begun = time.perf_counter()
    done = every.run("build", "--all", "--format", "html", "--engine", "embedded")
    assert done.stdout.startswith("Nothing changed since the last build.")
    assert time.perf_counter() - begun < 5
