"""The composition: a plain Quarto project of the results, the authored narrative and the evaluations."""

from workbench.composition.compose import Composition, compose
from workbench.composition.composed_pages import Page

__all__ = ["Composition", "Page", "compose"]
