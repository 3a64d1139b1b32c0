"""A stream that is not read to its end leaves nothing open."""

import gc
import warnings

from sqlalchemy import literal_column, select
from sqlalchemy.sql.functions import func

from inloop.database import Database, stream


def test_a_stream_that_is_left_early_is_closed_at_once(database: Database) -> None:
    numbers = (
        select(literal_column("value")).select_from(func.json_each(str(list(range(10_000)))))
        if database.is_sqlite
        else select(func.generate_series(0, 9_999))
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        first = database.read(lambda c: [next(stream(c, numbers, rows=10))[0] for _ in range(3)])
        gc.collect()
    assert first == [0, 0, 0]
    assert database.read(lambda c: sum(1 for _ in stream(c, numbers, rows=10))) == 10_000
