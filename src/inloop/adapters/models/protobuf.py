"""Just enough of the protocol buffer encoding to write a small message without a package for it."""

Value = int | str | bytes


def message(*fields: tuple[int, Value]) -> bytes:
    r"""Encode fields, given as (number, value): a whole number from 0, or text, bytes or another message.

    A repeated field is given once for each value.

    Examples
    --------
    >>> message((1, 150), (2, "testing"), (3, message((1, 1))))
    b'\x08\x96\x01\x12\x07testing\x1a\x02\x08\x01'

    References
    ----------
    https://protobuf.dev/programming-guides/encoding/
    """
    return b"".join(_field(number, value) for number, value in fields)


def _field(number: int, value: Value) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    """Write seven bits a byte, lowest first; the eighth says that more follow."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*written, value))
