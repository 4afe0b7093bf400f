import pytest

from tests.composition.example import count, figure, hidden, share, table, text
from workbench.composition.chapters import chapter_partials, strand_partials
from workbench.composition.evidence import evidence_partials
from workbench.composition.results import Recorded
from workbench.composition.scale import matrix_partial, scale_partial
from workbench.definitions import load_definitions
from workbench.project import find_project


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(find_project())


@pytest.fixture(scope="module")
def programme(definitions):
    return definitions.programme("compulsory-supervision-orders")


@pytest.fixture
def strands(definitions, programme):
    def made(indicator="5.3", **recorded):
        instruments = [definitions.instruments[name] for name in programme.instruments]
        return strand_partials(indicator, Recorded(**recorded), instruments, programme.strands)

    return made


def test_questions_go_to_the_indicators_they_bear_on(strands):
    values = {"staff.supervision": share(70, 100, "x"), "staff.supported": share(60, 100, "x")}
    assert "57" not in strands("5.3", values=values)["survey.md"]
    both = strands("9.2", values=values)["survey.md"]
    assert "I have regular supervision" in both
    assert "I feel supported" in both
    assert "I feel supported" not in strands("5.3", values=values)["survey.md"]


def test_a_hidden_share_is_marked_and_explained(strands):
    text = strands(values={"records.chronology": hidden("x"), "records.plan_outcomes": share(70, 90, "x")})[
        "records.md"
    ]
    row = next(line for line in text.splitlines() if "chronology" in line)
    assert row.count("&#91;c&#93;") == 2
    assert "could identify someone" in text


def test_grades_of_records_have_a_table_of_their_own(strands):
    text = strands(values={"records.plan_quality": share(70, 90, "x"), "records.chronology": share(50, 90, "x")})[
        "records.md"
    ]
    assert "{#tbl-qi-5-3-records}" in text
    assert "{#tbl-qi-5-3-records-grades}" in text


def test_a_strand_without_evidence_says_so(strands):
    assert "There is no evidence from this strand" in strands()["engagement.md"]


def test_an_instrument_that_was_not_used_gives_its_reason(strands):
    missing = {
        "kind": "proportion",
        "status": "missing",
        "says": "not known",
        "text": "x",
        "reason": "no survey was taken in",
    }
    assert "is not available: no survey was taken in." in strands(values={"staff.supervision": missing})["survey.md"]


def test_tables_and_figures_named_for_the_indicator_come_by_themselves(strands):
    name = "engagement.balance.qi_5_3"
    made = strands(
        tables={"engagement.qi_5_3": table("Findings", [["a", 1]]), "position.qi_5_3": table("Statements", [["b", 2]])},
        figures={name: figure(name, "Balance")},
    )
    assert "{#fig-engagement-balance-qi-5-3" in made["engagement.md"]
    assert "Findings" in made["engagement.md"]
    assert "Statements" in made["documents.md"]


def test_the_recorded_grade_is_bold_in_the_scale(definitions):
    grades = definitions.scales["six-point"].grades
    lines = scale_partial(grades, 4).splitlines()
    assert lines[1] == "- Unsatisfactory"
    assert [line for line in lines if "**" in line] == ["- **Good**"]
    assert "**" not in scale_partial(grades, None)


def test_the_matrix_row_is_turned():
    matrix = table("Strands", [["2.1 Impact", "agree"], ["5.3 Planning", "silent"]], ("Quality indicator", "Surveys"))
    made = matrix_partial("5.3", Recorded(tables={"evaluation.matrix": matrix, "survey.signals": {}}))
    assert "| Surveys | silent |" in made
    assert "agree" not in made
    assert matrix_partial("5.3", Recorded()) == ""
    # Strands that were never read by thresholds are not silent.
    assert matrix_partial("5.3", Recorded(tables={"evaluation.matrix": matrix})) == ""
    none = {**matrix, "status": "missing", "reason": "nothing was read"}
    assert "not available" in matrix_partial("5.3", Recorded(tables={"evaluation.matrix": none}))


def test_a_missing_table_is_a_sentence(strands):
    none = {**table("Findings", []), "status": "missing", "reason": "no session was held"}
    assert (
        "*Findings* is not available: no session was held."
        in strands(tables={"engagement.qi_5_3": none})["engagement.md"]
    )


def test_values_of_other_kinds_are_no_questions(strands):
    assert "There is no evidence" in strands(values={"staff.responses": count(3), "staff.x": text("x")})["survey.md"]


def test_two_instruments_of_a_strand_are_counted_in_a_line_each(definitions):
    programme = definitions.programme("prison-based-social-work")
    instruments = [definitions.instruments[name] for name in programme.instruments]
    two = [one for one in instruments if one.kind == "findings"]
    counted = ("findings", "strengths", "improvements")
    values = {f"{one.short}.qi_governance.{name}": count(3) for one in two for name in counted}
    tables = {f"{one.short}.qi_governance": table("Findings", [["a", 1]]) for one in two}
    recorded = Recorded(values=values, tables=tables)
    partials = strand_partials("governance", recorded, instruments, programme.strands)
    text = chapter_partials("governance", recorded, instruments, programme.strands, partials)["strands.md"]
    assert len(two) == 2
    assert text.count("gave these numbers of findings") == 1
    assert all(f"- {one.title}. Findings: {{{{< meta {one.short}.qi_governance.findings.text" in text for one in two)


def test_records_read_twice_are_said_in_words_where_their_number_is_held_back(definitions, programme):
    records = [one for one in map(definitions.instruments.get, programme.instruments) if one.kind == "record_reading"]

    def said(**values):
        recorded = Recorded(values={"records.read": count(52), **values})
        return evidence_partials(records, recorded)["_evidence/strands.md"]

    assert "Of these, {{< meta records.read_twice.text >}} were read twice" in said(**{"records.read_twice": count(9)})
    assert "Of these, {{< meta records.read_twice.text >}} was read twice" in said(**{"records.read_twice": count(1)})
    assert "How many were read twice" in said(**{"records.read_twice": hidden("x")})
    assert "twice" not in said(**{"records.read_twice": count(0)})
    assert "twice" not in said()
