"""One rule for every published number: to the nearest, halves away from nought."""

import ast
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.proportions import whole_percent
from helpers.rounding import fixed, rounded
from helpers.values import grouped

ROOT = Path(__file__).parents[2]
DECIMALS = st.integers(0, 4)


@given(st.integers(-(10**9), 10**9), DECIMALS)
def test_a_half_goes_away_from_nought_whatever_its_binary_fraction_is(whole, decimals):
    step = Decimal(1).scaleb(-decimals)
    half = whole * step + (step / 2 if whole >= 0 else -step / 2)
    up = (whole + (1 if whole >= 0 else -1)) * step
    assert Decimal(repr(rounded(float(half), decimals))) == up


@given(st.floats(-1e9, 1e9), DECIMALS)
def test_what_is_rounded_is_the_nearest_and_stays_as_it_is(number, decimals):
    found = rounded(number, decimals)
    # Half a step, and what is left of the ninth decimal.
    assert abs(Fraction(found) - Fraction(number)) <= Fraction(1, 2 * 10**decimals) + Fraction(1, 10**8)
    assert rounded(found, decimals) == found
    assert rounded(-number, decimals) == -found
    assert fixed(number, decimals).replace(",", "").removesuffix("." + "0" * decimals).lstrip("-") in {
        repr(abs(found)), f"{abs(found):.{decimals}f}"
    }  # fmt: skip


@given(st.data(), st.integers(1, 500))
def test_shares_and_statistics_are_rounded_alike(data, base):
    """A share of whole numbers, worked out with a fraction, is the whole per cent that is published of it."""
    count = data.draw(st.integers(0, base))
    share = rounded(100 * count / base)
    # Some is never 0, and not everybody never 100.
    assert whole_percent(count, base) == (max(1, min(99, share)) if 0 < count < base else share)


def test_what_python_would_make_of_halves():
    numbers = (0.5, 2.5, 12.25, 12.35, 2.675, 0.125, 1204.5)
    assert [rounded(each, places) for each, places in zip(numbers, (0, 0, 1, 1, 2, 2, 0), strict=True)] == [
        1, 3, 12.3, 12.4, 2.68, 0.13, 1205
    ]  # fmt: skip
    assert [grouped(each) for each in (0.125, 0.375, 2.675, 1204.5, 3.0)] == ["0.13", "0.38", "2.68", "1,204.5", "3"]


@pytest.mark.parametrize(("number", "decimals"), [(float("nan"), 1), (float("inf"), 0), (1.0, 10), (1.0, -1)])
def test_what_cannot_be_rounded_is_refused(number, decimals):
    with pytest.raises(ValueError, match=r"cannot be rounded|can be kept"):
        rounded(number, decimals)


# Charts and forms place what they draw; the solver of protection rounds what is a whole number already.
NOT_PUBLISHED = ("charts", "desk", "protection")


def rounds(node: ast.AST) -> bool:
    """Return whether code rounds in Python's own way: ``round(…)``, or a format such as ``.1f``."""
    if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        return re.search(r"[.\d]\d*f", ast.unparse(node.format_spec)) is not None
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "round"


def test_no_helper_rounds_a_published_number_by_another_rule():
    helpers = ROOT / "src" / "helpers"
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(helpers.rglob("*.py"))
        if path.relative_to(helpers).parts[0] not in NOT_PUBLISHED
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if rounds(node)
    ]
    assert found == []
    assert [rounds(each) for each in ast.walk(ast.parse("f'{x:,.1f}'"))].count(True) == 1
