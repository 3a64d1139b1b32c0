"""The one source of chance in decisions about items: keyed, order-free, reproducible."""

import hmac
from hashlib import sha256


def draw(purpose: str, *, key: bytes, item: int, revision: int = 0) -> float:
    """Give the uniform number in [0, 1) that belongs to this item for this purpose.

    It depends on nothing but its arguments: no lock, no order, and anyone who holds `key` can repeat it.

    >>> round(draw("control", key=b"secret", item=7), 6)
    0.108653
    """
    message = f"{purpose}\x1f{item}\x1f{revision}".encode()
    return int.from_bytes(hmac.digest(key, message, sha256)[:7]) / (1 << 56)


def coin(purpose: str, *, key: bytes, item: int, revision: int = 0, rate: float) -> bool:
    """Say whether the coin for this item and purpose falls below `rate`."""
    return draw(purpose, key=key, item=item, revision=revision) < rate
