"""What a viewer is told of a picture or sound: links and measures, never where it lies."""

from collections.abc import Mapping
from typing import Any

from inloop.annotation.fields import field_kind
from inloop.annotation.fields.media import LARGE, VIEW
from inloop.loop.items.media.links import Links, Variant

REPLACED = "The file was replaced since, and what it showed is not kept here."
TOLD = ("state", "why", "type", "width", "height", "pages", "seconds", "rate", "channels")


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
        if kind == "image" and is_cut_into_tiles(content):
            told["tiles"] = _link(content, links, "tiles")
        if content.get("converted"):
            del told["whole"]
    return told


def outlived(content: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Give what an item showed before: a file by reference that was replaced since cannot be shown any more.

    >>> before, now = {"uri": "file:///a.png", "state": "ok", "etag": "1"}, {"uri": "file:///a.png", "etag": "2"}
    >>> outlived(before, now)["state"], outlived(now, now) == now
    ('broken', True)
    """
    told = dict(content)
    if told.get("uri") and told["uri"] == now.get("uri") and told != now:
        told |= {"state": "broken", "why": REPLACED}
    return told


def is_large(content: Mapping[str, Any]) -> bool:
    """Say whether a picture is unpacked by the worker only.

    >>> is_large({"width": 20_000, "height": 15_000}), is_large({"width": 4_000, "height": 3_000})
    (True, False)
    """
    return bool(content.get("width", 0) * content.get("height", 0) > LARGE)


def is_cut_into_tiles(content: Mapping[str, Any]) -> bool:
    """Say whether a picture is looked at closely by tiles: browsers cannot show it itself, or not well.

    >>> is_cut_into_tiles({"width": 4_000, "height": 3_000, "type": "image/tiff"})
    True
    >>> is_cut_into_tiles({"width": 4_000, "height": 3_000, "type": "image/png"})
    False
    """
    shows_more = max(content.get("width", 0), content.get("height", 0)) > VIEW
    is_shown = content.get("type") in _BY_BROWSERS and not content.get("converted")
    return shows_more and (is_large(content) or not is_shown)


_BY_BROWSERS = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
_ANY: Mapping[str, Variant] = {"src": "whole"}
_WANTED: Mapping[str, Mapping[str, Variant]] = {
    "image": {"src": "view", "thumb": "thumb", "whole": "whole"},
    "audio": {"src": "view", "peaks": "peaks", "spectrum": "spectrum"},
}


def _link(content: Mapping[str, Any], links: Links, variant: Variant) -> str:
    named = {"blob": content.get("blob"), "uri": content.get("uri"), "type": content.get("type", "")}
    return links.to(variant, **named, is_large=is_large(content), etag=content.get("etag", ""))
