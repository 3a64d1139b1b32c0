"""One door for everything that can be added: kinds, strategies, aggregators, formats, models, recipes.

A registered name is ``family/name.vN``. Our own parts and a stranger's come in the same way: either by importing a
module that calls `register`, or through the entry-point group ``inloop.plugins``.
"""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import entry_points
from typing import TypeVar

from inloop.kernel.errors import InvalidInputError, NotFoundError, PluginError

T = TypeVar("T")
_entries: dict[str, object] = {}


def register(name: str) -> Callable[[T], T]:
    """Put a class or function into the registry under `name`."""
    if "/" not in name or ".v" not in name:
        raise InvalidInputError(f"'{name}' is not a registry name.", hint="Write family/name.v1.")

    def keep(entry: T) -> T:
        known = _entries.setdefault(name, entry)
        if known is not entry and getattr(known, "__qualname__", "") != getattr(entry, "__qualname__", None):
            raise InvalidInputError(f"'{name}' is registered twice.", hint="Choose another name or version.")
        _entries[name] = entry
        return entry

    return keep


def lookup(name: str) -> object:
    """Get a registered part by its full name."""
    try:
        return _entries[name]
    except KeyError:
        family = name.split("/", maxsplit=1)[0]
        known = ", ".join(names(family)) or "none"
        raise NotFoundError(f"No part is registered as '{name}'.", hint=f"Known: {known}.") from None


def names(family: str) -> list[str]:
    """List the full names in a family, sorted."""
    return sorted(name for name in _entries if name.startswith(f"{family}/"))


def iter_family(family: str) -> Iterator[tuple[str, object]]:
    """Stream (name, part) of one family."""
    for name in names(family):
        yield name, _entries[name]


@cache
def load_plugins() -> tuple[str, ...]:
    """Import every package that offers the entry-point group ``inloop.plugins``, once a process; give their names.

    Raises
    ------
    PluginError
        One cannot be imported, or registers what is there already.
    """
    found = entry_points(group="inloop.plugins")
    for point in found:
        try:
            point.load()
        except Exception as problem:  # a plug-in's edge: whatever it raises, the owner is told which one it was
            package = f" of the package {point.dist.name} {point.dist.version}" if point.dist else ""
            raise PluginError(
                f"The plug-in '{point.name}'{package} cannot be loaded: {problem!r}.",
                hint="Mend it, or uninstall the package.",
            ) from problem
    return tuple(point.name for point in found)
