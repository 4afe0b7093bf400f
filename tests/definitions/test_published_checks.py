"""Published evaluations that name what is not there are told, each with what it names."""

import shutil

import pytest

from workbench.definitions import load_definitions
from workbench.definitions.published_evaluations import FILE
from workbench.errors import InputFaults
from workbench.project import find_project


def test_what_names_nothing_is_told(tmp_path):
    folder = tmp_path / "parameters"
    shutil.copytree(find_project().parameters, folder)
    path = folder / "published" / FILE
    path.write_text(
        path.read_text()
        + "children-2012-17,narnia,then,later,early-help,4,Good,,children-pages\n"
        + "children-2012-17,fife,then,later,early-help,4,Splendid,,nowhere\n"
    )
    with pytest.raises(InputFaults) as told:
        load_definitions(folder)
    said = " ".join(fault.message for fault in told.value.faults)
    assert "'narnia' is no area" in said
    assert "4 Splendid is not on the scale" in said
    assert "no source is called 'nowhere'" in said
