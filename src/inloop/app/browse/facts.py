"""How each of a few items stands: what its row shows, and what filters ask."""

from collections.abc import Sequence
from typing import Any

import msgspec

from inloop.app.browse import store
from inloop.app.browse.model import Agreed, Filter, Status, View
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

    def code(self, item: int) -> int:
        return int(self._standing(item)[0])

    def agreed(self, item: int, names: dict[int, str]) -> Agreed | None:
        """Give the consensus in words, where there is one."""
        code, posterior, _ = self._standing(item)
        return Agreed(names[code], round(posterior, 4)) if code in names else None

    def fits(self, item: int, asked: Filter, *, code: int | None) -> bool:
        """Say whether an item that is alive fits a filter, its words and prediction aside."""
        if asked.control is not None and self.heads[item][1] != asked.control:
            return False
        if asked.label and self.code(item) != code:
            return False
        if asked.status is Status.FLAGGED:
            return item in self.flagged
        return asked.status is None or self.status(item) is asked.status

    def _standing(self, item: int) -> tuple[Any, ...]:
        return self.standings.get((item, self.heads[item][0]), (NO_CODE, 0.0, Standing.OPEN))
