"""Texts that may identify somebody are in no output until a person has read them."""

import csv
import json
from datetime import date

import pytest

from helpers.engagement import read_engagement
from helpers.held import HELD
from helpers.held import fingerprint as helpers_fingerprint
from helpers.run import Run
from tests.evidence_project import PROGRAMME, definitions, programme  # noqa: F401 - fixtures
from workbench.errors import InputFaults, UnknownName, WorkbenchError
from workbench.execution.context import RunContexts
from workbench.freetext.fingerprints import fingerprint
from workbench.freetext.held import (
    chosen_texts,
    held_texts,
    load_read_texts,
    read_texts_file,
    sign_off_texts,
    words_of,
)
from workbench.intake.taking_in import take_in
from workbench.plan.units import Unit
from workbench.project import Project
from workbench.release.disclosure import log_csv
from workbench.release.held import held_lines, held_rows
from workbench.sample.files import area_files
from workbench.store import EvidenceStore

AREA = "orkney-islands"
NAMED = "Eilidh Drever said that her plan came late."
DATED = "A young person heard of it on 12 March 2024."


@pytest.fixture
def project(tmp_path):
    return Project(root=tmp_path, evidence=tmp_path / "evidence", build=tmp_path / "build")


@pytest.fixture
def raw(project, definitions, programme):  # noqa: F811
    """Engagement of one area in which two findings may identify somebody, one of them twice."""
    area = definitions.area(AREA)
    content = area_files(definitions, programme, area, 1, 0.3)[f"{AREA}_engagement.csv"].decode("utf-8-sig")
    rows = list(csv.reader(content.splitlines()))
    place = rows[0].index("What was found")
    for number, text in ((1, NAMED), (2, DATED), (4, NAMED)):
        rows[number][place] = text
    path = project.raw / PROGRAMME / AREA / f"{AREA}_engagement.csv"
    path.parent.mkdir(parents=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(rows)
    return path


@pytest.fixture
def held(project, definitions, programme, raw):  # noqa: F811
    """Return what is held back at the moment, after an intake."""

    def now():
        take_in(project, definitions, programme, jobs=1)
        return held_texts(project, PROGRAMME, EvidenceStore(project).catalogue(PROGRAMME)["files"])

    return now


def engagement(project, definitions, programme, tmp_path):  # noqa: F811
    """Open the engagement stage's run as a build would tell it."""
    catalogue = EvidenceStore(project).catalogue(PROGRAMME)
    context = RunContexts(project, definitions, programme, catalogue)(Unit(PROGRAMME, "05_engagement", AREA))
    folder = tmp_path / "run"
    target = folder / "inputs" / "evidence" / "engagement.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(EvidenceStore(project).table_path(PROGRAMME, "engagement", AREA).read_bytes())
    return context, read_engagement(Run(folder, context))


def shown(found):
    """Return everything that the engagement tables would publish."""
    tables = [table.as_dict() for table in found.quality_indicator_tables().values()]
    return json.dumps([*tables, found.summary_table().as_dict(), found.themes_table().as_dict()])


def test_both_sides_take_a_fingerprint_in_the_same_way():
    assert helpers_fingerprint(NAMED) == fingerprint(NAMED)


def test_every_place_of_a_text_is_remembered_without_its_words(project, held):
    found = held()
    assert [(one.row, one.column, one.kinds) for one in found] == [
        (2, "statement", ("name",)),
        (3, "statement", ("date",)),
        (5, "statement", ("name",)),
    ]
    catalogue = (project.store / PROGRAMME / "catalogue.json").read_text()
    assert "Drever" not in catalogue and "March 2024" not in catalogue
    assert words_of(project, PROGRAMME, found) == {fingerprint(NAMED): NAMED, fingerprint(DATED): DATED}


def test_held_words_are_in_no_table_and_the_findings_count(project, held, definitions, programme, tmp_path):  # noqa: F811
    held()
    context, found = engagement(project, definitions, programme, tmp_path)
    assert "Drever" not in json.dumps(context)
    assert set(context["held"]) == {"engagement"}
    assert "Drever" not in shown(found) and "March" not in shown(found)
    assert shown(found).count(HELD) == 3
    (stored,) = EvidenceStore(project).files(PROGRAMME)
    assert found.values()["engagement.findings"].numbers["value"] == stored.rows


def test_a_sign_off_lets_exactly_that_text_appear(project, held, definitions, programme, tmp_path):  # noqa: F811
    chosen = chosen_texts(held(), [fingerprint(NAMED)[:8]], AREA)
    assert len(chosen) == 2
    assert sign_off_texts(project, PROGRAMME, chosen, AREA, role="Inspection lead", on=date(2026, 3, 2)) == 1
    (one,) = load_read_texts(project, PROGRAMME, AREA)
    assert (one.hash, one.by, one.on) == (fingerprint(NAMED), "Inspection lead", date(2026, 3, 2))
    assert {left.hash for left in held()} == {fingerprint(DATED)}
    _, found = engagement(project, definitions, programme, tmp_path)
    assert "Drever" in shown(found) and "March" not in shown(found)
    # A second sign-off adds to the first, and the last one leaves nothing to say.
    assert sign_off_texts(project, PROGRAMME, held(), AREA, role="Inspection lead", on=date(2026, 3, 3)) == 1
    assert held() == ()
    context, _ = engagement(project, definitions, programme, tmp_path)
    assert "held" not in context


def test_a_changed_text_has_to_be_read_again_and_a_mended_one_not(project, held, raw):
    sign_off_texts(project, PROGRAMME, held(), AREA, role="Inspection lead", on=date(2026, 3, 2))
    raw.write_text(raw.read_text().replace("came late", "came very late").replace(DATED, "It was heard of late."))
    assert [one.hash for one in held()] == [fingerprint(NAMED.replace("late", "very late"))] * 2


def test_the_build_says_how_many_and_where_and_the_log_has_each(held):
    found = held()
    (line,) = held_lines(PROGRAMME, found)
    assert "3 texts of the evidence in 1 area" in line
    assert f"{AREA}/{AREA}_engagement.csv, row 2" in line
    assert f"workbench findings {PROGRAMME} --show" in line
    assert held_lines(PROGRAMME, ()) == []
    log = log_csv(sorted(held_rows(found)))
    assert log.count("statement, row") == 3
    assert "Drever" not in log


def test_a_name_is_no_role_and_a_wrong_id_is_told(project, held):
    with pytest.raises(WorkbenchError, match="write the role"):
        sign_off_texts(project, PROGRAMME, held(), AREA, role="Eilidh Drever", on=date(2026, 3, 2))
    with pytest.raises(UnknownName, match="begins with 'ffffff'"):
        chosen_texts(held(), ["ffffff"], AREA)
    assert not read_texts_file(project, PROGRAMME, AREA).exists()


@pytest.mark.parametrize(
    "text",
    ["texts:\n  - {hash: all, by: Inspection lead, on: 2026-03-02}\n", "texts: all\n",
     f"texts:\n  - {{hash: '{'a' * 64}', by: Eilidh Drever, on: 2026-03-02}}\n",
     f"texts:\n  - {{hash: '{'a' * 64}', by: Inspection lead}}\n"],
)  # fmt: skip
def test_a_faulty_file_lets_nothing_appear(project, held, text):
    path = read_texts_file(project, PROGRAMME, AREA)
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(InputFaults, match=r"read-texts\.yaml"):
        held()


def test_a_sign_off_leaves_what_the_file_says_of_all_texts(project, held):
    path = read_texts_file(project, PROGRAMME, AREA)
    path.parent.mkdir(parents=True)
    path.write_text("synthetic: true\ntexts: []\n")
    sign_off_texts(project, PROGRAMME, held(), AREA, role="Inspection lead", on=date(2026, 3, 2))
    assert "\nsynthetic: true\n" in path.read_text()
    assert held() == ()
