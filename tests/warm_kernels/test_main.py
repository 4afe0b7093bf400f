from __future__ import annotations

import json
import sys

import pytest

import warm_kernels
from warm_kernels.__main__ import main


def test_doctor_says_why_not(monkeypatch, capsys):
    monkeypatch.setenv(warm_kernels.OFF, "too little memory")
    assert main(["doctor"]) == 1
    assert capsys.readouterr().out == "Warm kernels are turned off: too little memory\n"


def test_install_writes_a_kernelspec(tmp_path, capsys):
    assert main(["install", "--data-folder", str(tmp_path), "--preload", "pandas", "--warm-up", "a.b:c"]) == 0
    spec = json.loads((tmp_path / "kernels" / "warm-python" / "kernel.json").read_text())
    assert spec["metadata"]["kernel_provisioner"]["config"] == {"preload": ["pandas"], "warm_up": "a.b:c"}


@pytest.mark.slow
def test_run_gives_a_program_the_address_and_returns_its_exit_code(capfd):
    code = "import os, pathlib, sys; sys.exit(7 if pathlib.Path(os.environ['WARM_KERNELS_ADDRESS']).exists() else 1)"
    assert main(["run", "--", sys.executable, "-c", code]) == 7


def test_run_needs_a_program(capsys):
    assert main(["run"]) == 2
    assert "Name a program" in capsys.readouterr().err
