"""The facts of SQLite as one file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from inloop.database.backup.archive import Progress, Report

PAGES = 2_000


def copy_facts(source: Path, place: Path, *, report: Report) -> None:
    """Copy a database that others go on writing, as it was at one moment.

    A read transaction held on the source pins that moment: without it, every commit of another connection would make
    the copy start over, and under steady work it would never end. The price is a WAL that grows meanwhile.
    """

    def note(_status: int, remaining: int, total: int) -> None:
        report(Progress("facts", total - remaining, total))

    with (
        closing(sqlite3.connect(source, isolation_level=None)) as live,
        closing(sqlite3.connect(place)) as copy,
    ):
        live.execute("BEGIN")
        live.execute("SELECT count(*) FROM sqlite_master").fetchone()
        live.backup(copy, pages=PAGES, progress=note)
        live.execute("COMMIT")
