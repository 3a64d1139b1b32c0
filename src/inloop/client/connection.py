"""One connection to a server: requests in, JSON or errors of the tree out."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Self, TypeVar

import httpx
import msgspec

from inloop.client.refusals import error_of
from inloop.kernel.errors import InvalidInputError, UnreachableError

T = TypeVar("T")
TRIES = 4
FIRST_PAUSE_S = 0.2
PATIENCE = httpx.Timeout(60.0, connect=5.0)
_SAFE = frozenset({"GET", "PUT", "DELETE"})
_encode = msgspec.json.Encoder().encode


class Connection:
    """Sends requests to the API of one server.

    A request that was lost on the way is sent again where that changes nothing: reading, putting, removing, and
    whatever carries its own id.

    Parameters
    ----------
    transport
        How bytes travel; by default over the network.
    """

    def __init__(self, url: str, *, token: str = "", transport: httpx.BaseTransport | None = None) -> None:
        self.url = url.rstrip("/")
        if not token.isascii():
            raise InvalidInputError("This is not a token.", hint="Copy it whole: it begins with inl_.", where="token")
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(
            base_url=f"{self.url}/api", headers=headers, timeout=PATIENCE, transport=transport, trust_env=False
        )

    def get(self, path: str, **params: object) -> Any:
        """Read something; parameters that are None or empty are left out."""
        return self.call("GET", path, params=params)

    def post(self, path: str, body: object = None, *, repeatable: bool = False) -> Any:
        """Do something; `repeatable` says that doing it twice is doing it once."""
        return self.call("POST", path, body=body, repeatable=repeatable)

    def call(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        params: dict[str, object] | None = None,
        repeatable: bool = False,
    ) -> Any:
        """Send a request and give the JSON of the answer; None where it is empty."""
        content = None if body is None else _encode(body)
        headers = {} if content is None else {"content-type": "application/json"}

        def once() -> httpx.Response:
            return self._http.request(method, path, content=content, headers=headers, params=_given(params))

        answer = self._try(once, tries=TRIES if repeatable or method in _SAFE else 1)
        if answer.status_code >= 400:
            raise error_of(answer)
        return msgspec.json.decode(answer.content) if answer.content else None

    def send(self, path: str, chunks: Iterable[bytes], **params: object) -> Any:
        """Stream a body to the server."""
        answer = self._try(lambda: self._http.post(path, content=chunks, params=_given(params), timeout=None), tries=1)
        if answer.status_code >= 400:
            raise error_of(answer)
        return msgspec.json.decode(answer.content)

    @contextmanager
    def stream(self, path: str, *, patience_s: float | None = None, **params: object) -> Iterator[httpx.Response]:
        """Open a body that is read bit by bit."""
        timeout = httpx.Timeout(patience_s, connect=5.0)
        request = self._http.build_request("GET", path, params=_given(params), timeout=timeout)
        answer = self._try(lambda: self._http.send(request, stream=True), tries=TRIES)
        try:
            if answer.status_code >= 400:
                answer.read()
                raise error_of(answer)
            with self._told_plainly():
                yield answer
        finally:
            answer.close()

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _try(self, once: Callable[[], T], *, tries: int) -> T:
        pause_s = FIRST_PAUSE_S
        for _ in range(tries - 1):
            try:
                return once()
            except httpx.TransportError:
                time.sleep(pause_s)
                pause_s *= 2
        with self._told_plainly():
            return once()

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as problem:
            raise UnreachableError(
                f"'{self.url}' is not the address of a server: {str(problem).rstrip('.')}.",
                hint="Write http://host:port.",
            ) from None
        except httpx.TransportError as problem:
            raise UnreachableError(
                f"The server at {self.url} cannot be reached: {problem}.", hint="Is it running? Start it: inloop up."
            ) from None


def _given(params: dict[str, object] | None) -> dict[str, str]:
    return {name: str(value) for name, value in (params or {}).items() if value not in (None, "")}
