"""Mapping files: drafted from a file, accepted by saving, and unable to do harm."""

import csv
import io

import pytest

from workbench.definitions.lined_yaml import parse
from workbench.errors import WorkbenchError
from workbench.intake.drafting import draft_mapping
from workbench.intake.expected import expected_tables
from workbench.intake.mapping import with_mapping
from workbench.store import EvidenceStore


@pytest.fixture
def engagement(sampled):
    """Return a file with renamed columns and answers, and one column that is not wanted."""
    _, raw = sampled
    path = raw / "fife" / "fife_engagement.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    rows[0][rows[0].index("Who we heard from")] = "Who did we hear from"
    rows[0].append("Time stamp of the form")
    place = rows[0].index("Method")
    for row in rows[1:]:
        row[place] = row[place].replace("Interview", "Interviews")
        row.append("10:15")
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def test_a_draft_saved_is_a_mapping_accepted(project, definitions, programme, sampled, engagement):
    intake, _ = sampled
    assert intake(files=[engagement]).count("refused") == 1
    before = {path for path in project.evidence.rglob("*") if path.is_file()}
    draft = draft_mapping(project, definitions, None, engagement)
    assert {path for path in project.evidence.rglob("*") if path.is_file()} == before
    assert '"Who did we hear from": source_role' in draft
    assert '"Interviews": "Interview"' in draft
    assert '# - "Time stamp of the form"' in draft
    accepted = draft.replace("# leave_out:", "leave_out:").replace('  # - "Time', '  - "Time')
    target = project.evidence / "mappings" / programme.id / "engagement.yaml"
    target.parent.mkdir(parents=True)
    target.write_text(accepted, encoding="utf-8")
    (outcome,) = intake(files=[engagement]).outcomes
    assert outcome.state == "taken in", outcome.faults
    said = "\n".join(outcome.changes)
    assert "'Who did we hear from' is read as 'Who we heard from'" in said
    assert "'Time stamp of the form' is left out" in said
    assert "'Interviews' is read as 'interview'" in said
    assert EvidenceStore(project).table_path(programme.id, "engagement", "fife") is not None
    assert intake(files=[engagement]).count("unchanged") == 1
    target.unlink()
    # The mapping decides how the file is read, so without it the file is read again, and refused.
    assert intake(files=[engagement]).count("refused") == 1


def test_an_areas_own_mapping_counts_instead(project, programme, sampled, engagement, definitions):
    intake, _ = sampled
    folder = project.evidence / "mappings" / programme.id
    (folder / "fife").mkdir(parents=True)
    (folder / "engagement.yaml").write_text("columns: {A: theme}")
    (folder / "fife" / "engagement.yaml").write_text(
        'columns: {"Who did we hear from": source_role}\nleave_out: ["Time stamp of the form"]\n'
        "answers: {method: {Interviews: Interview}}\n"
    )
    assert intake(files=[engagement]).count("taken in") == 1


def test_a_file_that_needs_no_mapping_says_so(project, definitions, sampled):
    _, raw = sampled
    assert "Nothing needs mapping" in draft_mapping(project, definitions, None, raw / "fife" / "fife_staff_survey.xlsx")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colums: {A: theme}", "Did you mean columns?"),
        ("columns: {A: theem}", "Did you mean theme?"),
        ("columns: [A]", "columns says for each header"),
        ("columns: {Name: theme}", "identify a person"),
        ("leave_out: [CHI number]", "identify a person"),
        ("leave_out: [Theme]", "cannot be left out"),
        ("leave_out: Theme", "list of headers"),
        ("answers: {statement: {a: b}}", "no column with answers"),
        ("answers: {method: {Chat: Intervew}}", "Did you mean Interview?"),
        ("answers: {method: Interview}", "says for each answer"),
        ("answers: {method: {Chat: [Interview]}}", "a word or a line"),
        ("- columns", "holds the fields"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_named(definitions, programme, text, said):
    document, faults = parse(text, "engagement.yaml")
    assert not faults
    _, faults = with_mapping(expected_tables(definitions, programme.id)["engagement"], document)
    assert said in "\n".join(map(str, faults))


BOMBS = {
    "code": "columns: !!python/object/apply:os.system ['touch {path}']",
    "laughs": "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\n",
    "deep": "[" * 5000,
    "second document": "columns: {}\n---\ncolumns: {}\n",
    "binary": "\x00\x01",
    "merge": "base: &b {a: 1}\ncolumns: {<<: *b}\n",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("where", ["mapping", "batch"])
def test_yaml_that_wants_to_do_harm_is_refused(project, programme, sampled, tmp_path, bomb, where):
    intake, raw = sampled
    target = raw / "batch.yaml"
    if where == "mapping":
        target = project.evidence / "mappings" / programme.id / "engagement.yaml"
        target.parent.mkdir(parents=True)
    ran = tmp_path / "ran"
    target.write_text(bomb.replace("{path}", str(ran)))
    with pytest.raises(WorkbenchError):
        intake()
    assert not ran.exists()
    assert not list(project.store.rglob("*.parquet"))
