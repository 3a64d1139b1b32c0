"""Which items are what: one truth value an ordinal, read when it is asked for.

Whatever leads to few rows is read by its index; what the model thinks stands in columns. A million items are a
megabyte a set, so conditions are joined, counted and paged through without walking.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from inloop.annotation.fields import field_kind
from inloop.app.browse import store
from inloop.app.browse.column_store import Numbers
from inloop.app.browse.model import Filter, Status, View
from inloop.loop.items.search import match
from inloop.loop.items.store import items as item_store
from inloop.loop.quality.model import NO_CODE, Standing

Mask = NDArray[np.bool_]
Steps = NDArray[np.uint16]
FEW = 5_000
UNKNOWN = np.iinfo(np.uint16).max


class Settled(NamedTuple):
    """The items with a consensus on their present revision, and what it is."""

    ordinal: Numbers
    code: Numbers


class Sets:
    """The sets of one project, for the length of one request."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._connection, self._project, self._question = view.connection, view.project.id, view.schema.target
        self.size, self._live = item_store.count(view.connection, view.project.id)

    def fitting(self, asked: Filter) -> Mask:
        """Give the items that fit every condition."""
        fit = self.alive.copy()
        if asked.label:
            fit &= self._labelled(asked.label)
        if asked.predicted:
            fit &= self._guessed(asked.predicted)
        if asked.status is not None:
            fit &= self.of_status(asked.status)
        if asked.control is not None:
            fit &= self._control if asked.control else ~self._control
        return fit & self._found(asked.q, fit) if asked.q else fit

    def of_status(self, status: Status) -> Mask:
        """Give the items that stand like this; flagged and unreadable ones have another status too."""
        match status:
            case Status.FLAGGED:
                return self._mask(store.flagged_ordinals(self._connection, self._project))
            case Status.DISPUTED:
                return self._disputed
            case Status.ANSWERED:
                return self._voted & ~self._disputed
            case Status.SKIPPED:
                return self._skipped & ~self._voted & ~self._disputed
            case Status.UNREADABLE:
                return self._unreadable
            case Status.UNANSWERED:
                return ~(self._voted | self._disputed | self._skipped)

    @cached_property
    def alive(self) -> Mask:
        alive = np.ones(self.size, np.bool_)
        gone = store.deleted_ordinals(self._connection, self._project)
        alive[gone[gone < self.size]] = False
        if np.count_nonzero(alive) == self._live:
            return alive
        return self._mask(store.live_ordinals(self._connection, self._project))

    @cached_property
    def settled(self) -> Settled:
        place, rev, code, _ = self._standings
        now = (code != NO_CODE) & self._is_now(place, rev)
        return Settled(place[now], code[now])

    @cached_property
    def guess(self) -> NDArray[np.int64]:
        """The likeliest answer of the model for each item; none for one that has changed since."""
        guess = np.full(self.size, NO_CODE, np.int64)
        columns = self._view.columns()
        if columns is not None:
            known = min(self.size, len(columns.code))
            guess[:known] = columns.code[:known]
            places, revs = self._revised
            stale = places[(places < known)][columns.rev[places[places < known]] != revs[places < known]]
            guess[stale] = NO_CODE
        return guess

    @cached_property
    def certainty(self) -> Steps:
        """How far the likeliest answer of each item is from the next, in steps; the largest number where unknown."""
        steps = np.full(self.size, UNKNOWN, np.uint16)
        columns = self._view.columns()
        if columns is not None:
            known = min(self.size, len(columns.margin))
            steps[:known] = np.rint(columns.margin[:known].astype(np.float32) * (UNKNOWN - 1))
            steps[self.guess == NO_CODE] = UNKNOWN
        return steps

    def _found(self, q: str, fit: Mask) -> Mask:
        """Give the items with these words, as far as they fit otherwise."""
        first = item_store.range_of(self._project)[0]
        few = (np.flatnonzero(fit) + first).tolist() if np.count_nonzero(fit) <= FEW else None
        return self._mask(store.found(self._connection, self._project, words=match(q), among=few))

    def _guessed(self, label: str) -> Mask:
        code = self._view.code_of(label)
        if code is None:
            return np.zeros(self.size, np.bool_)
        if self._view.is_many:
            return np.asarray((self.guess > NO_CODE) & (self.guess >> code & 1 == 1))
        return np.asarray(self.guess == code)

    def _labelled(self, label: str) -> Mask:
        code = self._view.code_of(label)
        if code is None:
            return np.zeros(self.size, np.bool_)
        found = self.settled
        has = found.code >> code & 1 == 1 if self._view.is_many else found.code == code
        return self._mask(found.ordinal[has])

    @cached_property
    def _standings(self) -> Numbers:
        return store.standing_columns(self._connection, self._project, question=self._question)

    @cached_property
    def _disputed(self) -> Mask:
        place, rev, _, state = self._standings
        return self._mask(place[(state == Standing.DISPUTED) & self._is_now(place, rev)])

    @cached_property
    def _voted(self) -> Mask:
        place, rev = store.vote_columns(self._connection, self._project, question=self._question)
        return self._mask(place[self._is_now(place, rev)])

    @cached_property
    def _skipped(self) -> Mask:
        return self._mask(store.skipped_ordinals(self._connection, self._project))

    @cached_property
    def _control(self) -> Mask:
        return self._mask(store.control_ordinals(self._connection, self._project))

    @cached_property
    def _unreadable(self) -> Mask:
        """Give the items with a picture or a sound that is broken, or that no model can read."""
        media = [field.id for field in self._view.schema.fields if field_kind(field.kind).has_media]
        if not media:
            return np.zeros(self.size, np.bool_)
        place, rev = self._view.predictions.blank(self._connection, self._project)
        broken = store.broken_ordinals(self._connection, self._project, fields=media)
        return self._mask(np.union1d(broken, place[self._is_now(place, rev)]))

    @cached_property
    def _revised(self) -> tuple[Numbers, Numbers]:
        place, rev = store.revised_columns(self._connection, self._project)
        order = np.argsort(place)
        return place[order], rev[order]

    def _is_now(self, place: Numbers, rev: Numbers) -> Mask:
        """Say of which of these revisions the item still consists."""
        places, revs = self._revised
        if not len(places):
            return np.asarray(rev == 1)
        at = np.minimum(np.searchsorted(places, place), len(places) - 1)
        return np.asarray(rev == np.where(places[at] == place, revs[at], 1))

    def _mask(self, ordinals: Numbers) -> Mask:
        mask = np.zeros(self.size, np.bool_)
        mask[ordinals[ordinals < self.size]] = True
        return mask
