"""Files made to break their reader: each is refused or read, and costs the server neither its life nor its memory."""

import gzip
import io
import random
import tracemalloc
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from inloop.loop.items import imports
from inloop.worker.imports import run_import
from tests.integration.server.conftest import Site

pytestmark = pytest.mark.anyio
BYTES = random.Random(7).randbytes
HUGE, MOST_HELD = 160 << 20, 64 << 20


@pytest.fixture
def database_url(sqlite_urls) -> str:
    return sqlite_urls()


def parquet() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table({"id": range(500), "text": [f"request number {n}" for n in range(500)]}), file)
    return file.getvalue()


def flipped(content: bytes, *, seed: int, times: int = 20) -> bytes:
    """Damage a few bytes."""
    chance, damaged = random.Random(seed), bytearray(content)
    for _ in range(times):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def packed(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def workbook(sheet: bytes) -> bytes:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": (
                '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/></Types>'
            ).encode(),
            "_rels/.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": (
                '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                f'xmlns:r="{relations}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            ).encode(),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


SMALL: dict[str, bytes | Callable[[], bytes]] = {
    **{f"noise{ending}": BYTES(5_000) for ending in (".csv", ".tsv", ".json", ".jsonl", ".parquet", ".xlsx", ".zip")},
    **{f"nul{ending}": b"\0" * 5_000 for ending in (".csv", ".json", ".jsonl", ".parquet", ".zip")},
    "short.parquet": lambda: parquet()[:-200],
    "head.parquet": lambda: parquet()[:100],
    "foot.parquet": lambda: b"PAR1" + parquet()[-300:],
    **{f"flipped-{seed}.parquet": (lambda seed=seed: flipped(parquet(), seed=seed)) for seed in range(12)},
    **{
        f"foot-{seed}.parquet": (
            lambda seed=seed: parquet()[:-400] + flipped(parquet()[-400:-8], seed=seed) + parquet()[-8:]
        )
        for seed in range(12)
    },
    "utf-16.csv": "id,text\n1,Grüße\n".encode("utf-16-le"),
    "latin.csv": "id,text\n1,Grüße\n".encode("latin-1"),
    "lone.jsonl": b'{"id": 1, "text": "\\ud800"}\n{"id": 2, "text": "\\udc00\\ud800"}\n',
    "deep.json": b"[" * 200_000,
    "deep.jsonl": b'{"text": ' * 100_000 + b"\n",
    "deep-cell.jsonl": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    "numbers.jsonl": b'{"id": 1e999, "text": -0.0}\n{"id": ' + b"9" * 5_000 + b', "text": NaN}\n',
    "columns.csv": b",".join(b"c%d" % n for n in range(20_000)) + b"\n" + b"," * 19_999 + b"\n",
    "same.csv": b"text,text,text\na,b,c\n",
    "quotes.csv": b'id,text\n1,"' + b'""' * 10_000,
    "breaks.csv": b"id,text\r\r\n\n\r1,a\r\n",
    "escape.zip": lambda: packed({"../../../outside.txt": b"x", "/etc/outside.txt": b"y", "C:\\outside.txt": b"z"}),
    "short.zip": lambda: packed({"a.txt": b"hello " * 900})[:-30],
    "names.zip": lambda: packed({f"{n}.txt": b"x" for n in range(3_000)}),
    "empty.zip": lambda: packed({}),
    "no-sheet.xlsx": lambda: packed({"[Content_Types].xml": b"<x/>"}),
    "odd-sheet.xlsx": lambda: workbook(b"<worksheet><sheetData><row r='999999999'><c r='ZZZZZZ9'/></row>"),
    "far-cell.xlsx": lambda: workbook(
        b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData></worksheet>"
    ),
    "short.csv.gz": lambda: gzip.compress(b"id,text\n1,hello\n" * 2_000)[:-40],
    "../../../etc/passwd": b"id,text\n1,a\n",
    "a\0b\n.csv": b"id,text\n1,a\n",
}


@pytest.mark.parametrize("name", SMALL)
async def test_a_damaged_or_hostile_file_is_refused_or_read_and_nothing_fails(
    site: Site, data_dir: Path, name: str
) -> None:
    found = SMALL[name]
    await look_and_import(site, name, found if isinstance(found, bytes) else found())
    assert not list(data_dir.parent.rglob("outside*"))


async def look_and_import(site: Site, name: str, content: bytes | AsyncIterator[bytes]) -> None:
    """Send a file, look at it in every way, and import it as a worker would."""
    project = await site.project()
    sent = await site.owner.post("/api/uploads", params={"name": name}, content=content)
    assert sent.status_code < 500, sent.text
    if sent.status_code >= 400:
        assert sent.json()["error"]["message"]
        return
    upload = sent.json()["id"]
    for way in ({"encoding": "latin-1"}, {"encoding": "utf-7"}, {"format": "csv"}, {"format": "excel"}, {"sheet": "x"}):
        seen = await site.owner.get(f"/api/uploads/{upload}/preview", params=way)
        assert seen.status_code < 500, (way, seen.text)
    body = {"upload": upload, "columns": [{"name": "text", "role": "field"}]}
    asked = await site.owner.post(f"/api/projects/{project}/imports", json=body)
    assert asked.status_code in {201, 422}, asked.text
    if asked.status_code == 201:
        assert run_import(site.system.database, asked.json()["id"])
        ended = site.system.database.read(lambda c: imports.get(c, project, asked.json()["id"]))
        assert ended.state in {"done", "failed"}
        assert ended.error or ended.rows_done


@contextmanager
def little_memory() -> Iterator[None]:
    tracemalloc.start(1)
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_HELD, f"{peak >> 20} MB were held."


async def one_line() -> AsyncIterator[bytes]:
    yield b'{"text": "'
    for _ in range(HUGE >> 20):
        yield b"a" * (1 << 20)
    yield b'"}\n{"text": "the line after it"}\n'


@pytest.mark.parametrize("name", ["line.jsonl", "line.csv", "line.json"])
async def test_a_line_of_hundreds_of_megabytes_is_passed_over_and_never_held(site: Site, name: str) -> None:
    with little_memory():
        await look_and_import(site, name, one_line())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.zip", lambda: packed({"a.txt": b" " * HUGE, "b.txt": b"fine"})),
        ("bomb.csv.gz", lambda: gzip.compress(b" " * HUGE)),
        ("bomb.xlsx", lambda: workbook(b"<worksheet><sheetData><row><c t='str'><v>" + b"a" * HUGE)),
    ],
)
async def test_a_file_that_unpacks_to_hundreds_of_megabytes_is_never_held(
    site: Site, name: str, content: Callable[[], bytes]
) -> None:
    made = content()
    with little_memory():
        await look_and_import(site, name, made)
