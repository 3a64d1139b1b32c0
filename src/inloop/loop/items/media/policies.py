"""What a viewer is told of a picture or sound: links and measures, never where it lies."""

from collections.abc import Mapping
from typing import Any

from inloop.annotation.fields import field_kind
from inloop.loop.items.media.links import Links, Variant

TOLD = ("state", "why", "type", "width", "height", "seconds", "rate", "channels")


def shown(content: Mapping[str, Any], links: Links) -> dict[str, Any]:
    """Put links in the place of what names the bytes; other content is given as it is.

    The name of the file stays behind: it often says what people are asked to find out.
    """
    kind = content.get("kind", "text")
    if not field_kind(kind).has_media:
        return dict(content)
    told = {"kind": kind, **{name: content[name] for name in TOLD if content.get(name)}}
    if content.get("state") == "ok":
        told |= {key: _link(content, links, variant) for key, variant in _WANTED.get(kind, _ANY).items()}
    return told


_ANY: Mapping[str, Variant] = {"src": "whole"}
_WANTED: Mapping[str, Mapping[str, Variant]] = {
    "image": {"src": "view", "thumb": "thumb", "whole": "whole"},
    "audio": {"src": "view", "peaks": "peaks", "spectrum": "spectrum"},
}


def _link(content: Mapping[str, Any], links: Links, variant: Variant) -> str:
    return links.to(variant, blob=content.get("blob"), uri=content.get("uri"), type=content.get("type", ""))
