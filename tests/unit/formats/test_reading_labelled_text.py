"""CoNLL and brat: what is read, what is told, what is refused."""

import zipfile

import pytest

from inloop.adapters.formats import BadRow, ReadOptions, open_rows, preview


def conll(tmp_path, text, **options):
    path = tmp_path / "a.conll"
    path.write_text(text, encoding="utf-8")
    with open_rows(path, options=ReadOptions(**options)) as stream:
        return list(stream)


def brat(tmp_path, text, marks):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", text)
        archive.writestr("a.ann", marks)
    return path


def test_tags_of_either_scheme_are_spans(tmp_path):
    (bio,) = conll(tmp_path, "-DOCSTART- -X- O O\n\nNew NNP B-NP B-LOC\nYork NNP I-NP I-LOC\nwins VB O O\n")
    (iobes,) = conll(tmp_path, "New\tB-LOC\nYork\tE-LOC\nBern\tS-LOC\n")
    (iob1,) = conll(tmp_path, "New\tI-LOC\nYork\tI-LOC\nBern\tB-LOC\n")
    assert bio.values == {"text": "New York wins", "spans": [{"start": 0, "end": 8, "label": "LOC"}]}
    two = [{"start": 0, "end": 8, "label": "LOC"}, {"start": 9, "end": 13, "label": "LOC"}]
    assert iobes.values["spans"] == iob1.values["spans"] == two


def test_a_sentence_with_a_broken_line_is_one_bad_row_and_the_others_come(tmp_path):
    rows = conll(tmp_path, "a O\n\nb X\nc O\n\nd\n\ne B-x\n")
    assert [type(row).__name__ for row in rows] == ["Row", "BadRow", "BadRow", "Row"]
    assert (rows[1].number, rows[1].reason) == (3, "ends in 'X', which is no tag such as O, B-person or I-person")
    assert (rows[2].number, rows[2].reason) == (6, "has no tag: two columns or more are needed")


def test_a_sentence_without_end_is_not_held(tmp_path):
    (row,) = conll(tmp_path, "word O\n" * 10_000, max_row_kb=1)
    assert isinstance(row, BadRow)
    assert row.reason == "is longer than 1 KB"


def test_accents_are_composed_and_spans_move_with_them(tmp_path):
    path = brat(tmp_path, "e\u0301te\u0301 in Bern", "T1\tplace 9 13\tBern\n")
    with open_rows(path) as stream:
        (row,) = stream
    (span,) = row.values["spans"]
    assert row.values["text"][span["start"] : span["end"]] == "Bern"


def test_what_brat_has_and_we_do_not_is_told_with_its_number(tmp_path):
    marks = "T1\tperson 0 3;8 11\tAnn Bob\nE1\tmeet:T1\n#1\tAnnotatorNotes T1\tsure?\n#2\tAnnotatorNotes T1\tyes\n"
    seen = preview(brat(tmp_path, "Ann and Bob", marks))
    assert {(loss.what, loss.count) for loss in seen.losses} == {("notes", 2), ("events", 1), ("gaps in spans", 1)}
    assert seen.rows[0]["spans"] == [{"start": 0, "end": 11, "label": "person"}]
    assert seen.columns[2].suggested.answers == "spans"
    assert seen.columns[2].stats.values == (("person", 1),)


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ("T1\tperson 0 99\tAnn\n", "Line 1 of the .ann file marks 0–99 of a text of 11 characters."),
        ("T1\tperson\tAnn\n", "Line 1 of the .ann file is no annotation of brat: 'T1\\tperson\\tAnn'."),
        ("A1\tsure T7\n", "Line 1 of the .ann file speaks of 'T7', which is not there."),
    ],
)
def test_a_document_with_a_broken_line_is_a_bad_row_that_names_it(tmp_path, marks, reason):
    with open_rows(brat(tmp_path, "Ann and Bob", marks)) as stream:
        assert list(stream) == [BadRow(1, reason, "a.txt")]


def test_a_name_that_leads_out_of_the_archive_is_not_read(tmp_path):
    path = brat(tmp_path, "Ann", "")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../out.txt", "secret")
        archive.writestr("../out.ann", "")
    with open_rows(path) as stream:
        assert [row.values["key"] for row in stream] == ["a"]
