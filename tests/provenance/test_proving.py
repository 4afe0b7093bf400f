"""A build that depends on anything but its inputs is found, and says where."""

import json

import pytest

from tests.tiny import AREAS, make_tiny, write_notebook
from workbench.provenance import proving
from workbench.provenance.proving import prove

pytestmark = pytest.mark.slow
STAGES = ("01_look",)
# Each area's notebook depends on something else that it should not; kernels all have one time zone and hash seed.
_LEAKS = """
import datetime, json, os
from pathlib import Path
leaks = {
    "fife": lambda: datetime.date.today().isoformat(),
    "moray": lambda: os.environ.get("USER", ""),
    "orkney-islands": lambda: str(Path.cwd()),
}
Path("results").mkdir()
content = {"schema": 1, "values": {"leak": leaks[area]() if leaking else ""}, "tables": {}, "figures": {}}
Path("results/results.json").write_text(json.dumps(content))
"""


def project_that_leaks(folder, leaking):
    tiny = make_tiny(folder)
    cells = [("parameters", 'programme: str = "tiny"\narea: str = "fife"'), ("code", f"leaking = {leaking}{_LEAKS}")]
    write_notebook(tiny.root / "notebooks" / "01_look.ipynb", cells)
    return tiny


def test_what_depends_on_day_user_or_folder_is_found_in_each_place(tmp_path):
    tiny = project_that_leaks(tmp_path, True)
    proof = prove(tiny.project, "tiny", stages=STAGES)
    found = {each.file for each in proof.differences}
    assert {f"results/{area}/01_look/results.json" for area in AREAS} <= found
    assert "manifest.json" in found
    assert "leak" in proof.first_difference or "outputs" in proof.first_difference
    assert not tiny.build.exists()


def test_packages_that_were_changed_between_the_two_builds_are_named(tmp_path, monkeypatch):
    tiny = make_tiny(tmp_path)
    versions = iter(({"altair": "5", "numpy": "2"}, {"altair": "6", "numpy": "2"}))

    def build(place, programme, *_):
        (place.build / programme).mkdir(parents=True)
        (place.build / programme / "manifest.json").write_text(json.dumps({"versions": next(versions)}))

    monkeypatch.setattr(proving, "build_there", build)
    said = []
    prove(tiny.project, "tiny", note=said.append)
    assert said[-1].startswith("Packages were changed between the two builds (altair 5 → 6): they prove nothing.")


def test_without_it_every_file_is_the_same_and_kernels_had_another_clock(tmp_path):
    tiny = project_that_leaks(tmp_path / "project", False)
    said = []
    proof = prove(tiny.project, "tiny", stages=STAGES, keep=tmp_path / "kept", note=said.append)
    assert proof.differences == (), proof.first_difference
    assert proof.files >= 2 * len(AREAS) + 2
    assert proof.processes >= 2
    started = (tmp_path / "kept" / "moved-clock.log").read_text()
    assert "warm_kernels.zygote" in started or "ipykernel" in started
    assert "TZ " in said[0]
    assert "Python's clock 411 days back" in said[1]
