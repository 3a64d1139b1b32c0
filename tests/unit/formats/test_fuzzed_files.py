"""Whatever bytes a file holds, reading ends in rows that add up or in one clear error."""

import csv
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from inloop.adapters.formats import ReadOptions, open_rows
from inloop.kernel.errors import UnreadableFileError

TEXTY = st.lists(
    st.sampled_from(
        [b'"', b",", b"\n", b"\r", b"a", b"\xc3\xa9", b"\xff", b"\0", b"\\u", b"{", b"}", b'{"a":1}', b"\t", b";"]
    ),
    max_size=60,
).map(b"".join)
FILES = st.one_of(
    st.binary(max_size=300), TEXTY, TEXTY.map(lambda tail: b"a,b\n1,2\n" + tail), TEXTY.map(lambda t: b'{"a":1}\n' + t)
)
relaxed = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(path, *, start=0):
    with open_rows(path, options=ReadOptions(max_row_kb=1), start=start) as stream:
        return list(stream)


def refused_as_binary(path):
    try:
        read(path)
    except UnreadableFileError as error:
        return "binary" in str(error) or "not UTF-8" in str(error)
    return False


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl", "json"])
@relaxed
@given(content=FILES, start=st.integers(0, 5))
@example(content=b'a\n"', start=0)
@example(content=b"\xff\xfe", start=1)
@example(content=b"\x1f\x8b", start=0)
def test_any_bytes_give_rows_or_one_error(tmp_path, suffix, content, start):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(content)
    try:
        rows = read(path)
    except UnreadableFileError:
        return
    numbers = [row.number for row in rows]
    assert numbers == sorted(set(numbers))
    assert read(path, start=start) == rows[start:]


@relaxed
@given(content=FILES)
def test_every_line_of_json_lines_is_accounted_for(tmp_path, content):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"a":1}\n' * 30 + content)
    lines = [line for line in content.split(b"\n") if line and not line.isspace()]
    assert refused_as_binary(path) or len(read(path)) == 30 + len(lines)


@relaxed
@given(lines=st.lists(st.text(st.characters(exclude_characters='"\r\n', exclude_categories=["Cs"]), max_size=20)))
def test_every_line_of_an_unquoted_csv_is_accounted_for(tmp_path, lines):
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["a,b", *["x,y"] * 50, *lines]), encoding="utf-8", newline="")
    assert refused_as_binary(path) or len(read(path)) == 50 + sum(map(bool, lines))


@relaxed
@given(
    rows=st.lists(
        st.tuples(*[st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))] * 2), min_size=1
    )
)
def test_whatever_the_csv_module_writes_is_read_back(tmp_path, rows):
    path = tmp_path / "a.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("a", "b"), *rows])
    if not refused_as_binary(path):
        found = [tuple(row.values.values()) for row in read(path)]
        assert found == [tuple(normalize("NFC", value) for value in row) for row in rows]
