"""Strings as spaCy numbers them: MurmurHash64A with seed 1."""

from functools import lru_cache

from inloop.adapters.formats.texts.symbols import NUMBERS

_M = 0xC6A4A7935BD1E995
_MASK = (1 << 64) - 1


@lru_cache(maxsize=200_000)
def number_of(text: str) -> int:
    """Give the number by which spaCy knows a string; some it knows by a list.

    >>> number_of("Person"), number_of("größe und mehr"), number_of(""), number_of("PERSON")
    (2313063860588076218, 9005713622484375949, 0, 380)

    References
    ----------
    Appleby (2008). MurmurHash 2.0, 64-bit version for 64-bit platforms.
    """
    if text in NUMBERS:
        return NUMBERS[text]
    raw = text.encode()
    found = 1 ^ (len(raw) * _M & _MASK)
    whole = len(raw) - len(raw) % 8
    for at in range(0, whole, 8):
        found = (found ^ _mixed(int.from_bytes(raw[at : at + 8], "little"))) * _M & _MASK
    if len(raw) % 8:
        found = (found ^ int.from_bytes(raw[whole:], "little")) * _M & _MASK
    found = (found ^ found >> 47) * _M & _MASK
    return found ^ found >> 47


def _mixed(part: int) -> int:
    part = part * _M & _MASK
    return (part ^ part >> 47) * _M & _MASK
