from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import warm_kernels
from tests.warm_kernels.notebook import outputs, printed, write_notebook
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


@pytest.mark.slow
def test_papermills_own_command_gains_by_the_name_of_a_kernelspec_and_by_the_engine(tmp_path):
    import nbformat

    install = [sys.executable, "-m", "warm_kernels", "install", "--data-folder", str(tmp_path / "data")]
    subprocess.run([*install, "--preload", "json"], check=True, capture_output=True)
    show = "import os, pathlib; print(os.getppid(), pathlib.Path(f'/proc/{os.getppid()}/cmdline').read_text())"
    notebook = write_notebook(tmp_path / "a.ipynb", [show])
    papermill = Path(sys.executable).with_name("papermill")
    call = f'"{papermill}" --no-progress-bar "{notebook}" "{tmp_path}'
    row = f'{call}/1.ipynb" -k warm-python && {call}/2.ipynb" -k warm-python && {call}/3.ipynb" --engine warm'
    done = subprocess.run(
        [sys.executable, "-m", "warm_kernels", "run", "--preload", "json", "--", "sh", "-c", row],
        env={**os.environ, "JUPYTER_PATH": str(tmp_path / "data")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made = [nbformat.read(tmp_path / f"{number}.ipynb", 4) for number in (1, 2, 3)]
    assert all(len(outputs(each)) == 1 for each in made)
    said = {printed(each)[0] for each in made}
    assert len(said) == 1 and "warm_kernels.zygote" in said.pop()


def test_run_needs_a_program(capsys):
    assert main(["run"]) == 2
    assert "Name a program" in capsys.readouterr().err
