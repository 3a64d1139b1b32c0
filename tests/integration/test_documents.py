"""Documents cannot lie: what they show in Python runs, and what they link to is there."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.integration.examples import iter_examples

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
WITH_EXAMPLES = [path for path in DOCUMENTS if path.name != "README.md" or path.parent != ROOT]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in WITH_EXAMPLES if any(iter_examples(path))], ids=_name)
def test_every_python_example_of_a_document_runs(
    path: Path, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = [*iter_examples(path)]
    if any("inloop.connect(" in example.text for example in examples):
        request.getfixturevalue("connected")
    names: dict[str, Any] = {"__name__": "document"}
    for example in examples:
        example.run(names)


@pytest.mark.parametrize("path", DOCUMENTS, ids=_name)
def test_every_link_of_a_document_leads_somewhere(path: Path) -> None:
    text = _FENCED.sub("", path.read_text(encoding="utf-8"))
    targets = [target for target in _LINK.findall(text) if not re.match(r"[a-z]+:", target)]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_page_of_the_documents_is_reached_from_another() -> None:
    linked = {
        (path.parent / target).resolve()
        for path in DOCUMENTS
        for target in _LINK.findall(path.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", target)
    }
    reached = {page for page in DOCUMENTS if page in linked or page.parent in linked or page.parent == ROOT}
    assert [_name(page) for page in DOCUMENTS if page not in reached and "template" not in page.name] == []
