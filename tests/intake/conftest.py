"""Fixtures of a project with its own evidence folder."""

import importlib.util
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("evidence_project", Path(__file__).parents[1] / "evidence_project.py")
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
definitions, programme, project = _module.definitions, _module.programme, _module.project


@pytest.fixture
def sampled(project, definitions, programme):
    """Return a function that takes in the sample of Fife, and the raw folder."""
    from workbench.intake.taking_in import take_in
    from workbench.sample.writing import write_sample

    write_sample(project, definitions, programme, [definitions.area("fife")], seed=20251, size=0.2)
    return lambda **options: take_in(project, definitions, programme, jobs=1, **options), project.raw / programme.id
