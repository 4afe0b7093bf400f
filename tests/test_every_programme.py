"""Every programme of the parameters builds, with the front page over all and the history of an area."""

import json
import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from tests.every_programme import SIZE, make_every_programme
from workbench.composition.attribution import names_of
from workbench.definitions import load_definitions

pytestmark = pytest.mark.slow

BACK_TEST = "published-figures-come-out-again of national"
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


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_no_sense_check_of_a_programme_fails(every, programme):
    manifest = json.loads((every.root / "build" / programme / "manifest.json").read_text())
    found = {
        f"{check} of {place}": outcome
        for check, entry in manifest["sense_checks"]["checks"].items()
        for place, outcome in entry["outcomes"].items()
    }
    assert {each["state"] for each in found.values()} <= {"pass", "review", "fail", "not checked"}
    failed = {name: each["says"] for name, each in found.items() if each["state"] == "fail"}
    # The published register counts local authorities, of which this project knows three alone.
    known = failed.pop(BACK_TEST, "") if programme == "serious-incident-reviews" else ""
    assert all(part.startswith("Local authorities that notified") for part in known.split("; ") if part)
    assert failed == {}
    assert manifest["sense_checks"]["totals"]["fail"] == bool(known)


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
    assert "Failed, wholly or in part" not in said
    assert "No evidence" not in said
    before = os.times()
    done = every.run("build", "--all", "--format", "html", "--engine", "embedded")
    assert done.stdout.startswith("Nothing changed since the last build.")
    after = os.times()
    # Of the processor, whatever else it does at the same time.
    used = after.children_user + after.children_system - before.children_user - before.children_system
    assert used < 5


def _texts_of(folder):
    """Yield name and text of every output of a programme: pages, search, traces, and what is inside spreadsheets."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".ipynb":
            # The parameters that a notebook is opened with by hand are no result.
            cells = json.loads(path.read_text())["cells"]
            yield path, json.dumps([each for each in cells if "parameters" not in each["metadata"].get("tags", ())])
        elif path.suffix in (".html", ".json", ".csv", ".js"):
            yield path, path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    text = archive.read(name).decode("utf-8", errors="replace")
                    yield path / name, re.sub(r"<[^>]*>", " ", text)


def test_self_evaluations_are_attributed_to_no_authority_in_any_output(every):
    programme = "justice-self-evaluation"
    names = names_of(load_definitions(every.root / "parameters").areas.values())
    raw = next((every.root / "evidence" / "raw" / programme / "national").glob("*.xlsx"))
    with zipfile.ZipFile(raw) as book:
        assert names.search("".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml")))
    build = every.root / "build" / programme
    national = [build / "site", build / "results" / "national", build / "notebooks" / "national"]
    texts = [each for folder in national for each in _texts_of(folder)]
    assert len(texts) > 8
    told = {f"{path}: {match.group()}" for path, text in texts for match in names.finditer(text)}
    assert not told


def test_a_pathway_is_a_picture_with_its_numbers_and_recommendations_stand_by_owner(every):
    page = every.root / "build" / "diversion-from-prosecution" / "site" / "thematic-report" / "index.html"
    text = " ".join(page.read_text().split())
    for point in ("The Standard Prosecution Report (SPR)", "Communication with the complainer"):
        assert point in text
    assert "fig-cases-pathway" in text
    assert "Recommendations to: Prosecution service" in text
    assert "Not filled: The 34 recommendations of the review." in text
    assert re.search(r'<ol[^>]* start="\d+"', text)  # numbered paragraphs go on from chapter to chapter


def test_a_progress_review_shows_what_is_met_and_what_nobody_reported_on(every):
    page = every.root / "build" / "mappa" / "site" / "progress-review" / "index.html"
    text = page.read_text()
    assert "Not reported on" in text
    assert text.count("Text not filled.") >= 10


def test_a_prison_is_rated_in_the_words_of_the_body_that_led(every):
    (page,) = (every.root / "build" / "prison-inspections" / "site" / "areas").glob("*/contribution-note/index.html")
    text = page.read_text()
    assert "Generally acceptable" in text
    assert "Unsatisfactory" not in text


def test_a_validation_letter_says_what_was_uncertain_and_gives_no_grade(every):
    site = every.root / "build" / "community-justice-self-evaluation" / "site"
    (page,) = site.glob("areas/*/validation-letter/index.html")
    text = page.read_text()
    assert "area of uncertainty" in text
    assert not re.search(r"six-point|Very good|Adequate", text)


def _page(every, programme, path="areas/orkney-islands/index.html"):
    return " ".join((every.root / "build" / programme / "site" / path).read_text().split())


def test_the_first_model_evaluates_nine_indicators_by_name_alone(every):
    text = _page(every, "children-2012-17")
    assert "Assessing and responding to risks and needs" in text
    assert "risks-and-needs</td>" not in text
    assert text.count("Evaluation: ") == 9


def test_orkney_has_its_published_evaluations_and_none_made_up_beside_them(every):
    text = _page(every, "children-care-and-protection")
    assert text.count("not recorded") >= 4
    for said in ("Published evaluations", "Unsatisfactory", "The Orkney News", "The five inspection questions"):
        assert said in text


def test_two_reviews_of_progress_stand_beside_the_original_recommendations(every):
    text = _page(every, "children-care-and-protection", "areas/orkney-islands/progress-review/index.html")
    for said in (
        "Review 1 of 2.",
        "Review 2 of 2.",
        "Review 1, August 2021",
        "Progress on each original recommendation",
    ):
        assert said in text


def test_children_at_risk_of_harm_has_four_assurance_statements_and_a_timetable_that_is_a_proposal(every):
    (page,) = (every.root / "build" / "children-at-risk-of-harm" / "site" / "areas").glob("*/index.html")
    text = " ".join(page.read_text().split())
    assert text.count("{#") == 0
    for said in (
        "The four assurance statements",
        "sec-lens-assurance-involved",
        "A timetable; its weeks are a proposal",
    ):
        assert said in text


def test_taking_part_shows_ways_and_groups_and_tells_of_nobody(every):
    text = _page(every, "getting-involved", "areas/orkney-islands/participation-report/index.html")
    for said in ("Survey", "One-to-one discussion, by phone", "Group meeting", "Childline", "[c]"):
        assert said in text
    view = _page(every, "getting-involved", "areas/orkney-islands/volunteers-view/index.html")
    assert "comments on the children" in view
    assert not re.search(r">[NS]\d{2,3}<", view)  # no note's number and no session


def test_the_promise_has_one_page_over_all_programmes_and_adds_nothing_up(every):
    text = _page(every, "the-promise", "promise-page/index.html")
    for said in ("Compulsory supervision orders, living at home", "Children at risk of harm", "Getting involved",
                 "are not added up", "synthetic"):  # fmt: skip
        assert said in text
    assert all(f'id="sec-{item}"' in text for item in ("family", "care", "voice", "people", "scaffolding"))


def _output(every, programme, *parts):
    return (every.root / "build" / "site" / programme / "/".join(parts) / "index.html").read_text()


def test_serious_incident_reviews_say_what_came_in_time_and_who_sent_nothing(every):
    text = _output(every, "serious-incident-reviews", "register-report")
    assert "Notified within five working days of the incident" in text
    assert "bank holidays of 2012 to 2028 are left out" in text
    assert "An authority without notifications may have had no serious incident" in text
    assert "Published counts" in text
    for count in ("317", "300", "133", "126"):
        assert f">{count}<" in text
    letter = _output(every, "serious-incident-reviews", "areas", "orkney-islands", "quality-feedback")
    assert "What could be better" in letter


def test_learning_reviews_have_an_overview_and_letters_where_observations_were_written(every):
    text = _output(every, "learning-reviews", "register-report")
    assert "Reason for not proceeding" in text
    assert "Alternative reviews feed this overview and get none" in text
    (letter,) = (every.root / "build" / "site" / "learning-reviews" / "areas").glob("*/observations-letter/index.html")
    assert "we give no observations on it" in letter.read_text().replace("\n", " ")


def test_the_governance_review_says_whom_it_heard(every):
    text = _output(every, "social-work-governance", "review-report")
    for count in ("32", "64", "159", "8", "3,935", "1,032"):
        assert f">{count}<" in text
    assert "Messages for national consideration" in text


def test_a_partnership_is_reported_on_by_parts_of_the_question_without_a_grade(every):
    (page,) = (every.root / "build" / "site" / "adults-integration" / "areas").glob("*/index.html")
    text = page.read_text()
    assert "How effectively is the partnership working together" in text
    assert "Healthcare Improvement Scotland" in text
    assert "Not filled: The twelve" in text
    assert "Evaluation:" not in text
    assert (page.parent / "improvement-plan" / "index.html").is_file()


def test_the_directory_flags_what_is_vacant_and_names_nobody(every):
    text = _output(every, "link-teams", "directory-page")
    assert "To look at first" in text
    assert "stands for nobody" in text


def test_the_five_messages_have_a_page_a_leaflet_and_a_poster(every):
    for kind in ("moments-page", "leaflet", "poster"):
        assert "Know what I can do and support me to do it" in _output(every, "make-every-moment-count", kind)


def test_the_archive_lists_years_and_what_replaced_what(every):
    text = _output(every, "archive", "archive-page")
    assert 'id="sec-year-2016"' in text
    assert "Replaced by" in text
    assert "Covid-19 FAQs" in text
