"""The papermill engine ``warm``, as papermill loads it.

Papermill loads its engines while it is being imported itself, so that an engine which imports papermill at its top
works in one order of imports only. This module imports nothing; the work is in :mod:`warm_kernels.notebooks`.
"""

from __future__ import annotations

from typing import Any


class WarmEngine:
    """Runs notebooks in warm kernels: ``papermill.execute_notebook(..., engine_name="warm")``."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Run ``nb`` and return it; the options are papermill's."""
        from warm_kernels.notebooks import Engine

        return Engine.execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """Return the kernel that a notebook asks for."""
        from warm_kernels.notebooks import Engine

        return Engine.nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """Return the language that a notebook is in."""
        from warm_kernels.notebooks import Engine

        return Engine.nb_language(nb, language)
