"""The area among all areas: gaps are shown as what they are, and told in words."""

from helpers.statistics import read_profile
from helpers.tables import Suppressed


def test_the_profile_shows_gaps_as_what_they_are(run_of):
    table = read_profile(run_of("01_scoping", "orkney-islands")).profile_table()
    cells = {row[0]: row[2] for row in table.rows}
    assert isinstance(cells["Children looked after by the council"], Suppressed)
    assert cells["Looked after children with more than one placement in the year"] is None


def test_gaps_are_listed_below_the_table(run_of):
    notes = read_profile(run_of("01_scoping", "orkney-islands")).profile_table().notes
    assert notes[1:] == (
        "The source does not publish this area's small numbers for: Children looked after by the council.",
        "The source has no figure of this area for: Looked after children with more than one placement in the year.",
    )


def test_the_strips_say_in_words_what_they_show(run_of):
    figure = read_profile(run_of("01_scoping", "orkney-islands")).compared_figure()
    assert "Children looked after by the council: not published; Scotland" in figure.alt
    for label, *_, lowest, highest, unit in figure.data.rows:
        assert lowest < highest, label
        assert unit in ("%", "per 1,000 children")
