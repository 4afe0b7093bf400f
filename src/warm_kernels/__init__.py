"""Jupyter kernels forked from a prepared process: ordinary kernels in every way but the time they need to start."""

from warm_kernels.client import retire
from warm_kernels.kept import PRELOAD, ensure
from warm_kernels.kernelspec import install, kernel_spec, temporary_kernelspec
from warm_kernels.processes import ADDRESS, PreparedProcess, prepared
from warm_kernels.record import Start, last_start
from warm_kernels.support import OFF, supported
from warm_kernels.watch import end_with_parent

__all__ = [
    "ADDRESS",
    "OFF",
    "PRELOAD",
    "PreparedProcess",
    "Start",
    "end_with_parent",
    "ensure",
    "install",
    "kernel_spec",
    "last_start",
    "prepared",
    "retire",
    "supported",
    "temporary_kernelspec",
]
