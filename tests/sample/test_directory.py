"""Sample directories: placeholders and no names; regions as the set of units has them."""

from __future__ import annotations

import csv
import io

import yaml

from tests.helpers.folders import PARAMETERS
from workbench.definitions import load_definitions
from workbench.definitions.areas import NATIONAL
from workbench.sample import directory
from workbench.sample.files import area_files


def entries() -> list[dict[str, str]]:
    definitions = load_definitions(PARAMETERS, only=["link-teams"])
    programme = definitions.programme("link-teams")
    nation = definitions.area(NATIONAL, programme)
    (content,) = area_files(definitions, programme, nation, programme.sample.seed).values()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_holders_are_roles_with_a_number():
    assert all(entry["Held by"].rstrip("0123456789 ") for entry in entries())
    assert all(entry["Held by"][-1].isdigit() and "Mr" not in entry["Held by"] for entry in entries())


def test_every_area_has_every_role_once_at_least():
    found = {(entry["Local authority"], entry["Role"]) for entry in entries()}
    assert len(found) == 32 * 4


def test_regions_are_those_of_the_set_of_units():
    units = yaml.safe_load((PARAMETERS / "units" / "regional-collaboratives.yaml").read_text())["units"]
    words = yaml.safe_load((directory.FOLDER / "link_directory.yaml").read_text())["regions"]
    assert {unit["code"]: unit["covers"] for unit in units} == words
    assert len({slug for slugs in words.values() for slug in slugs}) == 32
