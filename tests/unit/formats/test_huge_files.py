"""Files larger than memory should be, and how fast ordinary ones are read."""

import subprocess
import sys
import time

import pytest

from inloop.adapters.formats import open_rows, open_writer

MB = 1 << 20
PROBE = """
import resource, sys
from inloop.adapters.formats import BadRow, open_rows
from inloop.kernel.errors import UnreadableFileError
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    with open_rows(sys.argv[1]) as stream:
        print(sum(isinstance(row, BadRow) for row in stream), end=" ")
except UnreadableFileError as error:
    print(error.message.replace(" ", "_"), end=" ")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def sparse(path, *, begin: bytes, end: bytes = b""):
    with path.open("wb") as file:
        file.write(begin)
        file.seek(300 * MB)
        file.write(end)
    return path


def probe(path):
    done = subprocess.run([sys.executable, "-c", PROBE, str(path)], capture_output=True, text=True, check=True)
    found, extra_mb = done.stdout.split()
    return found, int(extra_mb)


@pytest.mark.parametrize(
    ("name", "begin", "says"),
    [
        ("a.csv", b"a,b," + b"x" * 100_000, "longer_than_1024_KB"),
        ("a.jsonl", b'{"a": "' + b"x" * 100_000, "one_line_longer_than_1024_KB"),
        ("a.json", b'[{"a": "' + b"x" * 100_000, "larger_than_64_MB"),
        ("a.tsv", b"a\tb", "binary_file"),
    ],
)
def test_one_line_of_hundreds_of_megabytes_is_one_error_and_never_held(tmp_path, name, begin, says):
    found, extra_mb = probe(sparse(tmp_path / name, begin=begin, end=b"\n"))
    assert says in found
    assert extra_mb < 50


@pytest.mark.parametrize(("name", "row"), [("a.csv", b"a,b\n"), ("a.jsonl", b'{"a": 1}\n')])
def test_a_huge_line_among_good_ones_is_one_bad_row_and_never_held(tmp_path, name, row):
    found, extra_mb = probe(sparse(tmp_path / name, begin=row * 50_000 + row.strip(), end=b"\n" + row))
    assert found == "1"
    assert extra_mb < 50


def test_formats_load_heavy_packages_only_when_used():
    heavy = "{'pyarrow', 'python_calamine', 'pandas'}"
    code = f"import sys, inloop.adapters.formats; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize(("name", "rows_per_s"), [("csv", 300_000), ("jsonl", 200_000)])
def test_reading_and_writing_are_fast_enough_for_bulk_import(tmp_path, name, rows_per_s):
    path = tmp_path / f"a.{name}"
    text = "i would like to move some money, please"
    rows = [{"id": f"r-{n}", "text": text, "label": "transfer", "domain": "bank"} for n in range(100_000)]
    begun = time.process_time()
    with open_writer(path, format=name, columns=list(rows[0])) as writer:
        writer.write(rows)
    assert time.process_time() - begun < 1

    def seconds():
        begun = time.process_time()
        with open_rows(path) as stream:
            assert sum(1 for _ in stream) == 100_000
        return time.process_time() - begun

    assert 100_000 / min(seconds() for _ in range(3)) > rows_per_s
