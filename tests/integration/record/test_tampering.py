"""Whatever is changed in the record is found and named; what is erased by right is not missed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Table, delete, insert, select, update

from inloop import record
from inloop.database import Database
from inloop.record.hashing import digest_of
from inloop.record.store import block, event

EVENTS, A_BLOCK = 14, 5


def payload_of(_connection: Connection, an_event: record.Event) -> bytes | None:
    return f"payload at {an_event.at}".encode()


@pytest.fixture
def sealed(database: Database) -> Database:
    def act(connection: Connection) -> None:
        for number in range(EVENTS):
            record.append(
                connection,
                project=1,
                at=number,
                actor="person:3",
                act="annotation.made",
                subjects={"item": 70 + number},
                payload=f"payload at {number}".encode(),
            )

    database.write(act)
    while record.seal(database, at=100, most=A_BLOCK):
        pass
    assert record.verify(database, payload_of=payload_of).verified
    return database


def damaged(value: Any, place: int, flip: int, *, lowest_bit: int = 0) -> Any:
    if isinstance(value, int):
        return value ^ (1 << lowest_bit + flip % 20)
    at = place % len(value)
    if isinstance(value, bytes):
        return value[:at] + bytes([value[at] ^ 1 << flip % 8]) + value[at + 1 :]
    other = chr(0x21 + (ord(value[at]) - 0x21 + 1 + flip % 90) % 94)
    return value[:at] + other + value[at + 1 :]


@contextmanager
def changed(database: Database, table: Table, key: int, values: dict[str, Any]) -> Iterator[None]:
    """Change a row for a while; give it back as it was."""
    name = table.primary_key.columns.keys()[0]
    before = database.read(
        lambda connection: dict(connection.execute(select(table).where(table.c[name] == key)).one()._mapping)
    )
    database.write(lambda connection: connection.execute(update(table).where(table.c[name] == key).values(values)))
    yield
    now = values.get(name, key)
    database.write(lambda connection: connection.execute(delete(table).where(table.c[name] == now)))
    database.write(lambda connection: connection.execute(insert(table).values(before)))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    row=st.integers(1, EVENTS),
    column=st.sampled_from([column.name for column in event.columns]),
    place=st.integers(0, 200),
    flip=st.integers(0, 2_000),
)
def test_any_changed_byte_of_an_event_is_found_and_named(
    sealed: Database, row: int, column: str, place: int, flip: int
) -> None:
    own = sealed.read(lambda connection: connection.execute(select(event).where(event.c.id == row)).one()._mapping)
    new = damaged(own[column], place, flip, lowest_bit=5 if column == "id" else 0)
    with changed(sealed, event, row, {column: new}):
        result = record.verify(sealed, payload_of=payload_of)
    assert not result.verified
    assert any(problem.event in {row, new} or problem.block == own["block"] for problem in result.problems)
    if column in {"project", "at", "actor", "act", "subjects", "item", "salt", "digest"}:
        assert {problem.event for problem in result.problems if problem.event} == {row}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    height=st.integers(1, 3),
    column=st.sampled_from([column.name for column in block.columns]),
    place=st.integers(0, 200),
    flip=st.integers(0, 2_000),
)
def test_any_changed_byte_of_a_block_is_found_and_named(
    sealed: Database, height: int, column: str, place: int, flip: int
) -> None:
    own = sealed.read(lambda c: c.execute(select(block).where(block.c.height == height)).one()._mapping)
    new = damaged(own[column], place, flip, lowest_bit=5 if column == "height" else 0)
    with changed(sealed, block, height, {column: new}):
        result = record.verify(sealed, payload_of=payload_of)
    assert not result.verified
    assert any(problem.block in {height, new} for problem in result.problems)


def test_a_removed_event_and_a_removed_block_are_missed(sealed: Database) -> None:
    sealed.write(lambda connection: connection.execute(delete(event).where(event.c.id == 7)))
    result = record.verify(sealed)
    assert [problem.block for problem in result.problems] == [2]
    assert "4 events where 5" in result.problems[0].what
    sealed.write(lambda connection: connection.execute(delete(block).where(block.c.height == 2)))
    assert "Block 2 is missing." in [problem.what for problem in record.verify(sealed).problems]


def test_an_event_slipped_in_later_is_found(sealed: Database) -> None:
    def slip(connection: Connection, height: int) -> int:
        own = record.append(connection, project=1, at=3, actor="person:3", act="a.b", subjects={})
        connection.execute(update(event).where(event.c.id == own).values(block=height))
        return own

    own = sealed.write(lambda connection: slip(connection, 2))
    assert [problem.event for problem in record.verify(sealed).problems] == [own]


def test_even_who_has_the_key_cannot_rewrite_what_has_left_the_house(sealed: Database) -> None:
    head = sealed.read(record.head)
    assert head is not None
    heads = {head.height: digest_of(head)}
    assert record.verify(sealed, heads=heads).verified

    def take_back(connection: Connection) -> None:
        connection.execute(update(event).where(event.c.block == head.height).values(block=None, actor="person:4"))
        connection.execute(delete(block).where(block.c.height == head.height))

    sealed.write(take_back)
    assert record.verify(sealed).verified
    assert [problem.block for problem in record.verify(sealed, heads=heads).problems] == [head.height]
    record.seal(sealed, at=100)
    assert [problem.block for problem in record.verify(sealed, heads=heads).problems] == [head.height]


def test_erasure_takes_the_salt_and_the_chain_still_verifies(sealed: Database) -> None:
    digests = sealed.read(lambda connection: [found.digest for found in record.of_item(connection, 72)])
    assert sealed.write(lambda connection: record.forget_item(connection, 72)) == 1
    assert sealed.write(lambda connection: record.forget_events(connection, [9, 10])) == 2

    result = record.verify(sealed, payload_of=lambda c, e: None if e.salt is None else payload_of(c, e))

    assert result.verified
    found = sealed.read(lambda connection: record.of_item(connection, 72))
    assert [(one.salt, one.digest) for one in found] == [(None, digests[0])]


def test_content_that_changed_under_an_event_is_found(sealed: Database) -> None:
    def changed_content(connection: Connection, one: record.Event) -> bytes | None:
        return b"another" if one.id == 6 else payload_of(connection, one)

    assert [(p.block, p.event) for p in record.verify(sealed, payload_of=changed_content).problems] == [(2, 6)]
