"""Subtitles and TextGrids as others write them."""

import zipfile

import pytest

from inloop.adapters.formats import BadRow, open_rows

SRT = (
    "\ufeff1\r\n00:00:00,500 --> 00:00:02,000 X1:1\r\n<i>Ann:</i> Hello\r\nthere\r\n\r\n"
    "2\r\n00:01:00,000 --> 00:01:01,250\r\nBye &amp; so on\r\n"
)
VTT = (
    "WEBVTT - a title\n\nNOTE nothing\n\ncue 1\n00:00.500 --> 00:02.000 align:start\n"
    "<v.loud Ann>Hello &lt;you&gt;</v>\n\n01:00:00.000 --> 01:00:01.000\n- <c.red>Bye</c>\n"
)
SHORT = (
    '"ooTextFile"\n"TextGrid"\n0\n2.5\n<exists>\n2\n"IntervalTier"\n"words"\n0\n2.5\n2\n0\n1\n""\n'
    '1\n2.5\n"say ""no"""\n"TextTier"\n"at"\n0\n2.5\n1\n0.5\n"click"\n'
)


def read(tmp_path, name, content, encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    with open_rows(path) as stream:
        (row,) = stream
        return row, {loss.what: loss.count for loss in stream.losses.report()}


def test_srt_with_marks_tags_and_windows_line_ends_is_read(tmp_path):
    row, lost = read(tmp_path, "a.srt", SRT)
    assert row.values["segments"] == [
        {"start": 0.5, "end": 2.0, "text": "Ann: Hello\nthere"},
        {"start": 60.0, "end": 61.25, "text": "Bye & so on"},
    ]
    assert row.values["labelled"][0] == {"start": 0.5, "end": 2.0, "label": "Ann", "text": "Hello\nthere"}
    assert lost == {"places on the screen": 1}


def test_vtt_with_voices_notes_and_settings_is_read(tmp_path):
    row, lost = read(tmp_path, "a.vtt", VTT)
    assert row.values["labelled"][0] == {"start": 0.5, "end": 2.0, "label": "Ann", "text": "Hello <you>"}
    assert row.values["segments"][1] == {"start": 3600.0, "end": 3601.0, "text": "- Bye"}
    assert lost == {"notes and styles": 1, "places on the screen": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_short_textgrid_is_read_in_either_encoding(tmp_path, encoding):
    row, lost = read(tmp_path, "a.TextGrid", SHORT, encoding)
    assert row.values["labelled"] == [{"start": 1.0, "end": 2.5, "label": 'say "no"'}]
    assert lost == {"points in time": 1}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.srt", "1\n00:00:02,000 --> 00:00:01,000\nx\n", "no times that can be read"),
        ("a.vtt", "00:00.000 --> 00:01.000\nx\n", "does not begin with WEBVTT"),
        ("a.TextGrid", SHORT[:80], "breaks off or is damaged"),
        ("a.TextGrid", "nothing", "breaks off or is damaged"),
    ],
)
def test_a_broken_file_is_a_bad_row_with_its_reason(tmp_path, name, content, reason):
    row, _ = read(tmp_path, name, content)
    assert isinstance(row, BadRow)
    assert reason in row.reason


def test_a_file_finds_the_sound_of_its_name(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("text/one.srt", SRT)
        archive.writestr("sound/one.ogg", b"")
        archive.writestr("sound/two.ogg", b"")
    with open_rows(path) as stream:
        (row,) = stream
    assert (row.values["key"], row.values["file"]) == ("sound/one.ogg", "sound/one.ogg")
