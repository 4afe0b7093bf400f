"""Protection of small counts: what to hide, and proof by attack that nothing hidden can be worked out."""

from helpers.protection.attack import attack, withstand
from helpers.protection.breakdowns import protect_breakdowns
from helpers.protection.cells import reason_of
from helpers.protection.demand import Demand, demand_of
from helpers.protection.model import Cell, Model, Relation, linked, percent_of, total_of
from helpers.protection.one_way import protect_one_way
from helpers.protection.puzzle import ContradictionError, Interval, Puzzle, Range, Requirement
from helpers.protection.shares import Group, hold_back
from helpers.protection.suppression import Protection, protect
from helpers.protection.two_way import Margins, TwoWay, protect_two_way, two_way

__all__ = [
    "Cell",
    "ContradictionError",
    "Demand",
    "Group",
    "Interval",
    "Margins",
    "Model",
    "Protection",
    "Puzzle",
    "Range",
    "Relation",
    "Requirement",
    "TwoWay",
    "attack",
    "demand_of",
    "hold_back",
    "linked",
    "percent_of",
    "protect",
    "protect_breakdowns",
    "protect_one_way",
    "protect_two_way",
    "reason_of",
    "total_of",
    "two_way",
    "withstand",
]
