"""The bytes of pictures and sounds that go along with an export."""

from collections.abc import Iterator, Mapping
from typing import Any

from inloop.adapters.formats.labelled import OpenFile
from inloop.app.system import System
from inloop.loop.items.media import Link

CHUNK = 1 << 20


def opener(system: System) -> OpenFile:
    """Give what reads the bytes of an envelope piece by piece; it raises `NotFoundError` where they are gone."""

    def read(envelope: Mapping[str, Any]) -> Iterator[bytes]:
        link = Link("whole", envelope.get("type", ""), envelope.get("blob"), envelope.get("uri"), 0)
        source, _ = system.media.open(link)
        for start in range(0, source.size, CHUNK):
            yield source.part(start, CHUNK)

    return read
