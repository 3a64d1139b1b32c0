"""CSV and TSV files: what is read, what is rejected and where."""

import csv
import gzip

import pytest

from inloop.adapters.formats import BadRow, ReadOptions, Row, iter_batches, open_rows


def read(tmp_path, content, *, name="a.csv", start=0, **options):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_rows(path, options=ReadOptions(**options), start=start) as stream:
        return list(stream)


def bad(rows):
    return [(row.number, row.reason) for row in rows if isinstance(row, BadRow)]


def good(rows):
    return [tuple(row.values.values()) for row in rows if isinstance(row, Row)]


def test_values_stay_text_and_are_composed(tmp_path):
    assert good(read(tmp_path, "a,b\n007,e\u0301\n")) == [("007", "é")]


def test_a_row_of_the_wrong_width_is_reported_with_its_line(tmp_path):
    rows = read(tmp_path, "a,b\n1,2\n3\n4,5,6\n7,8\n")
    assert bad(rows) == [(3, "has 1 value for 2 columns"), (4, "has 3 values for 2 columns")]
    assert good(rows) == [("1", "2"), ("7", "8")]


def test_line_numbers_count_the_lines_inside_quoted_values(tmp_path):
    rows = read(tmp_path, 'a,b\n1,"two\nlines"\n\n3\n')
    assert [row.number for row in rows] == [2, 5]


def test_a_quote_that_never_closes_costs_its_line_only(tmp_path):
    lines = [f"{n},fine" for n in range(50)]
    lines[7] = '7,"open'
    rows = read(tmp_path, "a,b\n" + "\n".join(lines) + "\n")
    assert bad(rows) == [(9, "opens a quote that is not closed")]
    assert len(good(rows)) == 49


def test_a_runaway_quote_is_given_up_at_the_row_limit(tmp_path):
    lines = [f"{n},fine" for n in range(60_000)]
    lines[7] = '7,"open'
    rows = read(tmp_path, "a,b\n" + "\n".join(lines) + "\n", max_row_kb=64)
    assert bad(rows) == [(9, "opens a quote that is not closed")]
    assert len(good(rows)) == 59_999


def test_a_file_full_of_stray_quotes_is_read_in_linear_time(tmp_path):
    rows = read(tmp_path, "a,b\n" + 'x",",y\n' * 20_000)
    assert len(rows) == 20_000


def test_a_quoted_value_may_span_reading_blocks(tmp_path):
    long = "line of text\n" * 30_000
    path = tmp_path / "a.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([["a", "b"], ["1", long], ["2", "after"]])
    with open_rows(path) as stream:
        rows = list(stream)
    assert good(rows) == [("1", long), ("2", "after")]
    assert rows[1].number == 30_003


def test_text_after_a_closing_quote_is_reported(tmp_path):
    rows = read(tmp_path, 'a,b\n"x" y,1\n2,3\n')
    assert bad(rows) == [(2, "has text after a closing quote")]
    assert good(rows) == [("2", "3")]


def test_undecodable_bytes_are_reported_with_their_offset(tmp_path):
    content = b"a,b\n" + b"1,2\n" * 40 + b"3,\xff\xfe\n" + b"4,5\n"
    rows = read(tmp_path, content)
    assert bad(rows) == [(42, f"Byte 0xFF at offset {content.index(0xFF)} is not UTF-8")]
    assert rows[40].excerpt == "3,\\xff\\xfe"
    assert len(good(rows)) == 41


def test_a_nul_byte_is_reported(tmp_path):
    assert bad(read(tmp_path, b"a,b\n" + b"1,2\n" * 40 + b"3,\0\n")) == [(42, "holds a NUL byte")]


def test_a_row_beyond_the_limit_is_reported_and_passed_over(tmp_path):
    rows = read(tmp_path, "a,b\n1,2\n3," + "x" * 3_000_000 + "\n4,5\n", max_row_kb=100)
    assert bad(rows) == [(3, "is longer than 100 KB")]
    assert good(rows) == [("1", "2"), ("4", "5")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_the_encoding(tmp_path, encoding):
    assert good(read(tmp_path, "a,b\ncafé,日本\n".encode(encoding))) == [("café", "日本")]


def test_another_encoding_is_read_when_it_is_named(tmp_path):
    assert good(read(tmp_path, "a,b\ncafé,€\n".encode("cp1252"), encoding="cp1252")) == [("café", "€")]
    rows = read(tmp_path, b"a,b\nx,\x81\n", encoding="cp1252")
    assert bad(rows) == [(2, "holds bytes that are not cp1252")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised(tmp_path, delimiter):
    content = f"a{delimiter}b\n1{delimiter}two words\n".encode()
    assert good(read(tmp_path, content)) == [("1", "two words")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(tmp_path, end):
    assert good(read(tmp_path, end.join(["a,b", "1,2", "", "3,4"]))) == [("1", "2"), ("3", "4")]


def test_compressed_files_are_read_as_they_are(tmp_path):
    assert good(read(tmp_path, gzip.compress(b"a,b\n1,2\n"), name="a.csv.gz")) == [("1", "2")]


def test_a_header_alone_is_a_file_without_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,label")
    with open_rows(path) as stream:
        assert stream.columns == ("text", "label")
        assert list(stream) == []
        assert stream.position == stream.size == 10


def test_a_nameless_column_is_numbered(tmp_path):
    assert read(tmp_path, ",b\n1,2\n") == [Row(2, {"column_1": "1", "b": "2"})]


def test_quotes_in_tab_separated_text_are_text(tmp_path):
    rows = read(tmp_path, 'a\tb\n1\t"Great" he said\n2\tok\n', name="a.tsv")
    assert good(rows) == [("1", '"Great" he said'), ("2", "ok")]


@pytest.mark.parametrize("quoted", [True, False])
def test_resuming_skips_good_and_bad_rows_alike(tmp_path, quoted):
    text = 'a,b\n1,2\nbad\n3,"4"\n5,6\n' if quoted else "a,b\n1,2\nbad\n\n3,4\n5,6\n"
    content = text + "7,8\n" * 200_000
    whole = read(tmp_path, content)
    for start in (0, 1, 2, 3, 100_000, 200_003, 200_004, 300_000):
        assert read(tmp_path, content, start=start) == whole[start:]


def test_rows_come_in_batches_for_bulk_import(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a\n" + "x\n" * 2_500)
    with open_rows(path) as stream:
        assert [len(batch) for batch in iter_batches(stream, 1_000)] == [1_000, 1_000, 500]
