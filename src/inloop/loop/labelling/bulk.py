"""One answer to many items at once: ordinary annotations of one person, which can be taken back together."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy import Connection

from inloop.annotation import Schema
from inloop.kernel.clock import Micros
from inloop.kernel.errors import ForbiddenError, InvalidInputError
from inloop.kernel.ids import ITEM_BITS
from inloop.loop import projects
from inloop.loop.items.store import items as item_store
from inloop.loop.labelling import service, store
from inloop.loop.labelling.model import (
    Annotation,
    Annotator,
    Assignment,
    Bulk,
    BulkReceipt,
    Lease,
    LeftOut,
    Place,
    Submission,
)
from inloop.loop.projects import Project
from inloop.loop.routing import service as routing
from inloop.loop.routing import store as queue
from inloop.loop.routing.model import Reason

_LOOK = 24
CONTROL = "It is kept for measuring accuracy and is asked singly."
GONE = "It is not there any more."


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's acts on several items of a project, within one transaction."""

    connection: Connection
    project: Project
    annotator: Annotator
    at: Micros

    def give(self, schema: Schema, sent: Bulk) -> BulkReceipt:
        """Give one answer to each of several items; what is said already, and the same sent again, changes nothing.

        An earlier own answer is corrected. Control items are left out: an answer given beside others is not blind.

        Raises
        ------
        InvalidInputError
            The answer does not fit its question.
        """
        clean = None if schema.pointing else schema.read_values(sent.values)
        given: list[Place] = []
        left: list[LeftOut] = []
        for place, lease in self._places(sent):
            try:
                if isinstance(lease, str):
                    left.append(LeftOut(place=place, why=lease))
                elif not self._says(lease, clean) and self._answer(schema, sent, lease):
                    given.append(place)
            except InvalidInputError as problem:
                left.append(LeftOut(place=place, why=problem.message))
        return BulkReceipt(id=sent.id, given=given, left_out=left)

    def take_back(self, name: str, *, most: int) -> int:
        """Take back some of the answers of a bulk act and put back what they replaced; give how many."""
        found = store.of_bulk(self.connection, self.project.id, self.annotator.id, name, most=most)
        schema = projects.schema_of(self.connection, self.project)
        for one in found:
            lease, _ = service.withdraw(self.connection, self.project, schema, self.annotator, one.id, at=self.at)
            earlier = store.find_annotation(self.connection, one.supersedes) if one.supersedes else None
            if earlier is None:
                self._let_go(lease, late=one.late)
            else:
                self._put_back(earlier[0], lease, bulk=name)
        return len(found)

    def lend_alike(self, items: Sequence[int], *, most: int) -> list[Assignment]:
        """Lend those of some items, in their order, that the annotator has not had and that want an answer."""
        lent: list[Assignment] = []
        for start in range(0, len(items), _LOOK):
            some = items[start : start + _LOOK]
            revs = dict(item_store.revs_of(self.connection, some, control=False))
            had = store.had(self.connection, self.annotator.id, some)
            for item in [item for item in some if item in revs and (item, revs[item]) not in had]:
                if len(lent) == most:
                    return lent
                ask = routing.request(self.connection, self.project, item, revs[item])
                if ask is not None and queue.take(self.connection, ask.id):
                    at = self.at + len(lent)
                    lent.append(service.lend(self.connection, self.project, self.annotator, ask, at=at))
        return lent

    def _places(self, sent: Bulk) -> Iterator[tuple[Place, Assignment | str]]:
        """Stream each place with its lease, or why there can be none."""
        for name in sent.assignments:
            lease = store.lock_assignment(self.connection, name)
            if lease is None or lease.project != self.project.id or lease.annotator != self.annotator.id:
                raise ForbiddenError("One of the items was not lent to you.", where="assignments")
            yield name, lease
        free = dict(item_store.revs_of(self.connection, sent.items, control=False))
        control = {item for item, _ in item_store.revs_of(self.connection, sent.items, control=True)}
        for item in dict.fromkeys(sent.items):
            if item in free and item >> ITEM_BITS == self.project.id:
                yield item, self._lease(item, free[item])
            else:
                yield item, CONTROL if item in control else GONE

    def _lease(self, item: int, rev: int) -> Assignment:
        """Find the own lease of an item, or make one that has run out: an answer takes its place where one is free."""
        known = store.own_lease(self.connection, self.annotator.id, item, rev)
        if known is not None:
            return known
        routing.request(self.connection, self.project, item, rev)
        lease = Assignment(
            id=secrets.token_urlsafe(16),
            project=self.project.id,
            item=item,
            rev=rev,
            annotator=self.annotator.id,
            reason=Reason.REQUESTED,
            at=self.at,
            expires_at=self.at,
            state=Lease.EXPIRED,
            suggested=True,
        )
        store.lend(self.connection, lease)
        return lease

    def _says(self, lease: Assignment, values: dict[str, object] | None) -> bool:
        """Say whether the annotator's standing answer is this already."""
        name = store.standing_of(self.connection, item=lease.item, rev=lease.rev, annotator_id=self.annotator.id)
        known = None if name is None or values is None else store.find_annotation(self.connection, name)
        return known is not None and known[0].values == values

    def _answer(self, schema: Schema, sent: Bulk, lease: Assignment) -> bool:
        one = Submission(
            id=str(uuid5(UUID(sent.id), str(lease.item))),
            assignment=lease.id,
            values=sent.values,
            schema_version=sent.schema_version,
            active_ms=sent.each_ms,
        )
        kept = service.take_in(self.connection, self.project, schema, self.annotator, one, bulk=sent.id, at=self.at)
        return not kept.repeated

    def _let_go(self, lease: Assignment, *, late: bool) -> None:
        if not late:
            queue.give_back(self.connection, lease.item, lease.rev, at=self.at)
        store.set_lease(self.connection, lease.id, Lease.RELEASED, until=self.at)

    def _put_back(self, earlier: Annotation, lease: Assignment, *, bulk: str) -> None:
        again = Submission(
            id=str(uuid5(UUID(bulk), f"{lease.item} before")),
            assignment=lease.id,
            values=earlier.values,
            schema_version=earlier.schema_version,
            active_ms=earlier.active_ms,
            note=earlier.note,
            confidence=earlier.confidence,
            flag=earlier.flag,
        )
        schema = projects.schema_of(self.connection, self.project, earlier.schema_version)
        service.take_in(self.connection, self.project, schema, self.annotator, again, at=self.at)
