"""Sense checks: what was recorded and made, held against what it has to be like."""

from workbench.assurance.sense_checks.judging import as_entry, holding_back, outcomes
from workbench.assurance.sense_checks.outcome import Outcome

__all__ = ["Outcome", "as_entry", "holding_back", "outcomes"]
