"""Fixtures of a project with its own evidence folder."""

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location("evidence_project", Path(__file__).parents[1] / "evidence_project.py")
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
definitions, programme, project = _module.definitions, _module.programme, _module.project
