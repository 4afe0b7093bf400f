from __future__ import annotations

import os
import shutil
import tempfile

import pytest

import warm_kernels


@pytest.fixture(scope="session", autouse=True)
def folder_of_its_own():
    """Keep these tests' private folders apart from those of other programs on the machine."""
    before, variable = tempfile.tempdir, os.environ.get("TMPDIR")
    folder = tempfile.mkdtemp(prefix="wkt-", dir="/tmp")
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    yield
    tempfile.tempdir = before
    if variable is None:
        del os.environ["TMPDIR"]
    else:
        os.environ["TMPDIR"] = variable
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def started(folder_of_its_own):
    """One prepared process for all tests that only use it."""
    process = warm_kernels.PreparedProcess(
        preload=("pandas", "altair"), warm_up="warm_kernels.warm_ups:chart_and_table"
    )
    if not warm_kernels.supported()[0]:
        pytest.skip(process.reason)
    assert process.running, process.reason
    yield process
    process.close()


@pytest.fixture
def process(started, monkeypatch):
    """The prepared process, with its address published as in a build."""
    monkeypatch.setenv(warm_kernels.ADDRESS, started.address)
    return started
