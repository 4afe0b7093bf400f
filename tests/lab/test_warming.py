"""What the desk's prepared process does once: kernels can be forked from it afterwards."""

import pytest

import warm_kernels
from workbench.lab.kernels import _PRELOADED, _WARM_UP
from workbench.lab.warming import FOLDER

pytestmark = pytest.mark.skipif(not warm_kernels.supported()[0], reason="warm kernels cannot be had here")


def test_the_charts_javascript_is_made_and_kernels_are_warm(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    with warm_kernels.prepared((*_PRELOADED, "helpers.explorer.widgets.rows"), _WARM_UP) as process:
        assert process.running, process.reason
    (bundle,) = tmp_path.iterdir()
    assert bundle.name.startswith("altair-") and bundle.stat().st_size > 100_000
