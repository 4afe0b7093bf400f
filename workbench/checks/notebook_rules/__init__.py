"""The rules for notebooks, one module each: a name, a reason and a check."""

from __future__ import annotations

from workbench.checks.notebook_rules import (
    absolute_paths,
    evidence_rows,
    executed,
    file_format,
    helper_logic,
    hidden_failure,
    network,
    one_display,
    programme_parameters,
    random_ids,
    same_code,
    stripped,
    typed_parameters,
)
from workbench.checks.notebook_rules.rule import Context, Found, Rule, Use

__all__ = ["RULES", "Context", "Found", "Rule", "Use"]

#: Every rule, in the order in which messages and the documentation name them.
RULES: tuple[Rule, ...] = tuple(
    module.RULE
    for module in (
        file_format,
        typed_parameters,
        programme_parameters,
        absolute_paths,
        hidden_failure,
        network,
        evidence_rows,
        helper_logic,
        one_display,
        random_ids,
        stripped,
        executed,
        same_code,
    )
)
