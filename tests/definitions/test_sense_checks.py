"""Declared sense checks: what may stand in the files, and what is told of what may not."""

from pathlib import Path

import pytest

from workbench.definitions import load_definitions
from workbench.definitions.sense_check_files import load_sense_checks, read_sense_checks
from workbench.errors import InputFaults
from workbench.project import Project

ROOT = Path(__file__).parents[2]
A = "  - {name: a, says: A., kind: twice, severity: fail}\n"
B = "  - {name: b, says: B., kind: rows, severity: fail}\n"
HEAD = "id: {id}\ntitle: T\nsource: workbench\nverified: false\nprogrammes: {programmes}\nchecks:\n"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "parameters" / "programmes").mkdir(parents=True)
    for name in ("one", "other"):
        (tmp_path / "parameters" / "programmes" / f"{name}.yaml").touch()
    return Project(root=tmp_path, evidence=tmp_path / "evidence", build=tmp_path / "build")


def write(project, text, id="a-file", programmes="all"):
    path = project.parameters / "sense-checks" / f"{id}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD.format(id=id, programmes=programmes) + text)


def faults(project):
    with pytest.raises(InputFaults) as raised:
        load_sense_checks(project, "one", ["workbench"])
    return [str(fault) for fault in raised.value.faults]


def test_a_programmes_own_check_counts_instead_of_one_of_all(project):
    write(project, A + B)
    write(project, "  - {name: a, says: Its own., kind: twice, severity: review}\n", "one", "[one]")
    assert [each.check.says for each in load_sense_checks(project, "one")] == ["B.", "Its own."]
    assert [each.check.says for each in load_sense_checks(project, "other")] == ["A.", "B."]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("kind: rnage, severity: fail}", "Did you mean range?"),
        ("kind: range, severity: fail, value: x.y}", "needs 'least', 'most' or both"),
        ("kind: range, severity: fail, least: 1}", "needs either a value, or a table and its column"),
        ("kind: range, severity: fail, value: x.y, least: 3, most: 1}", "least 3 is above most 1"),
        ("kind: twice, severity: fail, least: 3}", "'least' means nothing for a check of kind twice"),
        ("kind: at_most, severity: fail, value: x.y}", "needs the field 'of'"),
        ("kind: at_most, severity: fail, value: [x.y, x.z], of: x.w}", "each needs one"),
        ("kind: range, severity: fail, value: '{short}.read', least: 1}", "say under 'instruments'"),
        ("kind: twice, severity: stop}", "not one of: fail, review"),
        ("kind: twice, severity: fail, source: workbnech}", "Did you mean workbench?"),
        ("kind: twice, severity: fail, thresold: 1}", "unknown field 'thresold'"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(project, line, told):
    write(project, f"  - {{name: a, says: A., {line}\n")
    (fault,) = faults(project)
    assert told in fault
    assert fault.startswith("parameters/sense-checks/a-file.yaml, line 7")


def test_names_given_twice_and_programmes_that_are_not_there_are_faults(project):
    write(project, A + A)
    write(project, "  - {name: z, says: A., kind: twice, severity: fail}\n", "one", "[oen]")
    first, second = map(str, sorted(read_sense_checks(project, ["workbench"])[1]))
    assert "given twice (first in parameters/sense-checks/a-file.yaml, line 7)" in first
    assert "Did you mean one?" in second


def test_a_fault_in_another_programmes_file_stops_nobody_else(project):
    write(project, "  - {name: a, says: A., kind: tiwce, severity: fail}\n", "other", "[other]")
    assert load_sense_checks(project, "one") == ()
    with pytest.raises(InputFaults):
        load_sense_checks(project, "other")


def test_the_projects_own_checks_hold_together_and_claim_nothing_official():
    project = Project(root=ROOT, evidence=ROOT / "evidence", build=ROOT / "build")
    definitions = load_definitions(ROOT / "parameters")
    declared, wrong = read_sense_checks(project, definitions.sources)
    assert wrong == []
    assert {each.source for _, each in declared} == {"workbench"}
    assert not any(each.verified for _, each in declared)
    assert all(load_sense_checks(project, name) for name in definitions.programmes)
