"""Why an item is asked, and the asks that wait for an answer."""

from enum import IntEnum, StrEnum
from typing import NamedTuple

import msgspec


class Traits(NamedTuple):
    """What the loop may know of a reason: nothing switches on its name."""

    blind: bool = False
    has_deadline: bool = False
    shown: str = "new"


class Reason(StrEnum):
    """Why an item is asked of a person."""

    UNCERTAIN = "uncertain"
    CONTROL = "control"
    OVERLAP = "overlap"
    RELABEL = "relabel"
    GOLD = "gold"
    REVIEW = "review"
    DISPUTE = "dispute"
    AUDIT = "audit"
    ANOMALY = "anomaly"
    HANDOFF = "handoff"
    GATE = "gate"
    PROBE = "probe"
    APPEAL = "appeal"
    REQUESTED = "requested"

    @property
    def traits(self) -> Traits:
        return _TRAITS[self]


_TRAITS = {
    Reason.UNCERTAIN: Traits(),
    Reason.CONTROL: Traits(blind=True),
    Reason.OVERLAP: Traits(blind=True, shown="second opinion"),
    Reason.RELABEL: Traits(shown="check"),
    Reason.GOLD: Traits(blind=True),
    Reason.REVIEW: Traits(shown="review"),
    Reason.DISPUTE: Traits(shown="review"),
    Reason.AUDIT: Traits(blind=True),
    Reason.ANOMALY: Traits(has_deadline=True),
    Reason.HANDOFF: Traits(has_deadline=True, shown="hand-off"),
    Reason.GATE: Traits(blind=True),
    Reason.PROBE: Traits(blind=True),
    Reason.APPEAL: Traits(blind=True, has_deadline=True, shown="review"),
    Reason.REQUESTED: Traits(shown="requested"),
}


class Arm(IntEnum):
    """Where an ask waits; each arm is a queue of its own, ordered by priority."""

    CONTROL = 0
    SECOND = 1
    STRATEGY = 2


BY_CHANCE = "query/random.v1"
"""What is said to have chosen an item that was drawn while no strategy had spoken."""


class Ask(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One item waiting for `need` answers, of which `given` are lent or there.

    Attributes
    ----------
    strategy
        The registered name of what chose it; None where nothing did, as for control items and second opinions.
    """

    id: int
    item: int
    rev: int
    reason: Reason
    arm: Arm
    priority: int
    need: int
    given: int
    strategy: str | None = None


class Progress(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Counts of one project that the queue keeps, so that nothing has to be counted."""

    answers: int = 0
    answered_items: int = 0
    asked: int = 0
    asked_control: int = 0
    control_upto: int = -1
    scan_upto: int = -1


class Pick(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An item that a strategy, by its registered name, wants asked next."""

    item: int
    rev: int
    utility: float
    propensity: float | None = None
    strategy: str | None = None
    reason: Reason = Reason.UNCERTAIN
