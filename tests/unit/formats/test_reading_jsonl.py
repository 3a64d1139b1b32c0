"""JSON lines and JSON lists: what is read, what is rejected and where."""

import gzip
import json

import pytest

from inloop.adapters.formats import BadRow, ReadOptions, Row, open_rows


def read(tmp_path, content, *, name="a.jsonl", start=0, **options):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_rows(path, options=ReadOptions(**options), start=start) as stream:
        return list(stream)


def test_values_keep_their_types_and_nesting(tmp_path):
    values = {"n": 1, "x": 0.5, "t": True, "none": None, "list": ["é", {"deep": [1]}], "empty": ""}
    assert read(tmp_path, json.dumps(values)) == [Row(1, values)]


def test_text_is_composed_even_when_escaped(tmp_path):
    rows = read(tmp_path, '{"a": "e\\u0301", "e\u0301": ["e\u0301"]}')
    assert rows[0].values == {"a": "é", "é": ["é"]}


def test_nan_and_infinity_become_none(tmp_path):
    rows = read(tmp_path, '{"a": NaN, "b": [Infinity, -Infinity]}\n{"a": 1e999}\n')
    assert [row.values for row in rows] == [{"a": None, "b": [None, None]}, {"a": None}]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{oops}", "is not valid JSON"),
        (b'{"a": 1', "is not valid JSON"),
        (b"[1, 2]", "is a JSON array, not an object"),
        (b'"text"', "is a JSON str, not an object"),
        (b'{"a": "\xff"}', "Byte 0xFF at offset 25 is not UTF-8"),
        (b'{"a": "\0"}', "holds a NUL byte"),
        (b'{"a": "\\u0000"}', "holds a NUL character"),
        (b'{"a": "\\ud800"}', "holds half of a surrogate pair"),
        (b'{"a": ' + b"[" * 100_000, "is nested too deeply"),
        (b'{"a": "' + b"x" * 2_000_000 + b'"}', "is longer than 1024 KB"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_is_read(tmp_path, line, reason):
    rows = read(tmp_path, b'{"a": 1}\n{"a": 2}' + b"\n" + line + b'\n\n{"a": 3}\n{"a": 4}')
    assert [type(row) for row in rows] == [Row, Row, BadRow, Row, Row]
    assert rows[2].number == 3
    assert reason in rows[2].reason
    assert rows[4].number == 6


def test_a_first_line_beyond_the_limit_is_a_bad_row_when_others_follow(tmp_path):
    rows = read(tmp_path, '{"a": "' + "x" * 2_000_000 + '"}\n{"a": 1}\n')
    assert [type(row) for row in rows] == [BadRow, Row]


def test_columns_are_what_the_first_lines_use(tmp_path):
    path = tmp_path / "a.ndjson"
    path.write_text('{"b": 1}\n{"a": 2, "b": 3}\n')
    with open_rows(path) as stream:
        assert stream.columns == ("b", "a")


def test_resuming_skips_good_and_bad_lines_alike(tmp_path):
    content = '{"a": 1}\nbad\n\n' + '{"a": 2}\n' * 100_000
    whole = read(tmp_path, content)
    for start in (1, 2, 50_000, 100_002, 200_000):
        assert read(tmp_path, content, start=start) == whole[start:]


def test_compressed_lines_are_read(tmp_path):
    assert read(tmp_path, gzip.compress(b'{"a": 1}\n'), name="a.jsonl.gz") == [Row(1, {"a": 1})]


def test_a_list_of_objects_is_read_and_its_bad_elements_reported(tmp_path):
    rows = read(tmp_path, '[\n{"a": 1},\n3,\n{"a": NaN}\n]', name="a.json")
    assert rows[::2] == [Row(1, {"a": 1}), Row(3, {"a": None})]
    assert rows[1] == BadRow(2, "is a JSON int, not an object", "3")


def test_lines_in_a_file_called_json_are_recognised(tmp_path):
    assert len(read(tmp_path, '{"a": 1}\n{"a": 2}\n', name="a.json")) == 2
