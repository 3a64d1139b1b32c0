"""What the record is made of: events, blocks, and what checking them finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

Subject = int | str | list[int | str]
Subjects = Mapping[str, Subject]
"""What an event is about, as ids only: ``{"item": 12, "annotation": "0197…"}``."""

_read_subjects = msgspec.json.Decoder(dict[str, Subject]).decode


class Event(NamedTuple):
    """One act.

    Attributes
    ----------
    subjects
        JSON as it was written; `about` reads it.
    item
        The item among the subjects, if there is one, so that its events are found without a search.
    salt
        Random bytes that make the digest unguessable; None once the payload is erased, or if there was none.
    digest
        SHA-256 of salt and payload; empty if there was no payload.
    block
        Height of the block that seals it; None until then.
    """

    id: int
    project: int | None
    at: int
    actor: str
    act: str
    subjects: str
    item: int | None
    salt: bytes | None
    digest: bytes
    block: int | None

    @property
    def about(self) -> dict[str, Subject]:
        return _read_subjects(self.subjects)


class Block(NamedTuple):
    """A sealed run of events.

    Attributes
    ----------
    first, last
        Smallest and largest event id in it. On PostgreSQL an event in between may belong to a later block.
    root
        Merkle root over the events in order of id.
    previous
        Digest of the block before; zeros for the first.
    key
        The Ed25519 public key that signed it, in hex.
    marks
        Eight bytes of each leaf, so that a check can name the event that was changed. Not signed: the root is.
    """

    height: int
    at: int
    first: int
    last: int
    size: int
    root: bytes
    previous: bytes
    key: str
    signature: bytes
    marks: bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in the record that is not as it was sealed."""

    what: str
    block: int | None = None
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the record found; `problems` holds the first ones, `problem_count` tells of all."""

    verified: bool
    blocks: int
    events: int
    unsealed: int
    problems: tuple[Problem, ...]
    problem_count: int
    head: bytes
    key: str
