"""Warm-ups that leave nothing behind but code and caches."""

from __future__ import annotations


def chart_and_table() -> None:
    """Draw one tiny chart's specification and show one table, so that no kernel pays for their first time."""
    import altair
    import pandas

    frame = pandas.DataFrame({"area": ["a", "b", "a"], "score": [1, 2, 3]})
    summary = frame.groupby("area")["score"].agg(["count", "mean"]).reset_index()
    summary.to_html()
    repr(summary)
    frame.pivot_table(index="area", columns="score", aggfunc="size").to_html()
    bars = altair.Chart(summary).mark_bar().encode(x="area:N", y="mean:Q", color="area:N", tooltip=["area:N"])
    (bars + altair.Chart(summary).mark_rule().encode(y="count:Q")).to_dict()
