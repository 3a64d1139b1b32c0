"""The whole catalogue of tables: importing this module makes `inloop.database.metadata` complete."""

from importlib import import_module
from pkgutil import walk_packages

import inloop.loop
import inloop.people
import inloop.record
from inloop.database import metadata

__all__ = ["define_tables", "metadata"]


def define_tables() -> None:
    """Import every module in which a stage keeps its tables.

    By rule these are `store.py`, or the modules of a folder `store`; a new stage is found without being listed here.
    """
    for package in (inloop.record, inloop.people, inloop.loop):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if "store" in module.name.split(".")[2:]:
                import_module(module.name)
    import_module("inloop.adapters.jobs.claims")


define_tables()
