"""YAML written by hand is added to and changed in one place; everything else stays, character by character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.desk.known import clean_text
from helpers.desk.yaml_reading import read_yaml
from helpers.desk.yaml_text import with_changed, with_entry
from tests.helpers.desk.by_hand import HAND
from workbench.definitions.lined_yaml import parse

ENTRY = {"matter": "Chronologies", "quality_indicator": "5.3", "state": "area of concern", "because": "Lists: no sense"}


def test_an_entry_is_added_and_nothing_else_changes():
    changed = with_entry(HAND, "matters", ENTRY | {"on": "2026-03-09"})
    before, after = HAND.split("\n"), changed.split("\n")
    at = before.index("# the end")
    assert (after[:at], after[at + 5 :]) == (before[:at], before[at:])
    assert after[at : at + 5] == [
        "  - matter: Chronologies",
        "    quality_indicator: '5.3'",
        "    state: area of concern",
        "    because: 'Lists: no sense'",
        "    on: 2026-03-09",
    ]
    assert read_yaml(changed, "")["matters"][-1] == ENTRY | {"on": "2026-03-09"}
    assert changed.index("Chronologies") < changed.index("# the end")


@pytest.mark.parametrize("place", [0, 1])
def test_an_entry_is_changed_and_the_lines_of_others_stay(place):
    entry = read_yaml(HAND, "")["matters"][place] | {"state": "no significant concern", "earlier": [{"state": "x"}]}
    changed = with_changed(HAND, "matters", place, entry)
    assert read_yaml(changed, "")["matters"][place] == entry
    lines = HAND.split("\n")
    kept = lines[12:] if place == 0 else lines[:14] + lines[15:]
    assert [line for line in kept if line not in changed.split("\n")] == []
    for comment in ("# Ours, kept by hand.", "# the order is ours", "# first", "# ask again in May", "# the end"):
        assert comment in changed


@pytest.mark.parametrize(
    "text",
    [
        "", "# only a comment\n", "synthetic: true\n", "matters: []\n", "matters:\n",
        "matters: [{matter: A, because: b}]\n", "matters:\n-\n    matter: A\n", "matters:\n- matter: A",
    ],
)  # fmt: skip
def test_any_layout_can_be_added_to(text):
    before = read_yaml(text, "")
    after = read_yaml(with_entry(text, "matters", ENTRY), "")
    assert after == before | {"matters": [*(before.get("matters") or []), ENTRY]}
    assert "# only a comment" in with_entry(text, "matters", ENTRY) or "#" not in text


words = st.text(max_size=60).map(lambda text: clean_text(text, "text", needed=False))
entries = st.fixed_dictionaries(
    {"text": words, "by": words},
    optional={"changes": st.lists(st.fixed_dictionaries({"from": st.integers(1, 6), "reason": words}), max_size=2)},
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(entries, max_size=3), entries, st.data())
def test_whatever_is_written_comes_back_here_and_in_the_build(there, entry, data):
    text = "# kept\nsynthetic: false\n"
    for one in there:
        text = with_entry(text, "notes", one)
    text = with_entry(text, "notes", entry)
    wanted = [*there, entry]
    assert read_yaml(text, "")["notes"] == wanted
    place = data.draw(st.integers(0, len(there)))
    text = with_changed(text, "notes", place, entry | {"more": "yes"})
    wanted[place] = entry | {"more": "yes"}
    document, faults = parse(text, "notes.yaml")
    assert not faults
    # The build strips texts; a text that looks like a number or a truth is still the text.
    assert document.data["notes"] == wanted
    assert text.startswith("# kept\n")
