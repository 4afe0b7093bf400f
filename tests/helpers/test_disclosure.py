"""Nothing small is shown, and nothing shown gives a small number away."""

from hypothesis import given
from hypothesis import strategies as st

from helpers.disclosure import Profile, protect_list, protect_sides, shared_groups, why_not_share
from helpers.protection import Puzzle, Range, Requirement, demand_of, total_of, withstand
from helpers.tables import SECONDARY, UNSAFE, WITHHELD, Suppressed

PROFILES = st.sampled_from([Profile(), Profile("strict", threshold=9), Profile("zeros", suppress_zero=True)])
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 300))


def hidden(cells):
    return [place for place, cell in enumerate(cells) if isinstance(cell, Suppressed)]


def failing(ranges, relations, targets, profile):
    demand = demand_of(profile)
    return withstand(Puzzle(ranges, relations), dict.fromkeys(targets, Requirement(demand.reach, demand.width)))


@given(st.lists(COUNTS, min_size=2, max_size=7), PROFILES)
def test_a_list_shows_no_small_count(counts, profile):
    cells = protect_list(counts, profile)
    assert all(isinstance(cell, Suppressed) for cell, count in zip(cells, counts, strict=True) if profile.small(count))
    assert all(cell == count for cell, count in zip(cells, counts, strict=True) if not isinstance(cell, Suppressed))


@given(st.lists(COUNTS, min_size=2, max_size=7), PROFILES)
def test_hidden_counts_of_a_list_cannot_be_worked_out(counts, profile):
    places = hidden(protect_list(counts, profile))
    if places and len(places) < len(counts):
        assert len(places) >= 2
        assert sum(counts[place] for place in places) > profile.threshold


@given(st.lists(COUNTS, min_size=3, max_size=3), st.lists(COUNTS, min_size=3, max_size=3), PROFILES)
def test_grades_beside_a_share_withstand_the_attacker(good, other, profile):
    shown = not why_not_share(sum(good), sum(good) + sum(other), profile)
    cells = protect_sides((good, other), shown, profile)
    if profile.small(sum(good) + sum(other)):
        assert len(hidden(cells)) == 6
        return
    names = [f"c{place}" for place in range(6)]
    ranges = {n: Range() if isinstance(c, Suppressed) else Range(c, c) for n, c in zip(names, cells, strict=True)}
    for name, side in (("good", good), ("other", other)):
        ranges[name] = Range(sum(side), sum(side)) if shown else Range()
    total = sum(good) + sum(other)
    ranges["all"] = Range(total, total)
    relations = (total_of(names[:3], "good"), total_of(names[3:], "other"), total_of(["good", "other"], "all"))
    targets = [n for n, c in zip(names, cells, strict=True) if isinstance(c, Suppressed) and c.role == UNSAFE]
    if not shown and total > profile.threshold:
        targets += ["good", "other"]
    assert not failing(ranges, relations, targets, profile)


@st.composite
def breakdowns(draw):
    """Groups with who is counted, who answered and how many there are."""
    groups = draw(st.lists(st.tuples(COUNTS, COUNTS, st.integers(0, 6)), min_size=2, max_size=6))
    return [group for group in groups if sum(group)]


@given(breakdowns(), PROFILES)
def test_shares_of_groups_withstand_the_attacker(groups, profile):
    yes, base = [g[0] for g in groups], [g[0] + g[1] for g in groups]
    whole = [sum(g) for g in groups]
    if why_not_share(sum(yes), sum(base), profile):
        return  # then nothing of the question is shown
    sizes = protect_list(whole, profile)
    held = shared_groups(yes, base, sizes, sum(whole), profile)
    ranges, relations, targets = {}, [], []
    for place, size in enumerate(sizes):
        ranges[f"s{place}"] = Range() if isinstance(size, Suppressed) else Range(size, size)
        for name, number in (("y", yes[place]), ("n", base[place] - yes[place])):
            ranges[f"{name}{place}"] = Range() if place in held else Range(number, number)
        ranges[f"o{place}"] = Range()
        relations.append(total_of([f"y{place}", f"n{place}", f"o{place}"], f"s{place}"))
        reasons = why_not_share(yes[place], base[place], profile)
        assert place in held or not (reasons or isinstance(size, Suppressed))
        if place in held and reasons:
            targets += [f"y{place}"] * (sum(yes) > 0) + [f"n{place}"] * (sum(base) > sum(yes))
    for name, numbers in (("y", yes), ("n", [b - y for b, y in zip(base, yes, strict=True)]), ("s", whole)):
        ranges[f"{name}all"] = Range(sum(numbers), sum(numbers))
        relations.append(total_of([f"{name}{place}" for place in range(len(groups))], f"{name}all"))
    if len(held) < len(groups):
        assert not failing(ranges, relations, targets, profile)


@given(st.integers(0, 400), st.integers(0, 400), PROFILES)
def test_a_share_is_shown_only_where_both_sides_are_large_enough(count, rest, profile):
    if not why_not_share(count, count + rest, profile):
        assert not profile.small(count)
        assert not profile.small(rest)
        assert count + rest >= profile.minimum_base_percent
        assert count + rest >= profile.extremes_minimum_base or (count and rest)


def test_what_is_held_back_gives_one_reason_and_keeps_its_role_to_itself():
    cells = protect_list([60, 30, 3], Profile())[1:]
    assert [cell.role for cell in cells] == [SECONDARY, UNSAFE]
    assert len({cell.reason for cell in cells}) == 1
    assert [cell.as_cell() for cell in cells] == [{"suppressed": Profile().reason}] * 2
    assert "unsafe" not in repr(cells) and "secondary" not in repr(cells)
    assert [why_not_share(*share, Profile()) for share in ((3, 40), (7, 12), (12, 12))] == [UNSAFE, "", WITHHELD]


def test_rounding_rounds_what_is_shown():
    assert protect_list([62, 31, 48], Profile(rounding=5)) == (60, 30, 50)
