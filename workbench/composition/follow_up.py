"""Key points, improvement plan and progress of an area as parts of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.composition.results import Recorded
from workbench.composition.tables import notes, pipe_table
from workbench.composition.text import plain
from workbench.composition.traces import Traces
from workbench.days import day

#: States of progress in the words and order of the review.
STATES = ("met", "partly met", "not met", "no evidence")
NOT_REPORTED = "not reported"
#: The table of matters, and how it marks those that the team sorted itself.
MATTERS, BY_THE_TEAM = "scoping.matters", "recorded by the team"


def points_partial(points: Any | None, fallback: str = "") -> str:
    """Return the strengths and areas for improvement of one quality indicator, side by side.

    Parameters
    ----------
    points
        The recorded points, or None.
    fallback
        File to name where there are none.
    """
    if points is None:
        return (
            '::: {.callout-warning title="To be written"}\nNo key points have been recorded for this quality indicator.'
            f" Write them in {plain(fallback or 'key-points.yaml')}.\n:::\n"
        )
    sides = (
        ("works-well", "Strengths", points.strengths),
        ("could-improve", "Areas for improvement", points.improvements),
    )
    lines = ["::::: {.columns}", ""]
    for box, heading, sentences in sides:
        listed = [f"- {plain(sentence)}" for sentence in sentences] or ["None recorded."]
        lines += [
            ':::: {.column width="50%"}',
            "",
            f"::: {{.{box}}}",
            "",
            f"### {heading} {{.unnumbered .unlisted}}",
            "",
        ]
        lines += [*listed, "", ":::", "", "::::", ""]
    return "\n".join([*lines, ":::::", ""])


def matters_partial(recorded: Recorded, traces: Traces) -> str:
    """Return the matters that the team sorted when it scoped the work; empty where it sorted none.

    The prompts that stand beside them in the notebook are for inspectors. They are no judgement: no report has them.

    Parameters
    ----------
    recorded
        What was recorded for the area; the table is ``scoping.matters``.
    traces
        Where it comes from.
    """
    table = recorded.tables.get(MATTERS)
    if not table or table.get("status") == "missing":
        return ""
    places = {column["id"]: place for place, column in enumerate(table["columns"])}
    if "origin" not in places:
        return ""
    rows = [row for row in table["rows"] if row[places["origin"]] == BY_THE_TEAM]
    if not rows:
        return ""
    heads = ["Matter", "How it stood", "Because", "What would resolve it"]
    made = pipe_table(
        heads,
        [[str(row[places[name]] or "–") for name in ("matter", "state", "because", "next")] for row in rows],
        caption="Matters when the work was scoped", ref="tbl-scoping-matters",
    )  # fmt: skip
    said = (
        "When the work was scoped, the team sorted what it knew into three groups: no significant concern, uncertainty "
        "and concern. It then looked most closely at what was uncertain.\n\n"
    )
    return said + made + notes([], traces.note(MATTERS, "tables"))


def plan_partial(plan: Any | None, recommendations: Iterable[Any]) -> str:
    """Return the improvement plan: each recommendation with the table of its actions.

    Parameters
    ----------
    plan
        The plan, or None.
    recommendations
        The area's recommendations in order.
    """
    if plan is None:
        return "No improvement plan has been recorded yet.\n"
    parts = []
    for one in recommendations:
        actions = [action for action in plan.actions if action.recommendation == one.number]
        parts.append(f"### Recommendation {one.number} {{#sec-recommendation-{one.number}}}\n\n{plain(one.text)}\n")
        if not actions:
            parts.append("No action has been recorded for this recommendation.\n")
            continue
        parts.append(
            pipe_table(
                ["Action", "Owner", "By", "How we will know"],
                [[action.action, action.owner, day(str(action.by)), action.measure] for action in actions],
                caption=f"Actions on recommendation {one.number}", ref=f"tbl-actions-{one.number}",
            )
        )  # fmt: skip
    return "\n".join(parts)


def progress_rows(review: Any, recommendations: Iterable[Any]) -> list[list[str]]:
    """Return one row for each original recommendation: number, text, state at each review, evidence, what comes next.

    A recommendation that a review says nothing about has the state "not reported". Evidence and next steps are those
    of the last review.
    """
    reviews = [{one.recommendation: one for one in each.progress} for each in (*review.earlier, review)]
    rows = []
    for one in recommendations:
        states = [each[one.number].state if one.number in each else NOT_REPORTED for each in reviews]
        last = reviews[-1].get(one.number)
        said = [last.evidence or "–", last.next or "–"] if last else ["–", "–"]
        rows.append([str(one.number), one.text, *(state.capitalize() for state in states), *said])
    return rows


def progress_partials(review: Any | None, recommendations: Iterable[Any]) -> Mapping[str, str]:
    """Return the parts of a progress review: the table, the count of each state, and what nobody reported on."""
    if review is None:
        text = "No review of progress has been recorded yet.\n"
        return {"_tables/progress.md": text, "_progress/summary.md": text, "_progress/missing.md": ""}
    rows, reviews = progress_rows(review, recommendations), (*review.earlier, review)
    summaries = []
    for place, each in enumerate(reviews):
        found = [row[2 + place].lower() for row in rows]
        counts = {state: found.count(state) for state in (*STATES, NOT_REPORTED)}
        items = "".join(f"- **{count}** {state}\n" for state, count in counts.items() if count or state in STATES[:3])
        summaries.append(f"{_reviewed(each, place, len(reviews))}\n::: {{.key-facts}}\n{items}:::\n")
    missing = [row for row in rows if row[1 + len(reviews)].lower() == NOT_REPORTED]
    said = ""
    if missing:
        items = "".join(f"- Recommendation {row[0]}: {plain(row[1])}\n" for row in missing)
        said = f'::: {{.callout-warning title="Not reported on"}}\nThe review says nothing about:\n\n{items}:::\n'
    table = pipe_table(
        ["Recommendation", *_headings(reviews), "Evidence", "What comes next"],
        [[f"{row[0]}. {row[1]}", *row[2:]] for row in rows],
        caption="Progress on each original recommendation", ref="tbl-progress",
    )  # fmt: skip
    return {
        "_tables/progress.md": table,
        "_progress/summary.md": "\n".join(summaries),
        "_progress/missing.md": said,
    }


def _reviewed(review: Any, place: int, of: int) -> str:
    when = f"on {day(review.reviewed_on)}" if len(review.reviewed_on or "") > len("2026-03") else ""
    when = when or (f"in {day(review.reviewed_on)}" if review.reviewed_on else "on a date that is not known")
    if of == 1:
        return f"Progress was reviewed {when}.\n"
    return f"**Review {place + 1} of {of}.** Progress was reviewed {when}.\n"


def _headings(reviews: tuple[Any, ...]) -> list[str]:
    if len(reviews) == 1:
        return ["How far it is met"]
    return [
        f"Review {place}" + (f", {day(each.reviewed_on)}" if each.reviewed_on else "")
        for place, each in enumerate(reviews, 1)
    ]
