"""A real S3 server on this machine, which can go away and come back."""

import logging
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest

from inloop.adapters.blobs.bucket import BucketShelf
from inloop.database.shelf import FolderShelf, Shelf

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from moto.server import ThreadedMotoServer

KEYS = {"AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests", "AWS_REGION": "us-east-1"}


class Buckets:
    """The server with one bucket; each prefix is a place of its own."""

    def __init__(self) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
        self._server.start()
        self.host, self.port = self._server.get_host_and_port()
        self._prefixes = count()
        httpx.put(f"{self.url}/tests").raise_for_status()

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def new(self) -> str:
        return f"s3://tests/place-{next(self._prefixes)}"

    def stop(self) -> None:
        self._server.stop()

    def start(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=self.port)
        self._server.start()


@pytest.fixture(scope="session")
def s3() -> Iterator[Buckets]:
    buckets = Buckets()
    yield buckets
    buckets.stop()


@pytest.fixture
def buckets(s3: Buckets, monkeypatch: pytest.MonkeyPatch) -> Buckets:
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": s3.url}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("inloop.adapters.blobs.bucket.QUIET_S", 0.05)
    return s3


@pytest.fixture
def bucket(buckets: Buckets) -> BucketShelf:
    return BucketShelf(buckets.new())


@pytest.fixture(params=["folder", "bucket"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    """An empty shelf of each kind."""
    return FolderShelf(tmp_path / "shelf") if request.param == "folder" else request.getfixturevalue("bucket")
