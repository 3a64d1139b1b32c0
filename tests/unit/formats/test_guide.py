"""The page about formats says of each what the registry says."""

import re
from pathlib import Path

from inloop.adapters.formats import LabelledFormat
from inloop.kernel.registry import iter_family

PAGE = Path(__file__).parents[3] / "docs" / "guides" / "formats.md"
INTAKE = Path(__file__).parents[3] / "web" / "src" / "ui" / "intake" / "ReadAs.tsx"
FORMS = [part() for _, part in iter_family("format") if isinstance(part, type) and issubclass(part, LabelledFormat)]
OURS = [form for form in FORMS if type(form).__module__.startswith("inloop.")]


def test_the_table_of_formats_is_that_of_the_registry():
    rows = re.findall(r"^\| `([\w-]+)` \| (.+?) \| (.+?) \| `(.+?)` \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    said = {name: (shows, kinds, ending) for name, shows, kinds, ending in rows}
    known = {
        form.name: (", ".join(form.shows) or "any field", ", ".join(form.kinds) or "every kind", form.ending)
        for form in OURS
    }
    assert said == known


def test_every_format_can_be_named_for_a_file_that_was_read_wrong():
    offered = set(re.findall(r"'([\w-]+)'", INTAKE.read_text("utf-8").split("const formats = ")[1].split("]")[0]))
    assert {form.name for form in OURS} <= offered
