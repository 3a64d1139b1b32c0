"""Each kind of answer is shown in the docs, in both themes."""

from pathlib import Path

from inloop.annotation import kind_of
from inloop.kernel.registry import names


def test_each_kind_of_answer_is_shown_in_both_themes(repository: Path) -> None:
    page = (repository / "docs/guides/kinds.md").read_text()
    assert kind_of("choice")  # registers ours
    for full in names("kind"):
        kind = full.split("/")[1].split(".")[0]
        for theme in ("light", "dark"):
            assert (repository / f"docs/screenshots/kinds/{kind}-{theme}.webp").exists(), (
                f"python -m scripts.kind_screenshots {kind}"
            )
            assert f"kinds/{kind}-{theme}.webp" in page
