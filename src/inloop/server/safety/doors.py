"""Which requests come in at all: known hosts, own origins; and what every answer carries."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inloop.kernel.settings import LOCAL_HOSTS, Settings
from inloop.server.safety.errors import refusal

COOKIE = "inloop_session"
CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
_HEADERS = [
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip")


def host_name(host: str) -> str:
    """Take the port off a host.

    >>> host_name("example.org:8400"), host_name("[::1]:8400"), host_name("localhost")
    ('example.org', '[::1]', 'localhost')
    """
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower().rstrip(".")


def is_local(headers: Mapping[bytes, bytes], settings: Settings) -> bool:
    """Say whether a request comes from the machine itself: a loopback server, and no proxy in between."""
    loopback = settings.host in {*LOCAL_HOSTS, "::1"}
    return loopback and not any(name in headers for name in _FORWARDED)


class Doors:
    """Lets in what names a known host and, where it changes something, comes from our own pages.

    Programs send a token in the ``Authorization`` header, which no foreign page can make a browser do; so they need no
    origin. ``/healthz`` answers whoever asks, because a probe knows only an address.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._hosts = frozenset(host_name(host) for host in settings.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        headers = dict(scope["headers"])
        refused = self._refusal(scope, headers)
        await (refused or self._app)(scope, receive, send_safely)

    def _refusal(self, scope: Scope, headers: Mapping[bytes, bytes]) -> ASGIApp | None:
        host = headers.get(b"host", b"").decode("latin-1")
        if host_name(host) not in self._hosts and scope["path"] != "/healthz":
            return refusal(
                421,
                code="unknown-host",
                message=f"This server does not answer to the name '{host[:200]}'.",
                hint="The owner of the server can add it to INLOOP_ALLOWED_HOSTS.",
            )
        if scope["method"] in _UNSAFE and b"authorization" not in headers and not _from_own_page(headers, host):
            return refusal(
                403,
                code="foreign-origin",
                message="This request does not come from a page of this server.",
                hint="Programs send a token: 'Authorization: Bearer …'.",
            )
        if b"%00" in scope["query_string"] or "\x00" in scope["path"]:
            return refusal(422, code="invalid", message="An address cannot hold the character NUL.")
        return None


def _from_own_page(headers: Mapping[bytes, bytes], host: str) -> bool:
    """Say whether a browser vouches for the page; a request without a cookie and origin has nothing to abuse."""
    if headers.get(b"sec-fetch-site") == b"same-origin":
        return True
    origin = headers.get(b"origin")
    if origin is None:
        return COOKIE.encode() not in headers.get(b"cookie", b"")
    return urlsplit(origin.decode("latin-1")).netloc.lower() == host.lower()
