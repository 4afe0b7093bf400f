"""The one rule by which every published number is rounded: to the nearest, and halves away from nought."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

# A number that was worked out, such as a median, may end in a trace of binary fractions; what is published has no more
# than a few decimals, so nothing is lost here.
_EXACT = 9
_WIDE = Context(prec=400)


def rounded(number: float, decimals: int = 0) -> float | int:
    """Return a number to so many decimals, halves away from nought; a whole one as an int.

    Python's own ``round`` and formats take halves to the even neighbour, and see a decimal such as 2.675 as the binary
    fraction just below it: 12.25 and 12.35 would become 12.2 and 12.3. Shares are rounded by the same rule, from whole
    numbers: `helpers.proportions.whole_percent`.

    Parameters
    ----------
    number
        A finite number; it is taken as it is written, to nine decimals.
    decimals
        How many decimals are kept, at most nine.

    Raises
    ------
    ValueError
        When the number is not finite, or ``decimals`` is more than nine.

    Examples
    --------
    >>> rounded(2.5), rounded(-0.5), rounded(12.25, 1), rounded(2.675, 2), rounded(3.04, 1)
    (3, -1, 12.3, 2.68, 3)
    """
    if not 0 <= decimals <= _EXACT:
        raise ValueError(f"{decimals} decimals: from 0 to {_EXACT} can be kept")
    exact = Decimal(repr(float(number)))
    if not exact.is_finite():
        raise ValueError(f"{number} cannot be rounded")
    kept = exact
    for places in (_EXACT, decimals):
        kept = kept.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE)
    return int(kept) if kept == kept.to_integral_value() else float(kept)


def fixed(number: float, decimals: int) -> str:
    """Return a number rounded and written with exactly so many decimals, and commas between thousands.

    Examples
    --------
    >>> fixed(0.625, 2), fixed(1204.45, 1), fixed(0.6, 2)
    ('0.63', '1,204.5', '0.60')
    """
    return f"{Decimal(repr(rounded(number, decimals))):,.{decimals}f}"
