"""Sizes are calibrated to the published totals; quality depends on names and seed only."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from workbench.sample.latent import CHILDREN, PUBLISHED_TOTALS, area_quality, fraction, sample_sizes

SEED = 20251
ISLANDS = ("orkney-islands", "shetland-islands", "na-h-eileanan-siar")


def test_sizes_over_all_areas_are_the_published_totals():
    for group, total in PUBLISHED_TOTALS.items():
        assert sum(getattr(sample_sizes(area, SEED), group) for area in CHILDREN) == total


def test_islands_have_far_less_evidence_than_the_mean():
    for area in ISLANDS:
        sizes = sample_sizes(area, SEED)
        assert sizes.records < 94 / 3
        assert sizes.staff < 219 / 3
        assert sizes.children < 86 / 3
        assert sizes.parents < 47 / 3


@given(st.integers(0, 10_000), st.sampled_from(sorted(CHILDREN)))
def test_no_more_records_are_read_than_there_are_children_on_an_order(seed, area):
    sizes = sample_sizes(area, seed)
    assert 1 <= sizes.records < sizes.population
    assert min(vars(sizes).values()) >= 1


@given(st.text(max_size=30), st.integers())
def test_quality_lies_between_nought_and_one_for_any_name(area, seed):
    assert all(0 < value < 1 for value in area_quality(area, seed, ("2.1", "9.9")).values())


def test_areas_and_seeds_differ():
    assert len({area_quality(area, SEED)["2.1"] for area in CHILDREN}) == len(CHILDREN)
    assert area_quality("fife", 1) != area_quality("fife", 2)


def test_names_give_the_same_numbers_in_another_process():
    script = "from workbench.sample.latent import area_quality; print(area_quality('fife', 20251))"
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert printed.stdout.strip() == str(area_quality("fife", 20251))
    assert fraction("a", "b") != fraction("ab")


def test_a_part_of_the_size_is_a_part_of_everything():
    whole, part = sample_sizes("glasgow-city", SEED), sample_sizes("glasgow-city", SEED, 0.1)
    assert part.staff == round(whole.staff * 0.1)
    assert min(vars(sample_sizes("orkney-islands", SEED, 0.01)).values()) == 1
