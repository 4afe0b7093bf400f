"""A pathway of cases: how many come to each process point, how many go on, and which were never considered for it."""

from helpers.pathway.cases import CONSIDERED, NOT_CONSIDERED, NOT_REACHED, Step
from helpers.pathway.pathway import Pathway, read_pathway

__all__ = ["CONSIDERED", "NOT_CONSIDERED", "NOT_REACHED", "Pathway", "Step", "read_pathway"]
