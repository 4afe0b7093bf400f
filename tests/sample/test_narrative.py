import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from workbench.composition.shortcodes import shortcodes
from workbench.definitions import load_definitions, load_evaluations, load_recommendations
from workbench.project import Project, find_project
from workbench.sample.authored_files import area_files, national_files
from workbench.sample.claims import claims_of
from workbench.sample.grades import grade_for
from workbench.sample.latent import area_quality
from workbench.sample.narrative import NOTE, write_narrative
from workbench.sample.phrases import bank, narrative_bank
from workbench.sample.shares import shares_of

PROGRAMME = "compulsory-supervision-orders"


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(find_project())


@pytest.fixture(scope="module")
def programme(definitions):
    return definitions.programme(PROGRAMME)


@pytest.fixture(scope="module")
def every(definitions, programme):
    return {area.slug: area_files(definitions, programme, area.slug) for area in definitions.sample_areas(programme)}


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    (root / "notebooks").mkdir(parents=True)
    shutil.copytree(find_project().parameters, root / "parameters")
    return Project(root, root / "evidence", root / "build")


def test_every_question_and_item_has_a_claim(definitions, programme):
    names = {
        f"{definitions.instruments[instrument].short}.{column.id}"
        for instrument in programme.instruments
        for column in definitions.instruments[instrument].columns
        if column.type in ("scale", "grade")
    }
    assert set(bank("narrative")["claims"]) == names


def test_the_values_it_names_are_recorded_ones(every):
    known = set(bank("narrative")["claims"])
    for files in every.values():
        for name, text in files.items():
            for code in shortcodes(text) if name.endswith(".qmd") else ():
                assert code.kind == "meta"
                assert code.argument == "area.name" or code.argument.removesuffix(".says") in known


def test_it_names_only_facts_in_the_overview_that_the_overview_records(definitions, programme):
    names = {code.argument for code in shortcodes(national_files(definitions, programme)["_key-messages.qmd"])}
    assert names == {f"national.{each}.text" for each in ("areas", "records", "children", "parents", "staff")}


def test_grades_lie_between_two_and_five_and_follow_the_latent_quality(every):
    grades = Counter()
    for area, files in every.items():
        quality = area_quality(area, 20251)
        for record in yaml.safe_load(files["evaluations.yaml"])["evaluations"]:
            grades[record["grade"]] += 1
            assert record["grade"] == grade_for(quality[record["quality_indicator"]])
    assert set(grades) == {2, 3, 4, 5}
    assert grades[2] < sum(grades.values()) / 5


def test_records_show_every_state_and_some_panel_changes(every):
    records = [one for files in every.values() for one in yaml.safe_load(files["evaluations.yaml"])["evaluations"]]
    assert {one["state"] for one in records} == {"draft", "assured", "factual accuracy", "final"}
    changes = [change for one in records for change in one.get("changes", [])]
    assert 3 <= len(changes) <= 30
    assert all(change["reason"] for change in changes)
    assert all(change["by"] == "Quality and consistency panel" for change in changes)


def test_areas_do_not_read_the_same(every):
    for name in ("_key-messages.qmd", "_qi-2.1.qmd", "_qi-5.3.qmd"):
        assert len({files[name] for files in every.values()}) == len(every)
    rationales = Counter(
        one["rationale"] for files in every.values() for one in yaml.safe_load(files["evaluations.yaml"])["evaluations"]
    )
    assert max(rationales.values()) <= 2


def test_every_rationale_refers_to_evidence_and_engagement(every):
    sources = re.compile("|".join(bank("narrative")["sources"].values()))
    for files in every.values():
        for one in yaml.safe_load(files["evaluations.yaml"])["evaluations"]:
            assert sources.search(one["rationale"])
            assert re.search(r"[Ee]ngagement|focus groups", one["rationale"])


def test_sentences_are_short(every):
    value = re.compile(r"\{\{<.*?>\}\}")
    for files in every.values():
        for name in ("_key-messages.qmd", "_qi-2.1.qmd", "_qi-5.3.qmd", "_qi-9.2.qmd"):
            prose = value.sub("most", files[name]).replace("*", "")
            for sentence in re.split(r"(?<=[.?!])\s", re.sub(r"<!--.*?-->|^:::.*$|^#.*$", "", prose, flags=re.M)):
                assert len(sentence.split()) <= 32, sentence


def test_no_number_is_typed_by_hand(every):
    for files in every.values():
        for name, text in files.items():
            if name.endswith(".qmd"):
                assert not re.search(r"\d", re.sub(r'\{\{<.*?>\}\}|width="\d+%"', "", text)), name


def test_strengths_and_improvements_differ_and_none_is_told_twice(definitions, programme, every):
    instruments = [definitions.instruments[name] for name in programme.instruments]
    for area in every:
        quality = area_quality(area, 20251)
        shares = shares_of(definitions, programme, definitions.area(area, programme))
        claims = claims_of(
            instruments, quality, bank("narrative")["claims"], shares, programme=PROGRAMME, seed=20251, area=area
        )
        names = [claim.name for both in claims.values() for each in both for claim in each]
        assert len(names) == len(set(names))
        assert all(len(strengths) >= 2 and len(improvements) >= 2 for strengths, improvements in claims.values())


def test_what_it_writes_can_be_read_as_records(project, definitions, programme):
    write_narrative(project, programme, definitions=definitions)
    for area in definitions.sample_areas(programme):
        evaluations = load_evaluations(project, programme, area.slug, definitions)
        assert [one.quality_indicator for one in evaluations.evaluations] == list(programme.quality_indicators)
        assert evaluations.synthetic
        recommendations = load_recommendations(project, programme, area.slug, definitions).recommendations
        assert 2 <= len(recommendations) <= 5


def test_the_committed_files_are_what_is_written(every, definitions, programme):
    folder = find_project().reports / PROGRAMME
    for area, files in every.items():
        for name, text in files.items():
            assert (folder / "areas" / area / name).read_text() == text
    for name, text in national_files(definitions, programme).items():
        assert (folder / "national" / name).read_text() == text


def test_a_file_that_a_person_changed_is_left_alone(project, definitions, programme):
    first = write_narrative(project, programme, definitions=definitions)
    # Nine files an area, four areas' matters of the scoping, and the nation's key messages.
    assert len(first.written) == 32 * 9 + 4 + 1
    folder = project.reports / PROGRAMME
    mine, gone = Path("areas/fife/_qi-2.1.qmd"), Path("areas/fife/_qi-5.3.qmd")
    (folder / mine).write_text("Mine.\n")
    (folder / gone).unlink()
    again = write_narrative(project, programme, definitions=definitions)
    assert again.kept == (mine.as_posix(),)
    assert again.written == (gone.as_posix(),)
    assert (folder / mine).read_text() == "Mine.\n"
    third = write_narrative(project, programme, definitions=definitions)
    assert (third.written, third.kept) == ((), (mine.as_posix(),))
    forced = write_narrative(project, programme, force=True, definitions=definitions)
    assert forced.written == (mine.as_posix(),)


def test_a_second_writing_changes_nothing(project, definitions, programme):
    write_narrative(project, programme, definitions=definitions)
    before = (project.reports / PROGRAMME / NOTE).read_bytes()
    assert write_narrative(project, programme, definitions=definitions).written == ()
    assert (project.reports / PROGRAMME / NOTE).read_bytes() == before


def test_a_claim_that_its_value_would_contradict_stands_without_it_and_after_the_others(definitions):
    old = definitions.programme("children-2012-17")
    instruments = [definitions.instruments[name] for name in old.instruments]
    claims = narrative_bank(old.id)["claims"]
    numbered = 0
    for area in definitions.sample_areas(old):
        quality = area_quality(area.slug, old.sample.seed, old.quality_indicators)
        shares = shares_of(definitions, old, area)
        made = claims_of(instruments, quality, claims, shares, programme=old.id, seed=old.sample.seed, area=area.slug)
        for strengths, improvements in made.values():
            for claim in (*strengths, *improvements):
                numbered += claim.numbered
                assert claim.share == shares[claim.name].share
                assert not (claim.numbered and claim in strengths and claim.share < 0.58)
                assert not (claim.numbered and claim in improvements and claim.share > 0.55)
    assert numbered > 100
