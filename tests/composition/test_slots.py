"""Slots and recommendations on national pages: what is missing is said, and each owner finds their own."""

from workbench.composition.owners import owners_partial
from workbench.composition.slots import slot_partials
from workbench.definitions import Recommendation
from workbench.definitions.slots import Slot, SlotItem

EMPTY = Slot(id="statements", title="Twelve statements", where="the framework", holds=12)
FULL = EMPTY.model_copy(
    update={"id": "full", "items": (SlotItem(id="one", title="First *text*", source="x"),)}
)  # fmt: skip


def test_a_slot_that_is_not_filled_says_where_to_look():
    made = slot_partials([EMPTY, FULL])
    assert "Not filled: Twelve statements. Look in the framework" in made["_slots/statements.md"]
    assert "statements" in made["_slots/all.md"]
    assert "full" not in made["_slots/all.md"]


def test_a_slot_that_is_filled_shows_its_texts_as_they_are():
    assert slot_partials([FULL])["_slots/full.md"] == "1. First \\*text\\*\n"


def test_recommendations_stand_under_their_owner_with_their_own_number():
    rows = [("A", "Police"), ("B", "Prosecution service"), ("C", "Police")]
    made = owners_partial(
        Recommendation(number=number, quality_indicator="execution", text=text, owner=owner)
        for number, (text, owner) in enumerate(rows, 1)
    )
    police, prosecution = made.index("### Police"), made.index("### Prosecution service")
    assert police < made.index("| 3 |") < prosecution < made.index("| 2 |")


def test_without_recommendations_there_is_nothing():
    assert owners_partial([]) == ""
