"""Every format of labelled items gives back what was written, or says in its report what it could not hold."""

import zipfile
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from tests.labelled_items import items_for, pairs, schema_for

import inloop.adapters.formats as formats
from inloop.adapters.formats import LabelledFormat
from inloop.annotation import kind_of
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import iter_family
from inloop.testing import check_labelled_format

kind_of("choice")
FORMS = [part() for _, part in iter_family("format") if isinstance(part, type) and issubclass(part, LabelledFormat)]
PAIRS = pairs(FORMS)


@pytest.mark.parametrize(("form", "kind", "shows"), PAIRS, ids=[f"{form.name}-{kind}-{on}" for form, kind, on in PAIRS])
def test_what_is_written_comes_back_or_is_told_as_lost(form: LabelledFormat, kind: str, shows: str, tmp_path: Path):
    schema = schema_for(kind, shows=shows)
    check_labelled_format(form, schema=schema, items=items_for(schema, kind), folder=tmp_path, tools=formats)


OF_FILES = [pair for pair in PAIRS if pair[2] in {"image", "audio"}]


@pytest.mark.parametrize("state", ["waiting", "broken"])
@pytest.mark.parametrize(("form", "kind", "shows"), OF_FILES, ids=[f"{form.name}-{kind}" for form, kind, _ in OF_FILES])
def test_what_is_said_of_a_file_that_is_missing_or_broken_comes_back_too(
    form: LabelledFormat, kind: str, shows: str, state: str, tmp_path: Path
):
    schema = schema_for(kind, shows=shows)
    content = {"kind": shows, "state": state, "name": "a 1.bin", "why": "it is cut off" if state == "broken" else ""}
    gone, *there = items_for(schema, kind)
    items = [msgspec.structs.replace(gone, fields={shows: content}), *there]
    check_labelled_format(form, schema=schema, items=items, folder=tmp_path, tools=formats)


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_a_format_refuses_questions_of_which_it_holds_none(form: LabelledFormat):
    other = formats.Losses()
    asked = {"id": "asked", "kind": "rating", "name": "How much?", "low": 1, "high": 5}
    schema = formats.labelled.Schema.read({"fields": [{"id": "text"}], "questions": [asked]})
    if form.fit(schema).held:
        pytest.skip(f"{form.name} holds ratings")
    with pytest.raises(InvalidInputError, match="none of the answers"):
        form.write_items(BytesIO(), schema=schema, losses=other)


@pytest.mark.parametrize("form", [form for form in FORMS if form.ending == ".zip"], ids=lambda form: form.name)
def test_an_archive_of_a_thousandfold_size_is_refused(form: LabelledFormat, tmp_path: Path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as entry:
        for _ in range(1_100):
            entry.write(bytes(1 << 20))
    with pytest.raises(InvalidInputError, match="unpacks to"):
        form.open(path, options=formats.ReadOptions())
