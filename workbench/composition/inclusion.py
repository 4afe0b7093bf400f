"""What a source of a page asks for, values and parts: each used, or told as a fault with the nearest name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.composition.assembled import NOT_AVAILABLE, Assembled
from workbench.composition.lacking import RECORDED
from workbench.composition.metadata import leaves, lookup
from workbench.composition.parts import Parts
from workbench.composition.shortcodes import Shortcode, shortcodes
from workbench.composition.sources import Source
from workbench.errors import Fault
from workbench.names import did_you_mean, nearest


def fault_at(source: Source, code: Shortcode, message: str) -> Fault:
    """Return a fault at the line of a source on which a shortcode stands."""
    return Fault(source.file, line=source.first_line + code.line - 1, value=code.argument, message=message)


def check_value(source: Source, code: Shortcode, metadata: Mapping[str, Any], parts: Parts, page: Assembled) -> None:
    """Note a value that the page uses, or the fault that there is none of this name."""
    name = code.argument
    if lookup(metadata, name) is not None:
        page.used.add(name)
        return
    family = name.split(".", 1)[0]
    if parts.may_hold(name):
        page.used.add(name)
        page.filled.add(name)
        _warn_family(family, page)
        return
    names = list(leaves(metadata))
    if any(each.startswith(name + ".") for each in names):
        ways = " or ".join(each for each in (f"{name}.says", f"{name}.text") if each in names)
        message = f"name the part of the value that you want: {ways or nearest(name, names)}"
    else:
        message = f"there is no such value.{did_you_mean(name, names)}"
    page.faults.append(fault_at(source, code, message))


def included_before(source: Source, code: Shortcode, page: Assembled) -> bool:
    """Tell of a part that is included twice: its ids would be there twice, and references lead to either."""
    here = f"{source.file}, line {source.first_line + code.line - 1}"
    there = page.places.setdefault(code.argument, here)
    if there != here:
        message = f"this is already included in {there}; refer to it instead, for example @tbl-… or @fig-…"
        page.faults.append(fault_at(source, code, message))
    return there != here


def _warn_family(family: str, page: Assembled) -> None:
    warning = f"nothing was recorded for {family}.…; the page says '{NOT_AVAILABLE}' instead"
    if warning not in page.warnings:
        page.warnings.append(warning)


def include(source: Source, code: Shortcode, parts: Parts, known: set[str], page: Assembled) -> None:
    """Put a part that was made, such as a recorded table, into the page, or note the fault that there is none."""
    name = code.argument
    if name in parts.made:
        page.files[name] = parts.made[name]
        page.used |= {each.argument for each in shortcodes(parts.made[name]) if each.kind == "meta"}
        return
    if match := RECORDED.fullmatch(name):
        kind, recorded = match["kind"], parts.tables if match["kind"] == "tables" else parts.figures
        if match["name"] in recorded:
            page.files[name] = parts.make(kind, match["name"])
            if kind == "figures":
                page.figures.add(match["name"])
        elif parts.may_hold(match["name"]):
            page.files[name] = parts.make("missing", match["name"])
            _warn_family(match["name"].split(".", 1)[0], page)
        else:
            hint = did_you_mean(match["name"], recorded)
            page.faults.append(fault_at(source, code, f"there is no such {kind.removesuffix('s')}.{hint}"))
        return
    choices = (
        known | {f"_tables/{each}.md" for each in parts.tables} | {f"_figures/{each}.md" for each in parts.figures}
    )
    page.faults.append(fault_at(source, code, f"there is no such file to include.{did_you_mean(name, choices)}"))
