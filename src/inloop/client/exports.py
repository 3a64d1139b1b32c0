"""What an export lost, kept beside it."""

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inloop.client.project import Project, What

TABLES = frozenset({"csv", "tsv", "jsonl", "parquet"})
"""They hold everything; how many people answered is a column of them."""


def keep_losses(project: "Project", written: Path, *, what: "What", form: str) -> Path | None:
    """Write ``<name>.losses.json`` beside an export that lost something; an archive has its own inside."""
    if form in TABLES or zipfile.is_zipfile(written):
        return None
    losses = project.export_losses(form, what=what)
    if not losses:
        return None
    report = written.with_name(f"{written.name}.losses.json")
    report.write_text(json.dumps({"losses": losses}, indent=2, ensure_ascii=False), encoding="utf-8")
    return report
