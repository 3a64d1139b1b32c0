"""The sealed record: every act leaves an event, events are sealed into a signed chain, anyone can check it."""

from inloop.record.export import export_lines, export_record, verify_file
from inloop.record.keys import server_secret, signing_key
from inloop.record.model import Block, Event, Problem, Verification
from inloop.record.seal import seal
from inloop.record.service import append, forget_events, forget_item
from inloop.record.store import head, iter_since, latest, of_item, projects_since, recent
from inloop.record.verify import verify

__all__ = [
    "Block",
    "Event",
    "Problem",
    "Verification",
    "append",
    "export_lines",
    "export_record",
    "forget_events",
    "forget_item",
    "head",
    "iter_since",
    "latest",
    "of_item",
    "projects_since",
    "recent",
    "seal",
    "server_secret",
    "signing_key",
    "verify",
    "verify_file",
]
