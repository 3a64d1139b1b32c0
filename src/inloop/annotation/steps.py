"""Numbers in steps, told alike here and in the browser."""

import math

_NEAR = 1e-6
_DIGITS = 10


def tidy(number: float) -> int | float:
    """Give a whole number without a point, as JSON from a browser has it.

    >>> tidy(4.0), tidy(0.5)
    (4, 0.5)
    """
    return int(number) if float(number).is_integer() else float(number)


def in_steps(number: float, start: float, step: float) -> int | None:
    """Count the steps from `start`; None where the number lies between two.

    >>> in_steps(0.3, 0, 0.1), in_steps(0.35, 0, 0.1)
    (3, None)
    """
    count = (number - start) / step
    return round(count) if abs(count - round(count)) < _NEAR else None


def at_step(count: int, start: float, step: float) -> int | float:
    """Give the number so many steps from `start`, without the dust of binary fractions.

    >>> at_step(3, 0, 0.1)
    0.3
    """
    return tidy(round(start + count * step, _DIGITS))


def plain_number(cell: object, *, unit: str = "") -> object:
    """Give the number that a cell says; anything else stays.

    >>> plain_number("4.50"), plain_number("12 km", unit="km"), plain_number("many")
    (4.5, 12, 'many')
    """
    if not isinstance(cell, str):
        return cell
    try:
        number = float(cell.strip().removesuffix(unit))
    except ValueError:
        return cell
    return tidy(number) if math.isfinite(number) else cell
