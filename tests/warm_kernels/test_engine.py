from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("first", ["papermill", "warm_kernels.notebooks"])
def test_papermill_knows_the_engine_in_whatever_order_things_are_imported(first):
    code = (
        f"import {first}, papermill.engines\n"
        "print(papermill.engines.papermill_engines.get_engine('warm').__name__)\n"
        "from warm_kernels.notebooks import Engine; print(issubclass(Engine, papermill.engines.NBClientEngine))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["WarmEngine", "True"]


def test_importing_the_package_is_light():
    code = (
        "import sys, warm_kernels\n"
        "print(sorted({'papermill', 'nbclient', 'jupyter_client', 'zmq', 'pandas', 'IPython'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
