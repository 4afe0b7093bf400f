"""Run folders for the helpers' tests."""

from pathlib import Path

import pytest

from helpers.run import Run, open_run
from tests.helpers.folders import PROGRAMME, make_stage


@pytest.fixture
def run_of(tmp_path):
    """Return a maker of opened runs: stage, area, and what to leave out."""

    def make(stage: str, area: str | None, **options) -> Run:
        folder: Path = make_stage(tmp_path / f"{stage}-{area}", stage, area, **options)
        return open_run(PROGRAMME, area, folder)

    return make
