"""Matters of the scoping, sorted: recorded by the team first, then prompts from plain declared rules."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.disclosure import why_not_share
from helpers.proportion_words import whole_percent
from helpers.returns import Returned
from helpers.run import Run
from helpers.signals import (
    IMPROVEMENT,
    MIXED,
    STRENGTH,
    Signal,
    signals_of,
    signals_table,
    sorts_signals,
    thresholds_of,
)
from helpers.statistics import Indicator, Profile
from helpers.tables import Column, Suppressed, Table

CLEAR, UNCERTAIN, CONCERN = "no significant concern", "area of uncertainty", "area of concern"
_ORDER = {CONCERN: 0, UNCERTAIN: 1, CLEAR: 2}


@dataclass(frozen=True)
class Matter:
    """One matter: what, which quality indicator, how it is sorted, why, what next, and who sorted it."""

    matter: str
    quality_indicator: str
    state: str
    because: str
    next: str
    origin: str


def matters_table(run: Run, profile: Profile, returned: Returned | None) -> Table:
    """Return the matters recorded by the team, then prompts, each group with concerns first.

    A programme that sorts no signals has no prompts.
    """
    recorded = [
        Matter(
            each["matter"],
            str(each["quality_indicator"]),
            each["state"],
            each["because"],
            each.get("next") or "",
            "recorded by the team",
        )
        for each in (run.context.get("matters") or {}).get("matters", ())
    ]
    prompts = [*_published(profile), *_reviews(returned)] if sorts_signals(run) else []
    rules = _rules(run) if sorts_signals(run) else "As the team sorted them."
    known = {indicator.id: indicator.called for indicator in run.quality_indicators}
    rows = tuple(
        (each.matter, known[each.quality_indicator], each.state, each.because, each.next, each.origin)
        for group in (recorded, prompts)
        for each in sorted(group, key=lambda each: (_ORDER[each.state], each.quality_indicator, each.matter))
        if each.quality_indicator in known
    )
    columns = (
        Column("matter", "Matter"),
        Column("quality_indicator", run.heading),
        Column("state", "Sorted as"),
        Column("because", "Because"),
        Column("next", "What next"),
        Column("origin", "Sorted by"),
    )
    return Table("Matters for the inspection", columns, rows, (rules,), "", run.synthetic)


def _rules(run: Run) -> str:
    return (
        "A prompt for the inspector, not a judgement. A published figure that is worse than the family group's median "
        f"by {thresholds_of(run).noticeable}% or more is an area of concern; one that is missing, not published or "
        "between Scotland and the family group is an area of uncertainty; the rest give no significant concern. The "
        "team's own sorting stands above it."
    )


def statistics_tables(run: Run, profile: Profile) -> dict[str, Table]:
    """Return ``statistics.signals``, or nothing where the programme sorts no signals."""
    return {"statistics.signals": statistics_signals(run, profile)} if sorts_signals(run) else {}


def statistics_signals(run: Run, profile: Profile) -> Table:
    """Return what published figures point to, by quality indicator."""
    signals, by = [], thresholds_of(run)
    for name, indicator, better in bearing_of(run):
        each = profile.indicators.get(name)
        if each is None or each.value is None or each.family is None:
            signals.append(Signal((indicator,), ""))
            continue
        gain = 100 * better * (each.value - each.family) / (abs(each.family) or 1)
        points = STRENGTH if gain >= by.noticeable else IMPROVEMENT if gain <= -by.noticeable else MIXED
        signals.append(Signal((indicator,), points))
    rule = (
        "A published figure points to a strength where it is better than the median of the family group by "
        f"{by.noticeable}% or more, to an area for improvement where it is worse by as much, and to neither in "
        f"between. With fewer than {by.least} figures the strand reads as mixed. No grade follows from it."
    )
    return signals_table(run, "statistics", signals, rule=rule)


def bearing_of(run: Run) -> list[tuple[str, str, int]]:
    """Return which published figures bear on which quality indicator: figure, indicator, 1 where more is better or -1.

    Figures that only describe an area, such as the rate of children looked after, are left out by the programme: more
    is neither better nor worse.
    """
    return [
        (each["indicator"], str(each["quality_indicator"]), 1 if each["better"] == "higher" else -1)
        for each in signals_of(run).get("bearing") or ()
    ]


def _published(profile: Profile) -> list[Matter]:
    found, noticeable = [], thresholds_of(profile.run).noticeable
    for name, indicator, better in bearing_of(profile.run):
        each = profile.indicators.get(name)
        if each is not None:
            state, because = _state(each, better, noticeable)
            after = "" if state == CLEAR else "Ask the partnership what lies behind the figure; look for it in records."
            found.append(Matter(each.title, indicator, state, because, after, "prompt"))
    return found


def _state(each: Indicator, better: int, noticeable: int) -> tuple[str, str]:
    if each.value is None:
        held = each.withheld
        return (
            UNCERTAIN,
            f"the source {'does not publish a' if held else 'has no'} figure for the area ({each.period})",
        )
    facts = each.says(", ")
    if each.family is None:
        return UNCERTAIN, f"{facts}; there is no family group to compare with"
    gain = 100 * better * (each.value - each.family) / (abs(each.family) or 1)
    if gain <= -noticeable:
        return CONCERN, facts
    national = each.scotland.get("value")
    if national is not None and (better * (each.value - national) < 0) != (gain < 0):
        return UNCERTAIN, facts
    return CLEAR, facts


def _reviews(returned: Returned | None) -> list[Matter]:
    """Return the prompt on reviews held on time, where the return asks and the programme says how to read it."""
    if returned is None or not signals_of(returned.run).get("reviews"):
        return []
    if not {"reviews_due", "reviews_on_time"} <= {each.value for each in returned.instrument.column("measure").options}:
        return []
    due, held = returned.number("reviews_due"), returned.number("reviews_on_time")
    by = signals_of(returned.run)["reviews"]
    indicator = str(by["quality_indicator"])
    name, ask = "Reviews held on time", "Ask why reviews were late; look at the dates in records."
    profile = returned.run.profile(returned.instrument.id)
    if due is None or held is None or held > due:
        signs = [returned.why_missing(each) for each in ("reviews_due", "reviews_on_time") if returned.withheld(each)]
        reason = returned.reason or next(iter(signs), "the return does not give both numbers")
        return [Matter(name, indicator, UNCERTAIN, reason, "Ask the partnership for the numbers.", "prompt")]
    hidden = any(isinstance(returned.cell(name), Suppressed) for name in ("reviews_due", "reviews_on_time"))
    if hidden or why_not_share(held, due, profile):
        return [Matter(name, indicator, UNCERTAIN, "the numbers cannot be shown safely", ask, "prompt")]
    share = 100 * held / due
    state = CLEAR if share >= by["clear"] else UNCERTAIN if share >= by["uncertain"] else CONCERN
    because = f"{whole_percent(held, due)}% of reviews due were held on time, by the area's own return"
    return [Matter(name, indicator, state, because, "" if state == CLEAR else ask, "prompt")]
