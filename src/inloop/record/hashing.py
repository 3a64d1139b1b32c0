"""How events and blocks become bytes and digests: after RFC 6962, so that a stranger can write the same check."""

from hashlib import sha256

import msgspec

from inloop.record.model import Block, Event

GENESIS = bytes(32)
MARK = 8
_encode = msgspec.json.Encoder().encode


def leaf_of(event: Event) -> bytes:
    """Give the leaf digest of an event: everything but the salt, which erasure removes, and its place in the chain."""
    fields = (event.id, event.project, event.at, event.actor, event.act, event.subjects, event.digest)
    return sha256(b"\x00" + _encode(fields)).digest()


def header_of(block: Block) -> bytes:
    """Give the bytes of a block that are signed."""
    return _encode((block.height, block.at, block.first, block.last, block.size, block.root, block.previous, block.key))


def digest_of(block: Block) -> bytes:
    """Give the digest by which the next block, a certificate or a mail refers to this one."""
    return sha256(b"\x02" + header_of(block)).digest()


class MerkleTree:
    """The Merkle root of a stream of leaves, in memory that grows with the logarithm of their number.

    Examples
    --------
    >>> tree = MerkleTree()
    >>> for leaf in (b"a", b"b", b"c"):
    ...     tree.add(leaf)
    >>> tree.root() == node(node(b"a", b"b"), b"c")
    True
    """

    def __init__(self) -> None:
        self.count = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        self.count += 1
        size = self.count
        while size % 2 == 0:
            leaf = node(self._peaks.pop(), leaf)
            size //= 2
        self._peaks.append(leaf)

    def root(self) -> bytes:
        if not self._peaks:
            return sha256(b"").digest()
        peaks = reversed(self._peaks)
        root = next(peaks)
        for peak in peaks:
            root = node(peak, root)
        return root


def node(left: bytes, right: bytes) -> bytes:
    """Give the digest of an inner node."""
    return sha256(b"\x01" + left + right).digest()
