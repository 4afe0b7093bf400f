"""Answers group by group: how large each group may be shown to be, and the share of each that may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.disclosure import Count, Profile, protect_list, shared_groups, why_not_share
from helpers.instruments import Column
from helpers.proportion_words import whole_percent
from helpers.surveys.answers import Answers, in_base
from helpers.tables import SECONDARY, Cell, Suppressed

if TYPE_CHECKING:
    import pandas as pd

NOT_STATED = "Not stated"


@dataclass(frozen=True)
class Groups:
    """Respondents by one column, such as the service they work for.

    Respondents who did not say which group they belong to are a group of their own, named by an empty string.

    Parameters
    ----------
    column
        The column.
    stated
        The group of every respondent, in the order of the rows.
    names
        The groups that have anybody, in the order of the column's options, those who did not say last.
    sizes
        How many are in each group, as far as that may be shown.
    """

    column: Column
    stated: tuple[str, ...]
    names: tuple[str, ...]
    sizes: tuple[Count, ...]

    @property
    def heads(self) -> list[str]:
        """What each group's column of a table is called: the group, and how many are in it where that is shown."""
        labels = [self.column.label_of(name) if name else NOT_STATED for name in self.names]
        return [
            label if isinstance(size, Suppressed) else f"{label} ({size})"
            for label, size in zip(labels, self.sizes, strict=True)
        ]


def groups_of(given: pd.Series, column: Column, profile: Profile) -> Groups:
    """Return the groups that respondents say they belong to.

    Parameters
    ----------
    given
        One group a respondent, blank where none is stated.
    column
        The column, with its options.
    profile
        The disclosure rules.
    """
    texts = given.astype(object).where(given.notna(), None).tolist()
    stated = ["" if text is None or text != text else str(text) for text in texts]
    present = Counter(stated)
    names = [option.value for option in column.options if present[option.value]]
    if present[""]:
        names.append("")
    return Groups(column, tuple(stated), tuple(names), protect_list([present[name] for name in names], profile))


def group_cells(answer: Answers, given: Sequence[object], groups: Groups, profile: Profile) -> tuple[Cell, ...]:
    """Return the share of everybody and of each group that answers a question positively, in whole per cent.

    What is small is held back, and with it whatever would give it away.

    Parameters
    ----------
    answer
        The protected answers of everybody.
    given
        One answer a respondent, in the order of ``groups.stated``.
    groups
        The groups.
    profile
        The disclosure rules.
    """
    share = answer.share
    if not share.shown:
        return (Suppressed(share.reason, share.role),) * (len(groups.names) + 1)
    positive, valid = answer.question.values("positive"), in_base(answer.question)
    yes: Counter[str] = Counter()
    base: Counter[str] = Counter()
    for name, value in zip(groups.stated, given, strict=True):
        if value in valid:
            base[name] += 1
            yes[name] += value in positive
    hidden = shared_groups(
        [yes[name] for name in groups.names],
        [base[name] for name in groups.names],
        groups.sizes,
        len(groups.stated),
        profile,
    )
    cells: list[Cell] = []
    for place, (name, size) in enumerate(zip(groups.names, groups.sizes, strict=True)):
        role = why_not_share(yes[name], base[name], profile) or getattr(size, "role", "")
        if place in hidden:
            cells.append(Suppressed(profile.reason, role or SECONDARY))
        else:
            cells.append(whole_percent(yes[name], base[name]))
    return (share.percent, *cells)
