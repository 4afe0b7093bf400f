"""Pathways of the tests, made from rows."""

import pandas as pd
import pytest

from helpers.pathway import Pathway
from helpers.run import Run
from tests.helpers.folders import _named as named
from tests.helpers.folders import instrument
from tests.helpers.pathway.cases import case


@pytest.fixture
def pathway_of(tmp_path):
    """Return a maker of pathways from rows."""

    def make(rows, **options) -> Pathway:
        profile = named("disclosure.yaml", "disclosure_profiles")["default"]
        words = named("proportion_words.yaml", "proportion_words")["education-scotland"]
        found = instrument("diversion_cases")
        context = {
            "stage": "cases", "area": None, "synthetic": True, "disclosure": {"default": profile},
            "proportion_words": words, "instruments": {"diversion_cases": found}, "brand": {},
            "programme": {"id": "diversion-from-prosecution", "strands": [{"id": "records", "title": "Cases"}]},
            "quality_indicators": [
                {"id": each, "key": f"qi_{each}", "title": each} for each in ("direction", "execution", "results")
            ],
            "signals": {"strong": 75, "weak": 50, "least": 3, "noticeable": 10}, **options,
        }  # fmt: skip
        run = Run(tmp_path, context)
        return Pathway(run, run.instrument("diversion_cases"), None if rows is None else pd.DataFrame(rows))

    return make


@pytest.fixture
def many():
    """Return 100 cases in the pathway and 30 in which diversion seemed not to be considered."""
    rows = [case(n, 6) for n in range(60)]
    rows += [case(n, 1) for n in range(60, 75)] + [case(n, 3, told="no") for n in range(75, 100)]
    return rows + [case(n, 1, considered="not_considered", papers="nothing") for n in range(100, 130)]
