"""How fast pictures come in by reference, and how soon the first row of the table is there."""

import argparse
import io
import time
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.machines import installation, report
from inloop.app import browse, open_system
from inloop.app.browse.model import View
from inloop.app.prepare import prepare
from inloop.kernel.clock import now
from inloop.kernel.settings import Settings
from inloop.loop import projects
from inloop.loop.items import imports
from inloop.loop.items.media import opened
from inloop.loop.items.model import Column
from inloop.worker.imports import run_import

SCHEMA = {
    "fields": [{"id": "file", "kind": "image"}],
    "questions": [{"id": "kind", "kind": "choice", "name": "Kind?", "labels": [{"name": "this"}, {"name": "that"}]}],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=20_000)
    images = parser.parse_args().images
    with installation("sqlite") as (_, folder):
        table = write_images(folder / "scans", images)
        settings = Settings(data_dir=folder / "data", media_roots=(str(folder / "scans"),))
        prepare(settings)
        system = open_system(settings)
        project = system.database.write(lambda c: projects.create(c, name="B", schema=SCHEMA, at=now(), by="bench"))
        asked = time.perf_counter()
        run = system.database.write(
            lambda c: imports.request(
                c, project, name="list.csv", path=table, columns=[Column(name="file", role="field")], at=now(), by="b"
            )
        )
        cpu = time.process_time()
        run_import(system.database, run.id, media=system.media)
        took, cpu_s = time.perf_counter() - asked, time.process_time() - cpu
        done = system.database.read(lambda c: imports.get(c, project.id, run.id))
        assert (done.counts.imported, done.counts.broken) == (images, 0), done
        found = {"images": images, "images_per_s": round(images / took), "cpu_ms_each": round(cpu_s / images * 1e3, 3)}
        report("media", found | {"first_row_ms": round(first_row_ms(system, project), 1)})
        system.close()


def write_images(folder: Path, count: int) -> Path:
    """Write so many JPEG files of 640 × 480 pixels, 64 different ones, and a table that names them."""
    folder.mkdir()
    rng = np.random.default_rng(0)
    contents = []
    for _ in range(64):
        made = io.BytesIO()
        coarse = Image.fromarray(rng.integers(0, 256, (12, 16, 3), np.uint8))
        coarse.resize((640, 480), Image.Resampling.BICUBIC).save(made, "JPEG", quality=85)
        contents.append(made.getvalue())
    for number in range(count):
        (folder / f"{number}.jpg").write_bytes(contents[number % len(contents)])
    table = folder.parent / "list.csv"
    table.write_text("file\n" + "".join(f"{folder}/{number}.jpg\n" for number in range(count)))
    return table


def first_row_ms(system, project) -> float:
    """Time the first page of the table, with links, and the first thumbnail, which is made now."""
    started = time.perf_counter()
    view = system.database.read(
        lambda c: browse.page_of(
            View.of(c, project, system.published, with_blind=True),
            browse.Filter(),
            sort=browse.Sort.NEW,
            cursor="",
            limit=50,
        )
    )
    token = view.rows[0].fields["file"]["thumb"].removeprefix("/media/")
    system.media.open(opened(project, token, at=now()))
    return (time.perf_counter() - started) * 1e3


if __name__ == "__main__":
    main()
