"""A quotation appears only with a sign-off of exactly what it says."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.definitions.lined_yaml import parse
from workbench.errors import InputFaults, UnknownName, WorkbenchError
from workbench.freetext.plain import yaml_scalar
from workbench.freetext.quotations import (
    MUST_CHANGE,
    NOT_SIGNED_OFF,
    SIGNED_OFF,
    VOID,
    checked_quotations,
    quotations_file,
    usable_quotations,
)
from workbench.freetext.roles import a_role
from workbench.freetext.signing import sign_off, with_sign_off

AREA = "orkney-islands"
TEXT = """\
# Quotations that the team chose.
synthetic: true

quotations:
  # The first one.
  - id: trusted-worker   # agreed on the phone
    text: >-
      My worker kept her promises,
      and rang me when she was off.
    source_role: children and young people
    quality_indicator: "2.1"

  # About reviews.
  - text: 'We never saw the plan.'
    quality_indicator: "5.3"
    id: no-plan
    source_role: parents and carers
    sign_off:
      by: Inspection lead   # after a talk
      on: 2026-03-01
      hash: old
  # The last one.
"""


@pytest.fixture
def write(project, programme):
    def writing(text):
        path = quotations_file(project, programme.id, AREA)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return writing


@pytest.fixture
def sign(project, programme, definitions):
    def signing(id, role="Inspection lead"):
        return sign_off(project, programme, AREA, id, role=role, on=date(2026, 3, 2), definitions=definitions)

    return signing


@pytest.fixture
def states(project, programme, definitions):
    return lambda: {one.quotation.id: one.state for one in checked_quotations(project, programme, AREA, definitions)}


def test_no_file_means_no_quotation(project, programme, definitions):
    assert checked_quotations(project, programme, AREA, definitions) == ()
    with pytest.raises(UnknownName):
        checked_quotations(project, programme, "orkny", definitions)


def test_signing_off_changes_nothing_else(write, sign, states):
    path = write(TEXT)
    assert states() == {"trusted-worker": NOT_SIGNED_OFF, "no-plan": VOID}
    before = path.read_text()
    sign("trusted-worker")
    after = path.read_text()
    added = set(after.splitlines()) - set(before.splitlines())
    assert len(added) == 1 and added.pop().startswith('    sign_off: {by: "Inspection lead", on: "2026-03-02", hash:')
    assert [line for line in after.splitlines() if line in before.splitlines()] == before.splitlines()
    sign("no-plan")
    assert states() == {"trusted-worker": SIGNED_OFF, "no-plan": SIGNED_OFF}
    final = path.read_text()
    for comment in ("# Quotations that", "# The first one.", "# agreed on", "# About reviews.", "# The last one."):
        assert comment in final
    sign("no-plan")
    assert path.read_text() == final


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("We never saw", "We  never saw"),
        ("the plan.", "the plan"),
        ("parents and carers", "frontline staff"),
        ("We", "Ԝe"),
    ],
)
def test_any_change_of_what_is_shown_voids_the_sign_off(write, sign, states, old, new):
    path = write(TEXT)
    sign("no-plan")
    write(path.read_text().replace(old, new))
    assert states()["no-plan"] == VOID


def test_only_signed_off_quotations_are_usable(write, sign, project, programme, definitions):
    write(TEXT)
    assert usable_quotations(project, programme, AREA, definitions) == ()
    sign("no-plan")
    assert [one.id for one in usable_quotations(project, programme, AREA, definitions)] == ["no-plan"]


def test_nobody_can_sign_off_a_direct_identifier(write, sign, states, project, programme, definitions):
    path = write(TEXT.replace("We never saw the plan.", "Ring me on 07700 900123."))
    before = path.read_bytes()
    with pytest.raises(WorkbenchError, match="may never be published") as caught:
        sign("no-plan")
    assert "900123" not in str(caught.value)
    assert path.read_bytes() == before
    # Even a hash written by hand does not let it through.
    hash = checked_quotations(project, programme, AREA, definitions)[1].quotation.hash
    write(path.read_text().replace("hash: old", f"hash: {hash}"))
    assert states()["no-plan"] == MUST_CHANGE
    assert usable_quotations(project, programme, AREA, definitions) == ()


def test_a_possible_name_can_be_signed_off(write, sign, states):
    write(TEXT.replace("We never saw the plan.", "Bookbug helped us a lot."))
    assert [one.kind for one in sign("no-plan").findings] == ["name"]
    assert states()["no-plan"] == SIGNED_OFF


def test_faults_with_their_lines(write, project, programme, definitions):
    write(
        TEXT.replace('"5.3"', '"5.4"').replace("id: no-plan", "id: trusted-worker").replace("parents and", "parent and")
    )
    with pytest.raises(InputFaults) as caught:
        usable_quotations(project, programme, AREA, definitions)
    file = f"reports/{programme.id}/areas/{AREA}/quotations.yaml"
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [(file, 15), (file, 16), (file, 17)]
    assert "Did you mean parents and carers?" in caught.value.message


@pytest.mark.parametrize("role", ["Eilidh Drever", "eilidh", "Mr Brown", "07700 900123", "", "x" * 61, "Team Drever"])
def test_a_role_is_not_a_person(write, sign, role):
    path = write(TEXT)
    with pytest.raises(WorkbenchError):
        sign("no-plan", role)
    assert path.read_text() == TEXT


@pytest.mark.parametrize("role", ["Inspection lead", "Inspection Lead", "Quality and consistency panel", "QA lead"])
def test_roles(role):
    assert a_role(role) == role


def test_a_quotation_that_is_not_there(write, sign):
    with pytest.raises(UnknownName, match="no quotations"):
        sign("no-plan")
    write(TEXT)
    with pytest.raises(UnknownName, match="Did you mean no-plan"):
        sign("no-plans")


def test_braces_on_one_line_are_refused(write, sign):
    path = write('quotations:\n- {id: a, text: Hi there, source_role: managers, quality_indicator: "2.1"}\n')
    with pytest.raises(WorkbenchError, match=r"line 2.*braces"):
        sign("a")
    assert "sign_off" not in path.read_text()


def test_windows_line_ends_and_a_missing_last_one_stay():
    text = "quotations:\r\n- text: Hi\r\n  id: a"
    signed = with_sign_off(text, 0, {"by": "Lead"})
    assert signed == text + '\r\n  sign_off: {by: "Lead"}\r\n'
    assert with_sign_off("quotations:\n- id: a\n  sign_off:\n  text: Hi\n", 0, {"by": "Lead"}) == (
        'quotations:\n- id: a\n  sign_off: {by: "Lead"}\n  text: Hi\n'
    )


FIELDS = st.permutations(["id", "text", "source_role", "quality_indicator"])
STYLES = st.sampled_from(["text: {}", "text: >-\n      {}", "text: |\n      {}", "text:\n      {}"])
WORDS = st.text(st.sampled_from("ab ä#:'\"-{}[]!&*é\U0001f600"), min_size=1, max_size=40)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FIELDS, STYLES, st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_signing_off_any_layout_reads_back(order, style, texts, data):
    items = []
    for number, text in enumerate(texts):
        fields = {
            "id": f"id: q{number}  # {text}",
            "text": style.format(yaml_scalar(text)),
            "source_role": "source_role: managers",
            "quality_indicator": 'quality_indicator: "2.1"',
        }
        items.append("  - " + "\n    ".join(fields[name] for name in order) + "\n")
    before = "quotations:\n" + "  # note\n".join(items)
    number = data.draw(st.integers(0, len(texts) - 1))
    after = with_sign_off(before, number, {"by": "Lead", "on": "2026-03-02", "hash": "ab"})
    again = with_sign_off(after, number, {"by": "Lead", "on": "2026-03-03", "hash": "ab"})
    assert parse(again, "x")[0].data["quotations"][number].pop("sign_off")["on"] == "2026-03-03"
    assert len(again) == len(after) and len(after.splitlines()) == len(before.splitlines()) + 1
