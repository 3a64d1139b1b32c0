"""The chain grows by blocks, whoever seals, and a check of it passes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Connection

from inloop import record
from inloop.database import Database
from inloop.kernel.errors import UnreadableFileError
from inloop.record.hashing import MerkleTree, digest_of, node


def answer(connection: Connection, number: int) -> int:
    return record.append(
        connection,
        project=1,
        at=number,
        actor="person:3",
        act="annotation.made",
        subjects={"item": number, "annotation": f"a{number}"},
        payload=f"payload of {number}".encode(),
    )


def payload_of(_connection: Connection, event: record.Event) -> bytes | None:
    return f"payload of {event.about['item']}".encode()


def fill(database: Database, count: int) -> None:
    database.write(lambda connection: [answer(connection, number) for number in range(count)])


def test_a_sealed_record_verifies_and_counts_what_is_not_sealed_yet(database: Database) -> None:
    fill(database, 25)
    blocks = [record.seal(database, at=100, most=10) for _ in range(4)]
    database.write(lambda connection: answer(connection, 99))

    result = record.verify(database, payload_of=payload_of)

    assert [block.size if block else None for block in blocks] == [10, 10, 5, None]
    assert (result.verified, result.problems, result.blocks, result.events, result.unsealed) == (True, (), 3, 25, 1)
    head = database.read(record.head)
    assert head is not None
    assert result.head == digest_of(head)


def test_an_empty_record_verifies(database: Database) -> None:
    assert record.seal(database, at=1) is None
    assert record.verify(database).verified
    assert database.read(record.latest) == 0


def test_the_merkle_root_is_that_of_rfc_6962() -> None:
    def by_definition(leaves: list[bytes]) -> bytes:
        if len(leaves) == 1:
            return leaves[0]
        split = 1 << (len(leaves) - 1).bit_length() - 1
        return node(by_definition(leaves[:split]), by_definition(leaves[split:]))

    leaves = [sha256(bytes([number])).digest() for number in range(40)]
    for count in range(1, len(leaves) + 1):
        tree = MerkleTree()
        for leaf in leaves[:count]:
            tree.add(leaf)
        assert tree.root() == by_definition(leaves[:count])


def test_sealers_on_many_nodes_do_not_fork_the_chain_while_others_write(database: Database) -> None:
    done = threading.Event()

    def write(start: int) -> None:
        for number in range(start, start + 60):
            database.write(lambda connection, number=number: answer(connection, number))  # type: ignore[misc]

    def keep_sealing() -> None:
        while not done.is_set():
            record.seal(database, at=7, most=16)

    with ThreadPoolExecutor(6) as threads:
        sealers = [threads.submit(keep_sealing) for _ in range(2)]
        for writer in [threads.submit(write, 1_000 * start) for start in range(4)]:
            writer.result()
        done.set()
        for sealer in sealers:
            sealer.result()
    while record.seal(database, at=8):
        pass

    result = record.verify(database, payload_of=payload_of)
    assert (result.verified, result.problems, result.events, result.unsealed) == (True, (), 240, 0)


def test_the_change_counter_and_pages_follow_the_events(database: Database) -> None:
    fill(database, 5)
    other = database.write(
        lambda connection: record.append(connection, project=2, at=9, actor="server", act="x.y", subjects={})
    )
    assert database.read(record.latest) == other
    assert [event.id for event in database.read(lambda c: list(record.iter_since(c, other - 2)))] == [other - 1, other]
    newest = database.read(lambda connection: record.recent(connection, project=1, limit=2))
    assert [event.about["item"] for event in newest] == [4, 3]
    older = database.read(lambda connection: record.recent(connection, project=1, before=newest[-1].id))
    assert [event.about["item"] for event in older] == [2, 1, 0]


def test_an_exported_record_is_verified_without_the_database(database: Database, tmp_path: Path) -> None:
    fill(database, 25)
    while record.seal(database, at=100, most=10):
        pass
    path = tmp_path / "record.jsonl"
    record.export_record(database, path)
    here = record.verify(database)

    there = record.verify_file(path, key=here.key)

    assert (there.verified, there.head, there.events) == (True, here.head, 25)
    assert b"payload" not in path.read_bytes()
    assert not record.verify_file(path, key="00" * 32).verified
    path.write_bytes(path.read_bytes().replace(rb"\"a17\"", rb"\"a18\""))
    changed = record.verify_file(path)
    assert [problem.event for problem in changed.problems if problem.event] == [18]


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"format":"inloop-record/1"}\n{"event":{}}\n'])
def test_a_file_that_is_no_record_gets_one_clear_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.jsonl"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError):
        record.verify_file(path)
