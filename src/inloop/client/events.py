"""Live updates: what has changed in a project, as it changes."""

from collections.abc import Iterable, Iterator

import msgspec


def topics_in(lines: Iterable[str]) -> Iterator[list[str]]:
    """Read the lines of an event stream; give the topics of each change, heartbeats left out.

    >>> list(topics_in([": alive", "", "event: changed", 'data: {"topics": ["answers"]}', ""]))
    [['answers']]
    """
    name, parts = "", []
    for line in lines:
        if line.startswith("event:"):
            name = line[6:].strip()
        elif line.startswith("data:"):
            parts.append(line[5:].strip())
        elif not line:
            if name == "changed" and parts:
                yield msgspec.json.decode("\n".join(parts))["topics"]
            name, parts = "", []
