"""The verbs of labelling."""

import secrets
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection

from inloop import record
from inloop.annotation import Fields, Schema
from inloop.kernel.clock import DAY, MINUTE, Micros
from inloop.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from inloop.loop.items.store import items as item_store
from inloop.loop.labelling import store
from inloop.loop.labelling.model import (
    MOST_LEASES,
    MOST_NOTE,
    Annotation,
    Annotator,
    AnnotatorKind,
    Assignment,
    Ending,
    Lease,
    Receipt,
    SkipReason,
    Submission,
)
from inloop.loop.projects import Project
from inloop.loop.routing import policies
from inloop.loop.routing import service as routing
from inloop.loop.routing import store as queue
from inloop.loop.routing.model import Ask, Reason
from inloop.record.model import Subjects

MOST_ACTIVE_MS = 30 * 60 * 1_000
_canonical = msgspec.json.Encoder(order="sorted").encode


class Suggestions(Protocol):
    """What a stage later in the build knows: the published model's answer for an item revision."""

    def of(self, connection: Connection, project: Project, item: int, rev: int) -> dict[str, Any] | None: ...


def annotator_of(connection: Connection, project: Project, *, person: int, name: str) -> Annotator:
    """Get a person's annotator in a project for this transaction alone; made on first use."""
    found = store.lock_annotator(connection, project.id, person)
    if found is not None:
        return found
    return store.add_annotator(connection, project.id, kind=AnnotatorKind.PERSON, name=name, person=person)


def release_expired(connection: Connection, project: Project, *, at: Micros) -> None:
    """Take back a few leases whose time has passed, so that others get the items."""
    for name, item, rev in store.expired(connection, project.id, at=at):
        if store.expire(connection, name, at=at):
            queue.give_back(connection, item, rev, at=at)


def top_up(
    connection: Connection, project: Project, annotator: Annotator, *, want: int, at: Micros
) -> list[Assignment]:
    """Lend items until the annotator holds `want` of them; give all that are held, oldest first."""
    held = store.held(connection, project.id, annotator.id)

    def may_take(asks: Sequence[Ask]) -> set[int]:
        had = store.had(connection, annotator.id, [ask.item for ask in asks])
        return {ask.id for ask in asks if (ask.item, ask.rev) not in had}

    if len(held) >= min(want, MOST_LEASES):
        return held
    chooser = routing.Chooser(connection, project, second_after=annotator.second_after, may_take=may_take)
    while len(held) < min(want, MOST_LEASES) and (ask := chooser.take()) is not None:
        held.append(lend(connection, project, annotator, ask, at=at + len(held)))
    chooser.close()
    if chooser.second_after != annotator.second_after:
        store.set_second_after(connection, annotator.id, chooser.second_after)
    return held


def take_in(
    connection: Connection,
    project: Project,
    schema: Schema,
    annotator: Annotator,
    sent: Submission,
    *,
    at: Micros,
    bulk: str | None = None,
) -> Receipt:
    """Keep a submission, durably once the transaction is; the same one again changes nothing.

    Parameters
    ----------
    bulk
        The act that gives the same answer to several items, if it is one.

    Raises
    ------
    ConflictError
        The id has been used for another content.
    InvalidInputError
        An answer does not fit its question; `where` names the question.
    """
    digest = _digest(sent)
    known = store.find_annotation(connection, sent.id)
    if known is not None:
        return _repeated(known, annotator, digest)
    lease = own_assignment(connection, project, annotator, sent.assignment)
    values = schema.read_values(sent.values, _content(connection, schema, lease))
    sure = schema.read_confidence(sent.confidence, values)
    if len(sent.note) > MOST_NOTE:
        raise InvalidInputError(f"The note has {len(sent.note)} characters, more than {MOST_NOTE}.", where="note")
    earlier = _standing(connection, lease)
    ask = queue.of_item(connection, lease.item)
    late = lease.state is not Lease.HELD and earlier is None and not _take_again(connection, ask, lease)
    found = _annotation_of(sent, lease, values=values, at=at, late=late, earlier=earlier, bulk=bulk, sure=sure)
    body = _canonical(values)
    store.add_annotation(connection, found, body=body, digest=digest)
    store.put_votes(connection, found, schema.votes(values))
    if earlier is not None:
        by = f"annotator:{annotator.id}"
        store.end_annotation(connection, earlier, project=project.id, how=Ending.SUPERSEDED, at=at, by=by)
    store.set_lease(connection, lease.id, Lease.ANSWERED, until=at)
    store.count_answer(
        connection, annotator.id, more=int(earlier is None), active_ms=found.active_ms, day=at // DAY, at=at
    )
    if earlier is None and ask is not None:
        answers = store.voters(connection, item=lease.item, rev=lease.rev, question=schema.target)
        first = store.votes_ever(connection, item=lease.item, question=schema.target) == 1
        routing.answered(connection, project, ask, answers=answers, first=first, at=at)
    _note(connection, found, "annotation.given" if earlier is None else "annotation.corrected", at=at, payload=body)
    return Receipt(id=found.id, late=late)


def withdraw(
    connection: Connection, project: Project, schema: Schema, annotator: Annotator, name: str, *, at: Micros
) -> tuple[Assignment, Annotation]:
    """Take back an own answer; its lease opens again for its owner. Doing so once more changes nothing."""
    found = _known(connection, project, annotator, name)
    if found.assignment is None:
        raise ConflictError("This answer came with the data and cannot be taken back here.")
    lease = get_assignment(connection, found.assignment)
    if found.ended == Ending.WITHDRAWN and lease.state is Lease.HELD:
        return lease, found
    _check_standing(found)
    store.end_annotation(
        connection, name, project=project.id, how=Ending.WITHDRAWN, at=at, by=f"annotator:{annotator.id}"
    )
    store.drop_votes(connection, item=found.item, rev=found.rev, annotator_id=annotator.id)
    until = at + project.settings.lease_minutes * MINUTE
    store.set_lease(connection, found.assignment, Lease.HELD, until=until)
    store.count_answer(connection, annotator.id, more=-1, active_ms=-found.active_ms, day=at // DAY, at=at)
    left = store.votes_ever(connection, item=found.item, question=schema.target)
    routing.withdrawn(connection, project, last=left == 0)
    _note(connection, found, "annotation.withdrawn", at=at)
    return get_assignment(connection, found.assignment), found


def own_annotation(connection: Connection, project: Project, annotator: Annotator, name: str) -> Annotation:
    """Get a standing annotation of this annotator."""
    found = _known(connection, project, annotator, name)
    _check_standing(found)
    return found


def _known(connection: Connection, project: Project, annotator: Annotator, name: str) -> Annotation:
    known = store.find_annotation(connection, name)
    if known is None or known[0].project != project.id or known[0].annotator != annotator.id:
        raise NotFoundError("There is no such answer of yours.")
    return known[0]


def _check_standing(found: Annotation) -> None:
    if found.ended is not None:
        raise ConflictError(f"This answer has been {found.ended}.", hint="Load your history again.")


def skip(
    connection: Connection, project: Project, annotator: Annotator, name: str, *, reason: str, note: str, at: Micros
) -> None:
    """Hand an item back with a reason; it goes to somebody else and not to this annotator again."""
    if reason not in list(SkipReason):
        raise InvalidInputError(f"'{reason}' is not a reason to skip.", hint=f"Known: {', '.join(SkipReason)}.")
    lease = own_assignment(connection, project, annotator, name)
    if lease.state is Lease.ANSWERED:
        raise ConflictError("This item has been answered.", hint="Undo the answer first.")
    if lease.state is Lease.HELD:
        queue.give_back(connection, lease.item, lease.rev, at=at)
    store.set_lease(connection, lease.id, Lease.SKIPPED, until=at)
    store.note_skip(connection, lease.id, reason=reason, note=note[:MOST_NOTE])
    subjects: Subjects = {"item": lease.item, "rev": lease.rev, "assignment": lease.id}
    by = f"annotator:{annotator.id}"
    payload = f"{reason}\n{note}".encode()
    record.append(
        connection, project=project.id, at=at, actor=by, act="item.skipped", subjects=subjects, payload=payload
    )


def release(connection: Connection, project: Project, annotator: Annotator, name: str, *, at: Micros) -> None:
    """Hand an item back unseen; it may come again."""
    lease = own_assignment(connection, project, annotator, name)
    if lease.state is Lease.HELD:
        store.set_lease(connection, lease.id, Lease.RELEASED, until=at)
        queue.give_back(connection, lease.item, lease.rev, at=at)


def lease_of(connection: Connection, annotation: Annotation) -> Assignment:
    """Get the assignment that an annotation answered."""
    if annotation.assignment is None:
        raise ConflictError("This answer came with the data and cannot be changed here.")
    return get_assignment(connection, annotation.assignment)


def get_assignment(connection: Connection, name: str) -> Assignment:
    """Get an assignment."""
    found = store.find_assignment(connection, name)
    if found is None:
        raise NotFoundError("There is no such assignment.")
    return found


def lend(connection: Connection, project: Project, annotator: Annotator, ask: Ask, *, at: Micros) -> Assignment:
    """Lend an item of which a place has been taken."""
    control = ask.reason is Reason.RELABEL and item_store.is_control(connection, ask.item)
    lease = Assignment(
        id=secrets.token_urlsafe(16),
        project=project.id,
        item=ask.item,
        rev=ask.rev,
        annotator=annotator.id,
        reason=ask.reason,
        strategy=ask.strategy,
        at=at,
        expires_at=at + project.settings.lease_minutes * MINUTE,
        state=Lease.HELD,
        suggested=policies.may_show_suggestion(
            project.settings,
            key=project.key,
            item=ask.item,
            rev=ask.rev,
            blind=ask.reason.traits.blind,
            control=control,
        ),
    )
    store.lend(connection, lease)
    return lease


def _content(connection: Connection, schema: Schema, lease: Assignment) -> Fields | None:
    """Read what the item showed, where answers point into it."""
    if not schema.pointing:
        return None
    return msgspec.json.decode(item_store.fields_json(connection, lease.item, lease.rev) or b"{}", type=Fields)


def own_assignment(connection: Connection, project: Project, annotator: Annotator, name: str) -> Assignment:
    """Get an assignment of this annotator; nobody else changes it until the transaction ends."""
    found = store.lock_assignment(connection, name)
    if found is None or found.project != project.id:
        raise NotFoundError("There is no such assignment in this project.")
    if found.annotator != annotator.id:
        raise ForbiddenError("This item was lent to somebody else.")
    return found


def _annotation_of(
    sent: Submission,
    lease: Assignment,
    *,
    values: dict[str, Any],
    at: Micros,
    late: bool,
    earlier: str | None,
    bulk: str | None,
    sure: dict[str, float],
) -> Annotation:
    return Annotation(
        id=sent.id,
        project=lease.project,
        item=lease.item,
        rev=lease.rev,
        annotator=lease.annotator,
        assignment=lease.id,
        schema_version=sent.schema_version,
        values=values,
        at=at,
        active_ms=max(0, min(sent.active_ms, MOST_ACTIVE_MS)),
        note=sent.note,
        flag=sent.flag,
        late=late,
        supersedes=earlier,
        ended=None,
        bulk=bulk,
        confidence=sure,
    )


def _digest(sent: Submission) -> bytes:
    """Tell one content from another, whatever id it is sent under."""
    said = [sent.assignment, sent.values, sent.note, sent.flag, *([sent.confidence] if sent.confidence else ())]
    return blake2b(_canonical(said), digest_size=16).digest()


def _repeated(known: tuple[Annotation, bytes], annotator: Annotator, digest: bytes) -> Receipt:
    found, earlier = known
    if earlier != digest or found.annotator != annotator.id:
        raise ConflictError("This id has been used for another answer.", hint="Make a new id for a new answer.")
    return Receipt(id=found.id, late=found.late, repeated=True)


def _standing(connection: Connection, lease: Assignment) -> str | None:
    """Name the own annotation of this item revision that still stands, if there is one."""
    return store.standing_of(connection, item=lease.item, rev=lease.rev, annotator_id=lease.annotator)


def _take_again(connection: Connection, ask: Ask | None, lease: Assignment) -> bool:
    """Try to get back the place of a lost lease; without one the answer is an extra vote."""
    return ask is not None and ask.rev == lease.rev and queue.take(connection, ask.id)


def _note(connection: Connection, found: Annotation, act: str, *, at: Micros, payload: bytes = b"") -> None:
    subjects: Subjects = {"item": found.item, "rev": found.rev, "annotation": found.id}
    by = f"annotator:{found.annotator}"
    record.append(connection, project=found.project, at=at, actor=by, act=act, subjects=subjects, payload=payload)
