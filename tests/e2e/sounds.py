"""Sounds to label: made here, and brought into a project as a person would bring them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import soundfile

from tests.e2e.visitor import Visitor

RATE = 8_000


def beeps(*when: tuple[float, float], seconds: float = 6.0, form: str = "WAV") -> bytes:
    """Give a sound with a tone from each first to each second moment."""
    at = np.arange(int(seconds * RATE)) / RATE
    heard = np.any([(at >= start) & (at < end) for start, end in when], axis=0)
    made = io.BytesIO()
    soundfile.write(made, np.where(heard, 0.4 * np.sin(2 * np.pi * 700 * at), 0.002 * np.sin(at)), RATE, format=form)
    return made.getvalue()


def sounds(
    owner: Visitor, name: str, questions: Sequence[dict[str, Any]], files: Mapping[str, bytes], *, answers: int = 1
) -> int:
    """Make a project with one item a sound."""
    schema = {"fields": [{"id": "clip", "name": "Clip", "kind": "audio"}], "questions": list(questions)}
    made = owner.call("/projects", {"name": name, "schema": schema, "settings": {"answers_per_item": answers}})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    sent = owner.context.request.post(
        f"{owner.server.url}/api/uploads?name=sounds.zip",
        data=packed.getvalue(),
        headers={"origin": owner.server.url, "content-type": "application/octet-stream"},
    )
    assert sent.ok, sent.text()
    columns = [{"name": "key", "role": "key"}, {"name": "file", "role": "field", "to": "clip"}]
    asked = {"upload": sent.json()["id"], "columns": columns}
    run = owner.call(f"/projects/{made['id']}/imports", asked)
    for _ in range(150):
        run = owner.call(f"/projects/{made['id']}/imports/{run['id']}")
        if run["state"] in {"done", "failed"}:
            break
        owner.page.wait_for_timeout(100)
    assert run["state"] == "done", run
    return int(made["id"])
