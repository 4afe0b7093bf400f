"""Words of the sample's instruments: they fit, and what is made of them can be taken in."""

import re

import pytest
import yaml

from workbench.sample import banked
from workbench.sample.answers import draw_for

JUSTICE = ("cpo", "cj", "tc", "diversion", "pbsw", "jsw", "mappa", "hmips")
BANKS = sorted(path.stem for path in banked.FOLDER.glob("*.yaml") if path.stem.split("_")[0] in JUSTICE)


def instrument_and_programme(definitions, name):
    programme = next(one for one in definitions.programmes.values() if name in one.instruments)
    return definitions.instruments[name], programme


@pytest.mark.parametrize("name", BANKS)
def test_a_bank_names_what_its_instrument_has(definitions, name):
    instrument, programme = instrument_and_programme(definitions, name)
    bank = yaml.safe_load((banked.FOLDER / f"{name}.yaml").read_text())
    if "themes" in bank:
        values = {column.id: {option.value for option in column.options} for column in instrument.columns}
        assert set(bank["roles"]) <= values["source_role"]
        assert set(bank["themes"]) == values["theme"]
        assert set(bank["methods"]) <= values["method"]
        for theme in bank["themes"].values():
            assert {str(each) for each in theme["about"]} <= set(programme.quality_indicators)
            assert set(theme.get("roles", [])) <= set(bank["roles"])
            assert not re.search(r"[.;]$", " ".join((*theme["strength"], *theme["improvement"])))
        heard = {role for theme in bank["themes"].values() for role in theme.get("roles", bank["roles"])}
        assert heard == set(bank["roles"])
    elif "statements" in bank:
        questions = {option.label for option in instrument.column("question").options}
        assert {each["question"] for each in bank["statements"]} <= questions
        assert {str(each["about"]) for each in bank["statements"]} <= set(programme.quality_indicators)


@pytest.mark.parametrize("name", ["diversion_engagement", "cpo_engagement"])
def test_nothing_is_said_twice_and_everybody_is_heard(definitions, name):
    instrument, programme = instrument_and_programme(definitions, name)
    quality = dict.fromkeys(programme.quality_indicators, 0.5)
    draw = draw_for(programme.id, 1, "national", name, quality)
    rows = banked.finding_rows(instrument, draw, 12, 30)
    place = {column.id: number for number, column in enumerate(instrument.columns)}
    statements = [row[place["statement"]] for row in rows]
    assert len(set(statements)) == len(statements) > 15
    assert {row[place["source_role"]] for row in rows} == {
        option.label for option in instrument.column("source_role").options
    }
    again = draw_for(programme.id, 1, "national", name, quality)
    assert banked.finding_rows(instrument, again, 12, 30) == rows
