"""Chains: what is shown of one step gives nothing away about another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.disclosure import Profile
from helpers.protection import Puzzle, Range, attack, total_of
from helpers.protection.chain import Tally, protect_chain
from helpers.tables import Suppressed

PARTS = ("on", "left", "open")


@st.composite
def chains(draw):
    """Tallies of a chain of one to five steps, and sometimes cases apart."""
    here, tallies = draw(st.integers(0, 120)), []
    for _ in range(draw(st.integers(1, 5))):
        left = draw(st.integers(0, min(here, 12)))
        still = draw(st.integers(0, min(here - left, 3)))
        tallies.append(Tally(here - left - still, left, still))
        here = tallies[-1].went
    return tallies, draw(st.none() | st.integers(0, 30))


def known(chain, tallies, apart):
    """Return every number of a chain by name, as it is and as it is shown."""
    true, shown = {"on 0": tallies[0].came}, {"on 0": chain.steps[0][0]}
    for place, (tally, cells) in enumerate(zip(tallies, chain.steps, strict=True), 1):
        for part, number, cell in zip(PARTS, (tally.went, tally.left, tally.open), cells[1:], strict=True):
            true[f"{part} {place}"], shown[f"{part} {place}"] = number, cell
    if apart is not None:
        true |= {"apart": apart, "everybody": tallies[0].came + apart}
        shown |= {"apart": chain.apart, "everybody": chain.everybody}
    return true, shown


@settings(max_examples=60, deadline=None)
@given(chains(), st.sampled_from([4, 9]))
def test_no_small_number_can_be_worked_out(case, threshold):
    tallies, apart = case
    profile = Profile(threshold=threshold)
    true, shown = known(protect_chain(tallies, profile, apart=apart), tallies, apart)
    for name, number in true.items():
        assert isinstance(shown[name], Suppressed) or shown[name] == number
        assert not profile.small(number) or isinstance(shown[name], Suppressed)
    relations = [total_of([f"{part} {k}" for part in PARTS], f"on {k - 1}") for k in range(1, len(tallies) + 1)]
    if apart is not None:
        relations.append(total_of(["on 0", "apart"], "everybody"))
    ranges = {n: Range(0, None) if isinstance(c, Suppressed) else Range(c, c) for n, c in shown.items()}
    small = [name for name, number in true.items() if profile.small(number)]
    for found in attack(Puzzle(ranges, tuple(relations)), small).values():
        assert found.high is None or (found.high > threshold and found.high - found.low > threshold)


def test_what_became_of_every_one_of_a_few_cases_is_hidden():
    (step,) = protect_chain([Tally(12, 0)], Profile()).steps
    assert isinstance(step[1], Suppressed)


def test_a_large_chain_is_shown_whole():
    chain = protect_chain([Tally(160, 20), Tally(140, 12, 8)], Profile(), apart=40)
    assert chain.steps == ((180, 160, 20, 0), (160, 140, 12, 8))
    assert (chain.apart, chain.everybody) == (40, 220)
