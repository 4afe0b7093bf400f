"""What a prepared process does once, so that no run pays for it: a tiny table and a tiny chart."""

from __future__ import annotations


def warm_up() -> None:
    """Use pandas and Altair once; nothing here may start a thread.

    The first chart of a process builds Altair's validators, and the first grouping pandas' tables of functions.

    Examples
    --------
    >>> warm_up()
    """
    import altair
    import pandas

    frame = pandas.DataFrame({"answer": pandas.array(["yes", "no", None], dtype="string"), "count": [3, 1, 0]})
    frame.groupby("answer", observed=True)["count"].sum()
    frame["answer"].value_counts()
    base = altair.Chart(frame).encode(
        x=altair.X("count:Q", title=None, scale=altair.Scale(domain=[0, 4])),
        y=altair.Y("answer:N", sort=["yes", "no"], axis=altair.Axis(grid=False)),
        color=altair.Color("answer:N", legend=altair.Legend(orient="top"), scale=altair.Scale(range=["#000", "#fff"])),
    )
    chart = base.mark_bar() + base.mark_text(align="left").encode(text=altair.value("x")) + base.mark_rule()
    chart.properties(width=100, height=50).configure_axis(labelFontSize=10).to_dict()
