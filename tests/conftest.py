"""Every test starts with the project's own settings unset, and leaves none behind."""

import compileall
import gc
import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples every time, and no failure because the machine was busy for a moment.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

KEPT = {"WORKBENCH_REQUIRE_BROWSER", "WORKBENCH_QUARTO"}


# A shell lets what it starts in the background ignore Ctrl-C, and so would everything that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


ROOT = Path(__file__).parents[1]


def pytest_configure(config):
    """Compile the project's own modules once, rather than in each of the hundreds of processes that tests start.

    Python does so by itself, but not where it is told to write no compiled files; it reads them all the same.
    """
    if not hasattr(config, "workerinput"):
        for name in ("workbench", "src"):
            compileall.compile_dir(ROOT / name, quiet=2)


def pytest_collection(session):
    """Look for nothing to throw away while tests are collected: all of it is kept."""
    gc.disable()


def pytest_collection_finish(session):
    """Nor ever again among what was collected."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items):
    """Files with slow tests come first, so that processes side by side end at about the same time."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def _settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("WORKBENCH_") and name not in KEPT}


@pytest.fixture(autouse=True)
def no_settings_leak():
    """The command's ``--project`` sets an environment variable, which a later test's processes would inherit."""
    for name in _settings():
        del os.environ[name]
    yield
    for name in _settings():
        del os.environ[name]
