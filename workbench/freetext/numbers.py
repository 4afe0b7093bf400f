"""Numbers that carry their own proof."""

from __future__ import annotations

from datetime import date

_WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2)


def has_check_digit(digits: str) -> bool:
    """Return whether the last of ten digits is right by modulus 11, as in CHI and NHS numbers.

    Examples
    --------
    >>> has_check_digit("0101011237"), has_check_digit("0101011235")
    (True, False)
    """
    check = -sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11
    return len(digits) == 10 and check == int(digits[9])


def begins_with_date(digits: str) -> bool:
    """Return whether digits begin with a day, month and year of a century's calendar: DDMMYY.

    Examples
    --------
    >>> begins_with_date("2902001234"), begins_with_date("3002001234")
    (True, False)
    """
    day, month, year = (int(digits[place : place + 2]) for place in (0, 2, 4))
    try:
        # Every fourth year of both centuries has a leap day, but for 1900: 2000 stands for "00".
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def is_chi(digits: str) -> bool:
    """Return whether ten digits are a possible CHI number: a date of birth and a right check digit.

    Examples
    --------
    >>> is_chi("0101011237"), is_chi("9901011238"), is_chi("12345")
    (True, False, False)
    """
    return len(digits) == 10 and begins_with_date(digits) and has_check_digit(digits)
