"""Rule: the parameters are those that the programmes give, and their defaults exist."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from workbench.checks.notebook_rules.reading import Notebook
from workbench.checks.notebook_rules.rule import Context, Found, Rule, Use
from workbench.checks.notebook_rules.typed_parameters import parameter_cells
from workbench.names import did_you_mean

GIVEN = ("programme", "area")  # what a build gives: see workbench.plan.planner


def _check(notebook: Notebook, context: Context) -> Iterator[Found]:
    cells = parameter_cells(notebook)
    if not context.uses or len(cells) != 1:
        return  # no stage runs it, or typed-parameters tells of it
    cell = cells[0]
    declared = {
        line.target.id: line
        for line in cell.tree.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value
    }
    wanted = GIVEN if any(use.scope == "area" for use in context.uses) else GIVEN[:1]
    for name, line in declared.items():
        kind = ast.unparse(line.annotation)
        if name not in GIVEN:
            yield Found(cell, f"declares {name}, which no programme gives: take it out.{did_you_mean(name, GIVEN)}")
        elif kind != "str":
            yield Found(cell, f"declares {name} as {kind}: programmes give it as str")
    for name in wanted:
        if name not in declared:
            use = next(use for use in context.uses if name != "area" or use.scope == "area")
            yield Found(cell, f'lacks {name}, which {use.programme} gives for {use.stage}: add {name}: str = "…"')
    yield from (Found(cell, message) for message in _defaults(declared, context.uses))


def _defaults(declared: dict[str, ast.AnnAssign], uses: tuple[Use, ...]) -> Iterator[str]:
    values = {name: getattr(line.value, "value", None) for name, line in declared.items()}
    units = {use.programme: use.units for use in uses}
    programme, area = values.get("programme"), values.get("area")
    if isinstance(programme, str) and programme not in units:
        hint = did_you_mean(programme, units)
        yield f"has the default programme {programme!r}, which has no stage that runs this notebook.{hint}"
    elif isinstance(programme, str) and isinstance(area, str) and area and area not in units[programme]:
        yield f"has the default area {area!r}, which {programme} does not have.{did_you_mean(area, units[programme])}"


RULE = Rule(
    "programme-parameters", "A parameter that no programme gives keeps its default in every area, unseen.", _check
)
