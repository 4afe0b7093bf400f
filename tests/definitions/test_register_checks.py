"""Register entries of instruments: every column and option they name has to be there."""

from __future__ import annotations

import shutil

import pytest
import yaml

from tests.helpers.folders import PARAMETERS
from workbench.definitions import load_definitions
from workbench.errors import InputFaults

PROGRAMME, INSTRUMENT = "serious-incident-reviews", "serious_incident_register"


@pytest.fixture
def faults_of(tmp_path):
    """Return what is said of the register after a change."""

    def change(alter) -> str:
        folder = tmp_path / "parameters"
        shutil.copytree(PARAMETERS, folder, dirs_exist_ok=True)
        path = folder / "instruments" / f"{INSTRUMENT}.yaml"
        content = yaml.safe_load(path.read_text())
        alter(content["register"])
        path.write_text(yaml.safe_dump(content, sort_keys=False))
        with pytest.raises(InputFaults) as caught:
            load_definitions(folder, only=[PROGRAMME])
        return str(caught.value)

    return change


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (lambda register: register.update(unit="authorty"), "authority"),
        (lambda register: register.update(dated="sentence"), "should be of type date"),
        (lambda register: register["time_limits"][0].update(ends="notifed"), "notified"),
        (lambda register: register["time_limits"][1].update(only={"criteria_met": "yse"}), "yes"),
        (lambda register: register["parts"][0].update(option="nope"), "option of 'criteria_met'"),
        (lambda register: register["expectations"][0].update(column="resaon"), "reason"),
        (lambda register: register["periods"][0].update(id="cases"), "is taken"),
        (lambda register: register["periods"][0].update(to="2017-01-01"), "before it begins"),
        (lambda register: register["time_limits"][0].update(source="nowhere"), "nowhere"),
    ],
)
def test_a_wrong_name_is_told(faults_of, alter, said):
    assert said in faults_of(alter)
