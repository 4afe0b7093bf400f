"""The gate in a build: once for the same results, area by area, or all together where a total tells more."""

import json

import pytest

from tests.release.test_disclosure import RULES, SAFE, count, results
from workbench.release import gate
from workbench.release.gate import attack_ahead, pass_gate, refusal, write_log


@pytest.fixture
def written(tmp_path):
    """Return a function that writes results as a build does, and the folder they are in."""

    def write(recorded, folder="results", roles=None):
        path = tmp_path / folder / (recorded["area"] or "national") / recorded["stage"] / "results.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(recorded))
        if roles:
            path.with_name("held-back.json").write_text(json.dumps({"schema": 1, "tables": {}, "figures": {}} | roles))
        return tmp_path / folder

    write.root = tmp_path
    return write


def passed(folder, *places, notes=None, **more):
    said = [] if notes is None else notes
    return pass_gate(folder, places, RULES, folder.parent / "kept", note=said.append, **more)


def test_an_area_that_was_attacked_ahead_is_answered_for_as_it_is_then(written):
    folder = written(results("fife", values=SAFE))
    attack_ahead("fife", folder, RULES, written.root / "ahead")
    notes = []
    found = pass_gate(folder, ["fife"], RULES, written.root / "ahead", note=notes.append)
    assert not notes
    assert found == passed(folder, "fife")
    written(results("fife"))
    pass_gate(folder, ["fife"], RULES, written.root / "ahead", note=notes.append)
    assert notes == ["Attacking 1 set of results as a reader could."]


def test_what_was_attacked_is_not_attacked_again(written):
    folder = written(results("fife", values=SAFE))
    written(results("angus", values=SAFE))
    notes = []
    first = passed(folder, "angus", "fife", notes=notes)
    assert notes == ["Attacking 2 sets of results as a reader could."]
    assert passed(folder, "angus", "fife", notes=notes) == first
    assert len(notes) == 1
    written(results("angus", values=SAFE | {"staff.few": count(None, "Few")}))
    assert len(passed(folder, "angus", "fife", notes=notes).log) == 1
    assert notes[1:] == ["Attacking 1 set of results as a reader could."]


def test_another_attacker_attacks_again(written, monkeypatch):
    folder, notes = written(results("fife", values=SAFE)), []
    passed(folder, "fife", notes=notes)
    monkeypatch.setattr(gate, "_method", lambda: "another")
    passed(folder, "fife", notes=notes)
    assert len(notes) == 2


def test_processes_find_what_one_finds(written):
    for area in ("angus", "fife", "moray"):
        folder = written(results(area, values=SAFE | {"staff.few": count(3, "Few")}))
    alone = passed(folder, "angus", "fife", "moray")
    assert len(alone.breaches) == 3
    assert pass_gate(folder, ("angus", "fife", "moray"), RULES, written.root / "other", jobs=2) == alone


def test_a_total_that_tells_more_has_all_areas_attacked_together(written):
    folder = written(results("fife", values={"staff.responses": count(None, "Staff")}))
    written(results("angus", values={"staff.responses": count(30, "Staff")}))
    written(results(None, "national_overview", {"national.staff": count(30, "Staff", "")}))
    assert passed(folder, "angus", "fife").open
    written(results(None, "national_overview", {"national.staff": count(33, "Staff", "")}))
    notes = []
    found = passed(folder, "angus", "fife", notes=notes)
    assert any("fife: Staff: the published numbers leave only 3" in str(breach) for breach in found.breaches)
    assert notes == ["Attacking the release as a whole: a national total tells more than the areas do."]


def test_evidence_of_the_nation_is_attacked_like_an_areas(written):
    folder = written(results(None, "case_register", SAFE))
    assert passed(folder).open
    written(results(None, "case_register", {"staff.few": count(3, "Few")}))
    assert any("national: Few: 3 is published" in str(breach) for breach in passed(folder).breaches)


def test_an_earlier_release_is_remembered_area_by_area(written):
    folder = written(results("fife", values={"staff.responses": count(None, "Staff")}))
    before = written(results("fife", values={"staff.responses": count(3, "Staff")}), "before")
    assert passed(folder, "fife").open
    assert not passed(folder, "fife", earlier=[before]).open


def test_the_log_lies_beside_the_release_and_says_what_for(written):
    recorded = results("fife", values={"staff.few": count(None, "Few")})
    folder = written(recorded, roles={"values": {"staff.few": "unsafe"}})
    found = passed(folder, "fife")
    path = write_log(found, written.root)
    assert path.read_text().splitlines()[1].startswith('fife,03_surveys,staff.few,Few,"it is a small number')
    before = path.stat().st_mtime_ns
    assert write_log(found, written.root).stat().st_mtime_ns == before


def test_a_refusal_names_the_count_the_interval_and_the_rule(written):
    folder = written(results("fife", values={"staff.few": count(3, "Few")}))
    found = passed(folder, "fife")
    error = refusal(found, write_log(found, written.root), written.root)
    assert error.exit_code == 1
    assert "fife: Few: 3 is published, but counts from 1 to 4 are protected" in error.message
    assert "disclosure-log.csv" in error.message
