from __future__ import annotations

import importlib
import sys

import pytest

from warm_kernels.freshness import Loaded


@pytest.fixture
def module(tmp_path, monkeypatch):
    path = tmp_path / "freshness_example.py"
    path.write_text("value = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("freshness_example")
    yield path
    sys.modules.pop("freshness_example")


def test_nothing_is_stale_at_first(module):
    loaded = Loaded.now(("json", "pandas"))
    assert str(module) in loaded.local
    assert loaded.versions["pandas"]
    assert loaded.stale() == ""


def test_a_file_touched_but_not_changed_is_fresh_and_a_changed_one_is_not(module):
    loaded = Loaded.now(())
    key = loaded.key()
    module.write_text("value = 1\n")
    assert loaded.stale() == ""
    module.write_text("value = 2\n")
    assert loaded.stale() == f"{module} has changed since it was loaded"
    assert Loaded.now(()).key() != key


def test_a_file_that_has_gone_is_stale(module):
    loaded = Loaded.now(())
    module.unlink()
    assert "freshness_example.py has changed" in loaded.stale()


def test_a_package_installed_anew_is_stale(module, tmp_path, monkeypatch):
    site = tmp_path / "site-packages"
    (site / "freshness_package-1.0.dist-info").mkdir(parents=True)
    (site / "freshness_package-1.0.dist-info" / "METADATA").write_text("Name: freshness_package\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(site)
    loaded = Loaded.now(("freshness_package",))
    assert loaded.versions["freshness_package"] == "1.0"
    (site / "freshness_package-1.0.dist-info").rename(site / "freshness_package-1.1.dist-info")
    (site / "freshness_package-1.1.dist-info" / "METADATA").write_text("Name: freshness_package\nVersion: 1.1\n")
    assert loaded.stale() == "the package freshness_package has changed since it was loaded (1.0 then)"
