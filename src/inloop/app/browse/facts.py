"""How each of a few items stands: what its row shows, and what filters ask."""

from collections.abc import Sequence
from typing import Any

import msgspec

from inloop.app.browse import store
from inloop.app.browse.model import Agreed, Status, View
from inloop.loop.quality.model import NO_CODE, Standing


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of some items."""

    heads: dict[int, tuple[int, bool]]
    votes: dict[tuple[int, int], int]
    standings: dict[tuple[int, int], tuple[Any, ...]]
    flagged: set[int]
    skipped: set[int]

    @classmethod
    def of(cls, view: View, ids: Sequence[int]) -> "Facts":
        connection, question = view.connection, view.schema.target
        return cls(
            heads=store.heads(connection, ids),
            votes=store.voters(connection, ids, question=question),
            standings=store.standings(connection, ids, question=question),
            flagged=store.flagged(connection, ids),
            skipped=store.skipped(connection, ids),
        )

    def answers(self, item: int) -> int:
        return self.votes.get((item, self.heads[item][0]), 0)

    def status(self, item: int) -> Status:
        """Say how an item stands; whether it is flagged is another matter."""
        if self._standing(item)[2] == Standing.DISPUTED:
            return Status.DISPUTED
        if self.answers(item):
            return Status.ANSWERED
        return Status.SKIPPED if item in self.skipped else Status.UNANSWERED

    def agreed(self, item: int, view: View) -> Agreed | None:
        """Give the consensus in words, where there is one."""
        code, posterior, _, value = self._standing(item)
        labels = view.labels_in(code) if value is None else [view.words_of(value)]
        return (
            Agreed(", ".join(labels), labels, round(posterior, 4)) if labels or (view.is_many and code == 0) else None
        )

    def _standing(self, item: int) -> tuple[Any, ...]:
        return self.standings.get((item, self.heads[item][0]), (NO_CODE, 0.0, Standing.OPEN, None))
