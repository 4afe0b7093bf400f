"""The RO-Crate of a release: read by the library, the same for the same release, tied to inputs, versions and roles."""

import os
import subprocess
import sys
import warnings

import pytest
from rocrate.rocrate import ROCrate

from tests.provenance.made_release import make_release, read
from workbench.errors import WorkbenchError
from workbench.files import sha256
from workbench.provenance.crate import METADATA, write_crate

PAGE = "site/areas/fife/index.html"


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    return make_release(tmp_path_factory.mktemp("release") / "1")


@pytest.fixture(scope="module")
def crate(release):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return ROCrate(release)


def test_the_library_reads_it(crate, release):
    assert crate.version == "1.2"
    assert crate.root_dataset["name"] == "A programme, release 1"
    assert read(release / METADATA)["@graph"][1]["datePublished"] == "2026-05-01"
    assert crate.root_dataset["license"].id == "#licence"


def test_it_names_every_file_with_its_hash(crate, release):
    files = {entity.id: entity for entity in crate.get_by_type("File")}
    there = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert set(files) == there - {METADATA}
    assert files[PAGE]["sha256"] == sha256(release / PAGE)
    assert files[PAGE]["encodingFormat"] == "text/html"
    assert {part.id for part in crate.root_dataset["hasPart"]} == set(files)


def test_a_page_leads_to_its_runs_and_these_to_the_evidence(crate):
    page = crate.get("#pages/areas/fife")
    assert PAGE in {result.id for result in page["result"]}
    assert page["identifier"].startswith("manifest entry ")
    notebook = crate.get("notebooks/fife/04_record_reading.ipynb")
    assert notebook in page["object"]
    run = crate.get("#run/fife/04_record_reading")
    assert notebook in run["result"]
    assert run["identifier"] == f"run key {'a' * 32}"
    read_by = {each.id: each for each in run["object"]}
    assert read_by["#input/evidence/store/p/records/fife.parquet"]["sha256"] == "6" * 64
    assert "#input/notebooks/04_record_reading.ipynb" in read_by
    assert "#sources/src/helpers" in read_by


def test_it_names_versions_and_roles(crate):
    assert crate.get("#software/pandas")["version"] == "3.0"
    assert crate.get("#role/analyst")["name"] == "Strategic inspector"
    assert crate.get("#run/fife/04_record_reading")["agent"][0].id == "#role/analyst"
    signed = crate.get("#sign-off/fife/1")
    assert signed["agent"]["name"] == "approver"
    assert signed["endTime"] == "2026-05-01"
    assert PAGE in {each.id for each in signed["object"]}


def test_every_reference_leads_somewhere(release):
    graph = read(release / METADATA)["@graph"]
    known = {entity["@id"] for entity in graph}

    def references(value):
        if isinstance(value, dict):
            if set(value) == {"@id"}:
                yield value["@id"]
            for each in value.values():
                yield from references(each)
        elif isinstance(value, list):
            for each in value:
                yield from references(each)

    unknown = {name for name in references(graph) if name not in known and not name.startswith("https://")}
    assert unknown == set()


def test_the_same_release_gives_the_same_bytes_on_another_day(release):
    before = (release / METADATA).read_bytes()
    code = (
        "import sys; from pathlib import Path; from workbench.provenance.crate import write_crate; "
        "write_crate(Path(sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati"}
    subprocess.run([sys.executable, "-c", code, str(release)], env=environment, check=True)
    assert (release / METADATA).read_bytes() == before


def test_without_a_manifest_there_is_nothing_to_describe(tmp_path):
    with pytest.raises(WorkbenchError, match=r"no manifest\.json"):
        write_crate(tmp_path)
