"""What is marked "as here", taken together, gives nothing away that is marked "not shown"."""

from fractions import Fraction

import pytest

from helpers.explorer.asked import across, by_group
from helpers.explorer.shares import AS_HERE
from helpers.explorer.tallies import counted_columns, tallies
from helpers.records import read_records
from helpers.surveys import read_survey
from tests.helpers.folders import AREAS


def _follows(known, wanted):
    """Whether a count follows from others by adding and taking away; each is a list of 0 and 1, its parts."""
    rows, wanted = [[Fraction(cell) for cell in row] for row in known], [Fraction(cell) for cell in wanted]
    for place in range(len(wanted)):
        first = next((row for row in rows if row[place] and not any(row[:place])), None)
        if first is None:
            continue
        rows.remove(first)
        rows = [_without(row, first, place) for row in rows]
        wanted = _without(wanted, first, place)
    return not any(wanted)


def _without(row, first, place):
    times = row[place] / first[place]
    return [one - times * two for one, two in zip(row, first, strict=True)]


@pytest.mark.parametrize(
    ("known", "follows"),
    [([[1, 1, 1], [1, 0, 0]], False), ([[1, 1, 1], [1, 1, 0]], True), ([[1, 1, 0], [0, 1, 1], [1, 0, 1]], True)],
)
def test_the_attack_finds_what_it_is_looking_for(known, follows):
    assert _follows(known, [0, 0, 1]) is follows


def _asked(programme):
    for table in programme.run.tables_of("survey", "record_reading"):
        instrument = programme.run.instrument(table)
        for column in counted_columns(instrument):
            yield instrument, column


def test_an_area_does_not_follow_from_its_family_group_scotland_and_the_others(programme):
    # Every selection of the picker together: each area's own number, its family group's, and Scotland's.
    held_back = 0
    for instrument, column in _asked(programme):
        known, held = [], []
        for number, area in enumerate(AREAS):
            found = across(programme, area, instrument, column)
            others = [0 if place == number else 1 for place in range(len(AREAS))]
            own = [1 - cell for cell in others]
            for share, parts in ((found.here, own), (found.family, others), (found.everywhere, [1] * len(AREAS))):
                if share is not None and share.in_report == AS_HERE:
                    known.append(parts)
            if found.here is not None and found.here.in_report != AS_HERE:
                held.append(own)
        held_back += len(held)
        assert not any(_follows(known, parts) for parts in held), (instrument.id, column.id)
    assert held_back > 20, "there is something to look for"


def test_a_group_does_not_follow_from_the_other_groups(programme):
    held_back = 0
    for instrument, column in _asked(programme):
        for area, group in ((area, group) for area in AREAS for group in instrument.groups):
            whole = across(programme, area, instrument, column).here
            found = by_group(programme, area, instrument, column, group)
            one = [[int(place == number) for place in range(len(found))] for number in range(len(found))]
            known = [parts for each, parts in zip(found, one, strict=True) if each.in_report == AS_HERE]
            known += [[1] * len(found)] if whole is not None and whole.in_report == AS_HERE else []
            held = [parts for parts in one if parts not in known]
            held_back += len(held)
            assert not any(_follows(known, parts) for parts in held if len(found) > 1), (area, group.id, column.id)
    assert held_back > 20


@pytest.mark.parametrize("area", AREAS)
def test_an_area_is_marked_as_its_own_report_has_it(programme, area):
    run = programme.run_of(area)
    for table in programme.run.tables_of("survey", "record_reading"):
        instrument = programme.run.instrument(table)
        if instrument.kind == "survey":
            report = {answer.question.id: answer.share for answer in read_survey(run, table).answers}
        else:
            report = read_records(run, table).shares
        for column in counted_columns(instrument):
            found = across(programme, area, instrument, column)
            assert (found.here.in_report == AS_HERE) == report[column.id].shown, (table, column.id)
            own = next((place for place in found.places if place.area == area), None)
            assert own is None or (own.in_report == AS_HERE) == report[column.id].shown


def test_a_sum_says_how_many_of_its_areas_are_held_back(programme):
    survey = programme.run.instrument("parents_survey")
    column = counted_columns(survey)[0]
    found = across(programme, "dundee-city", survey, column)
    assert [tally.rows for tally in tallies(programme.store, survey, [column], ["orkney-islands"])] == [3]
    assert found.everywhere.in_report.startswith("not shown: it counts ")
    assert found.everywhere.says.endswith(f" of {found.everywhere.base})"), "the inspector sees the number itself"
