"""Rows that come from the server as they are read."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from inloop.kernel.errors import MissingExtraError

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


class Rows:
    """A stream of rows; each time it is read through it is asked for anew.

    Examples
    --------
    >>> rows = Rows(lambda: iter([{"text": "hello", "label": "greeting"}]))
    >>> [row["label"] for row in rows]
    ['greeting']
    >>> rows.frame().shape
    (1, 2)
    """

    def __init__(self, read: Callable[[], Iterator[Row]]) -> None:
        self._read = read

    def __iter__(self) -> Iterator[Row]:
        return self._read()

    def list(self) -> list[Row]:
        """Give all rows."""
        return [*self]

    def frame(self) -> "pd.DataFrame":
        """Give all rows as a pandas DataFrame.

        Raises
        ------
        MissingExtraError
            pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise MissingExtraError(
                "Tables need pandas, which is not installed.", hint='Install it: pip install "inloop[dataframe]".'
            ) from None
        return pd.DataFrame(self.list())
