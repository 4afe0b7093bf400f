"""Running a notebook in a warm kernel, with papermill's own records."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from papermill.engines import NBClientEngine
from papermill.iorw import write_ipynb
from papermill.log import logger
from papermill.utils import merge_kwargs, remove_args

from warm_kernels import folders, record
from warm_kernels.kept import find
from warm_kernels.notebook_client import WarmNotebookClient
from warm_kernels.provisioner import NAME, kernel_arguments
from warm_kernels.support import supported


def _why_ordinary(kernel_name: str) -> tuple[str, KernelSpec | None]:
    """Return why the kernel of this name cannot be a fork (empty where it can), and its kernelspec."""
    able, reason = supported()
    if not able:
        return reason, None
    try:
        spec = KernelSpecManager().get_kernel_spec(kernel_name)
    except NoSuchKernel:
        return f"no kernel is called '{kernel_name}'", None
    command = list(spec.argv)
    if command and command[0] in ("python", "python3"):  # as the kernel manager does
        command[0] = sys.executable
    if kernel_arguments(command) is None:
        return f"the kernel '{kernel_name}' is not this environment's own Python kernel", spec
    provisioner = spec.metadata.get("kernel_provisioner", {}).get("provisioner_name", NAME)
    if provisioner not in (NAME, "local-provisioner"):
        return f"the kernel '{kernel_name}' has a provisioner of its own", spec
    return "", spec


def _config(spec: KernelSpec) -> dict[str, Any]:
    return {"preload": [], "warm_up": "", **spec.metadata.get("kernel_provisioner", {}).get("config", {})}


def _warm_spec(spec: KernelSpec) -> KernelSpec:
    """Return the same kernelspec with the warm provisioner."""
    contents = spec.to_dict()
    contents["metadata"] = {
        **contents["metadata"],
        "kernel_provisioner": {"provisioner_name": NAME, "config": _config(spec)},
    }
    return KernelSpec(resource_dir=spec.resource_dir, **contents)


class Engine(NBClientEngine):
    """Papermill's own engine, with the kernel's start and end replaced."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, output_path: str | None = None, **options: Any) -> Any:
        """Run ``nb``; nothing is saved in between, and what there is when something breaks.

        Papermill itself writes the result at the end.
        """
        options["autosave_cell_every"] = 0
        try:
            return super().execute_notebook(nb, kernel_name, output_path=None, **options)
        except BaseException:
            if output_path:
                write_ipynb(nb, output_path)
            raise

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Run the notebook in a warm kernel, or as papermill does where there can be none."""
        reason, spec = _why_ordinary(kernel_name)
        address = cause = ""
        if not reason:
            environment = {**os.environ, **spec.env}
            address, reason = find(_config(spec)["preload"], _config(spec)["warm_up"], environment)
            if not reason and not Path(address).exists():
                reason, cause = "the prepared process cannot be reached", "gone"
        if reason:
            record.note(record.Start(warm=False, reason=reason, cause=cause))
            logger.warning("An ordinary kernel is used: %s", reason)
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        return cls._run(nb_man, kernel_name, address, spec, **options)

    @classmethod
    def _run(
        cls,
        nb_man: Any,
        kernel_name: str,
        address: str,
        spec: KernelSpec,
        start_timeout: float = 60,
        execution_timeout: float | None = None,
        **options: Any,
    ) -> Any:
        place = Path(tempfile.mkdtemp(prefix="k", dir=Path(address).parent))
        settings = remove_args(["input_path", "timeout", "startup_timeout"], **options)
        settings = merge_kwargs(
            settings,
            timeout=execution_timeout or options.get("timeout"),
            startup_timeout=start_timeout,
            kernel_name=kernel_name,
            log=logger,
        )
        client = WarmNotebookClient(nb_man, **settings)
        client.place = place
        client.spec = _warm_spec(spec)
        client.extra_arguments = [*client.extra_arguments, "--HistoryManager.hist_file=:memory:"]
        try:
            return client.execute()
        finally:
            folders.remove(place)
