"""environment.yml and pyproject.toml name the same packages with the same bounds; the locks name no addresses."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CONDA_NAMES = {"python-duckdb": "duckdb"}


def _normalised(requirement: str) -> str:
    name, bound = re.fullmatch(r"([A-Za-z0-9_.-]+?)([>=][<>=,0-9.rc]+)", requirement).groups()
    return re.sub(r"[-_.]+", "-", CONDA_NAMES.get(name, name)).lower() + bound


def test_environment_and_pyproject_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    from_pip = environment[-1]["pip"]
    listed = [item for item in environment[:-1] if item != "pip"] + [
        item for item in from_pip if not item.startswith("--")
    ]
    conda_only = {"python>=3.11", "quarto>=1.9"}
    assert conda_only <= set(listed)
    assert {_normalised(item) for item in set(listed) - conda_only} == {
        _normalised(item) for item in project["dependencies"]
    }
    assert project["requires-python"] == ">=3.11"


@pytest.mark.parametrize("name", ["build.txt", "test.txt"])
def test_locks_hold_versions_and_hashes_but_no_addresses(name):
    lock = (ROOT / "locks" / name).read_text()
    assert "://" not in lock
    pins = re.findall(r"^[A-Za-z0-9_.\-\[\]]+==\S+", lock, flags=re.MULTILINE)
    assert len(pins) > 100
    assert lock.count("--hash=sha256:") >= len(pins)


def test_the_test_lock_has_the_same_versions_as_the_build_lock():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([A-Za-z0-9_.\-]+==[^ \\]+)", (ROOT / "locks" / name).read_text(), flags=re.MULTILINE))

    assert pins("build.txt") <= pins("test.txt")
