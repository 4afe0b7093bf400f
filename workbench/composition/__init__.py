"""The composition: a plain Quarto project of the results, the authored narrative and the evaluations."""

from workbench.composition.compose import Composition, Page, compose

__all__ = ["Composition", "Page", "compose"]
