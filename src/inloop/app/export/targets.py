"""The formats that are written: what a download of each is called, and what it is."""

from dataclasses import dataclass

from inloop.adapters.formats import Format, LabelledFormat
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import iter_family

_TABLES = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class Target:
    """A format as a target of exports; tables hold every row as columns, others items with their answers."""

    name: str
    form: Format
    ending: str
    media_type: str

    @property
    def is_table(self) -> bool:
        return not isinstance(self.form, LabelledFormat)


def targets() -> list[Target]:
    """List what exports may be written as, tables first."""
    parts = [part() for _, part in iter_family("format")]  # type: ignore[operator]  # the family holds classes of Format
    found = [_target(part) for part in parts if part.writable or isinstance(part, LabelledFormat)]
    return sorted(found, key=lambda target: not target.is_table)


def target_of(name: str) -> Target:
    """Get a target by the name of its format.

    Raises
    ------
    InvalidInputError
        Nothing is written so.
    """
    found = {target.name: target for target in targets()}
    if name not in found:
        raise InvalidInputError(f"Exports are not written as '{name}'.", hint=f"Known: {', '.join(found)}.")
    return found[name]


def _target(part: Format) -> Target:
    if isinstance(part, LabelledFormat):
        return Target(part.name, part, part.ending, part.media_type)
    return Target(part.name, part, f".{part.name}", _TABLES.get(part.name, "application/octet-stream"))
