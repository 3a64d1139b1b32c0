"""What a broken contract looks like in a test."""


class BrokenContractError(AssertionError):
    """A part does not do what every part of its family must do."""


def require(holds: object, promise: str, **values: object) -> None:
    """Raise `BrokenContractError` naming the promise and the values, unless it holds.

    >>> require(1 < 2, "one is less than two")
    >>> require(False, "a vote code is 0 or more", value="a", code=-3)
    Traceback (most recent call last):
        ...
    inloop.testing.broken.BrokenContractError: a vote code is 0 or more: value='a', code=-3
    """
    if not holds:
        shown = ", ".join(f"{name}={value!r}" for name, value in values.items())
        raise BrokenContractError(f"{promise}: {shown}" if shown else promise)
