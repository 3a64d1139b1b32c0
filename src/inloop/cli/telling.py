"""How commands speak: JSON for programs, tables for people, bars on a terminal."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec


def tell_json(result: Any) -> None:
    """Write one line of JSON."""
    sys.stdout.write(msgspec.json.encode(result).decode() + "\n")


def table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
    """Print rows as a table; `columns` is title → key."""
    from rich.console import Console
    from rich.table import Table

    shown = Table(box=None, header_style="bold", pad_edge=False)
    for title, key in columns.items():
        numeric = bool(rows) and all(isinstance(row.get(key), int | float | None) for row in rows)
        shown.add_column(title, justify="right" if numeric else "left")
    for row in rows:
        shown.add_row(*(_plain(row.get(key)) for key in columns.values()))
    Console(highlight=False, markup=False).print(shown)


def _plain(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def day(at: int | None) -> str:
    """Write a time in microseconds for people."""
    return "–" if at is None else f"{datetime.fromtimestamp(at / 1_000_000, tz=UTC):%Y-%m-%d %H:%M}"


def interval(found: Mapping[str, Any] | None) -> str:
    """Write an estimate with its interval.

    >>> interval({"estimate": 0.912, "low": 0.88, "high": 0.937})
    '91.2 % (88.0 to 93.7)'
    """
    if found is None:
        return "–"
    return (
        f"{found['estimate']:.1%} ({found['low']:.1%} to {found['high']:.1%})".replace("%", " %")
        .replace(" %)", ")")
        .replace(" % to", " to")
    )


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on the error channel while it is a terminal; nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(title), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total or None)
