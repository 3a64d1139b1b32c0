"""Checking one block after the other, wherever they come from: the database or an exported file."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from inloop.record.hashing import GENESIS, MARK, MerkleTree, digest_of, header_of, leaf_of
from inloop.record.keys import is_signed
from inloop.record.model import Block, Event, Problem, Verification

MOST_PROBLEMS = 100
Inspect = Callable[[Event], str | None]
"""Says what is wrong with an event beside its leaf; None when nothing is."""


class ChainCheck:
    """Takes the blocks of a record in order and gathers what is wrong, in memory bounded by one block.

    Parameters
    ----------
    key
        The public key, in hex, that must have signed every block; empty to take the one that signed the first.
    heads
        Digests of blocks known from elsewhere, by height: what even the owner of the database cannot rewrite.
    inspect
        A further check of each event.
    """

    def __init__(
        self, *, key: str = "", heads: Mapping[int, bytes] | None = None, inspect: Inspect | None = None
    ) -> None:
        self._key = key
        self._heads = dict(heads or {})
        self._inspect = inspect
        self._last: Block | None = None
        self._problems: list[Problem] = []
        self._problem_count = 0
        self._blocks = 0
        self._events = 0

    def report(self, what: str, *, block: int | None = None, event: int | None = None) -> None:
        """Note a problem."""
        self._problem_count += 1
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(what, block=block, event=event))

    def add(self, block: Block, events: Iterable[Event]) -> None:
        """Check the next block and the events that belong to it, in order of id."""
        self._blocks += 1
        self._check_header(block)
        self._check_events(block, events)
        self._last = block

    def finish(self, *, unsealed: int = 0) -> Verification:
        """Give the result, once all blocks have been seen."""
        for height in self._heads:
            self.report(f"Block {height} is known from elsewhere and is missing here.", block=height)
        return Verification(
            verified=self._problem_count == 0,
            blocks=self._blocks,
            events=self._events,
            unsealed=unsealed,
            problems=tuple(self._problems),
            problem_count=self._problem_count,
            head=GENESIS if self._last is None else digest_of(self._last),
            key=self._key,
        )

    def _check_header(self, block: Block) -> None:
        height, last = block.height, self._last
        due = 1 if last is None else last.height + 1
        if height != due:
            gone = f"Block {due} is" if height == due + 1 else f"Blocks {due} to {height - 1} are"
            self.report(f"{gone} missing.", block=due)
        elif block.previous != (GENESIS if last is None else digest_of(last)):
            self.report("The block does not follow on the one before it.", block=height)
        self._key = self._key or block.key
        if block.key != self._key:
            self.report("The block is signed with a key that is not this installation's.", block=height)
        elif not is_signed(header_of(block), signature=block.signature, key=block.key):
            self.report("The signature does not fit the block.", block=height)
        known = self._heads.pop(height, None)
        if known is not None and known != digest_of(block):
            self.report("The block differs from the head known from elsewhere.", block=height)

    def _check_events(self, block: Block, events: Iterable[Event]) -> None:
        tree, marks, ids = MerkleTree(), bytearray(), []
        for event in events:
            leaf = leaf_of(event)
            tree.add(leaf)
            marks += leaf[:MARK]
            ids.append(event.id)
            wrong = self._inspect(event) if self._inspect else None
            if wrong:
                self.report(wrong, block=block.height, event=event.id)
        self._events += len(ids)
        if tree.root() != block.root or len(ids) != block.size:
            self._explain(block, bytes(marks), ids)
        elif bytes(marks) != block.marks:
            self.report("The marks of the block were changed; its events were not.", block=block.height)

    def _explain(self, block: Block, marks: bytes, ids: list[int]) -> None:
        sealed = set(_cut(block.marks)) if isinstance(block.marks, bytes) else set()
        for event, mark in zip(ids, _cut(marks), strict=True):
            if mark not in sealed:
                self.report("The event was changed or added after it was sealed.", block=block.height, event=event)
        held = f"It holds {len(ids)} events where {block.size} were sealed." if len(ids) != block.size else ""
        self.report(f"The events do not fit the root of the block. {held}".strip(), block=block.height)


def _cut(marks: bytes) -> Iterator[bytes]:
    return (marks[start : start + MARK] for start in range(0, len(marks), MARK))


def wrong_item(event: Event) -> str | None:
    """Check the one column that repeats what is sealed in the subjects."""
    try:
        item = event.about.get("item")
    except msgspec.DecodeError:
        return "The subjects of the event are not JSON."
    return None if item == event.item else f"The event is filed under item {event.item}, its subjects say {item}."
