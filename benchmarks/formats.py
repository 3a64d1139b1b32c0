"""Formats both ways on real data: what goes out comes back the same or is told as lost, and others can read it."""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.foreign_readers import accept
from benchmarks.labelled_sets import MADE, Case, cases
from benchmarks.machines import installation, report
from benchmarks.richer_sets import RICHER
from inloop.adapters.formats import preview
from inloop.annotation.each import Each
from inloop.app import open_system
from inloop.app.export import losses_of, offers_for, stream_export, targets
from inloop.app.prepare import prepare
from inloop.app.system import System
from inloop.client.columns import missing_labels, suggested_columns
from inloop.kernel.clock import now
from inloop.kernel.registry import names
from inloop.kernel.settings import Settings
from inloop.loop import projects
from inloop.loop.items import imports
from inloop.loop.items.model import Column
from inloop.loop.projects import Project
from inloop.worker.imports import run_import

Rows = list[dict[str, Any]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only sets whose name has this in it")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    failures: list[str] = []
    absent: set[str] = set()
    tried: set[tuple[str, str]] = set()
    with installation("sqlite") as (_, folder), tempfile.TemporaryDirectory() as work:
        settings = Settings(data_dir=folder)
        prepare(settings)
        system = open_system(settings)
        for case in cases(Path(work), {**MADE, **RICHER}, only=options.only):
            for name, told in try_case(system, case, Path(work)):
                tried |= {(name, kind) for kind in told["kinds"]}
                counts["round_trips"] += 1
                counts["foreign_readers"] += told["foreign"] == "accepts"
                counts["told_as_lost"] += bool(told["losses"])
                absent |= {told["foreign"].removeprefix("absent: ")} if told["foreign"].startswith("absent") else set()
                failures += [f"{case.name} as {name}: {problem}" for problem in told["failures"]]
                print(*told["failures"], sep="\n", end="\n" if told["failures"] else "")
                print(f"{case.name:28} {name:14} {told['items']:5} items, {told['foreign']:24} {told['said']}")
        system.close()
    for failure in failures:
        print("FAILURE", failure)
    if options.only:
        return
    untried = sorted(" as ".join(pair[::-1]) for pair in held() - tried)
    pairs = {"formats_times_kinds": len(tried), "untried": untried}
    report("formats", {**pairs, **counts, "readers_absent": sorted(absent), "failures": len(failures)})


def held() -> set[tuple[str, str]]:
    """Give (format, kind) of all that formats hold."""
    every = [name.split("/")[1].split(".")[0] for name in names("kind")]
    kinds = {each.name: getattr(each.form, "kinds", ()) or [*every, Each.name] for each in targets()}
    return {(form, kind) for form, able in kinds.items() for kind in able}


def try_case(system: System, case: Case, work: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Bring a set in, then take it away and bring it in again in every format that holds some of its answers."""
    first = brought(system, case.schema, case.path, case.columns, name=case.name)
    before = labels(system, first)
    assert before, f"{case.name}: nothing came in"
    schema = system.database.read(lambda c: projects.schema_of(c, first))
    for offer in offers_for(schema):
        if offer.fits == "none":
            continue
        files = offer.archive and case.media
        path = work / f"{case.name}-{offer.format}{offer.ending}"
        path.write_bytes(b"".join(stream_export(system, first, what="labels", form=offer.format, files=files)))
        losses = losses_of(system, first, what="labels", form=offer.format)
        kinds = {"each" if (asked := schema.question(name)).each else asked.kind for name in offer.holds}
        told: dict[str, Any] = {"losses": losses, "failures": [], "items": len(before), "kinds": kinds}
        told["foreign"] = accepted(offer.format, path, told["failures"])
        second = again(system, case, path, offer.format)
        after = labels(system, second)
        told["failures"] += differences(before, after, offer.holds, losses)
        told["said"] = ", ".join(f"{loss.what} ({loss.count})" for loss in losses) or "nothing lost"
        path.unlink()
        yield offer.format, told


def accepted(form: str, path: Path, failures: list[str]) -> str:
    try:
        return accept(form, path)
    except Exception as problem:
        failures.append(f"refused by a reader of others: {type(problem).__name__}: {problem}")
        return "refused"


def again(system: System, case: Case, path: Path, form: str) -> Project:
    """Bring an export in as a person would who takes what is suggested, but for what the case says."""
    if case.media and path.suffix != ".zip":
        path = zipped(path, case)
    seen = preview(path, format=None if path.suffix == ".zip" else form)
    flat = {"columns": [flat_column(each) for each in seen.columns]}
    columns = suggested_columns(flat, case.schema)
    columns = [column | case.again.get((form, column["name"]), {}) for column in columns]
    if path.suffix == ".zip":
        form = seen.format
    missing = missing_labels(flat, columns, case.schema)
    assert not missing or form in {"srt", "vtt", "textgrid"}, f"{form}: labels came back under other names: {missing}"
    return brought(system, case.schema, path, [Column(**column) for column in columns], name=form, form=form)


def flat_column(column: Any) -> dict[str, Any]:
    values = [{"value": value} for value, _ in column.stats.values or ()]
    role = {"role": column.suggested.role, "answers": column.suggested.answers}
    return {"name": column.name, "values": values, **role}


def zipped(path: Path, case: Case) -> Path:
    """Put the pictures or sounds beside a table that names them."""
    import zipfile

    target = path.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        archive.write(path, path.name)
        for name in case.media:
            archive.write(case.path.parent / name if case.path.is_file() else case.path / name, name)
    return target


def brought(
    system: System, schema: dict[str, Any], path: Path, columns: list[Column], *, name: str, form: str = ""
) -> Project:
    database = system.database
    project = database.write(lambda c: projects.create(c, name=name, schema=schema, at=now(), by="bench"))
    options = {"format": form} if form else {}
    run = database.write(
        lambda c: imports.request(
            c, project, name=path.name, path=path, columns=columns, options=options, at=now(), by="bench"
        )
    )
    assert run_import(database, run.id, media=system.media)
    done = database.read(lambda c: imports.get(c, project.id, run.id))
    problems = database.read(lambda c: list(imports.iter_problems(c, run.id)))
    assert done.state == "done", done.error
    assert not done.counts.rejected, [problem.reason for problem in problems][:3]
    return project


def labels(system: System, project: Project) -> Rows:
    lines = b"".join(stream_export(system, project, what="labels", form="jsonl")).splitlines()
    return [msgspec.json.decode(line) for line in lines]


def differences(before: Rows, after: Rows, holds: tuple[str, ...], losses: list[Any]) -> list[str]:
    """List what came back otherwise and is not told: more items that differ than losses were counted."""
    told = Counter(dict.fromkeys(holds, 0))
    changing = {"tokens", "blanks between words", "names of roles", "pictures", "items"}
    anywhere = sum(loss.count for loss in losses if not loss.question and loss.what in changing)
    for loss in losses:
        told[loss.question] += loss.count
    found = []
    gone = sum(
        loss.count for loss in losses if loss.what in {"items", "ties", "pictures"} or "left as they are" in loss.what
    )
    if not len(before) - gone <= len(after) and "that it was one ranking" not in {loss.what for loss in losses}:
        found.append(f"{len(before)} items went out, {len(after)} came back, {gone} are told as lost")
    by_key = {row["key"]: row for row in after}
    pairs = [(row, by_key.get(row["key"])) for row in before]
    if not any(there for _, there in pairs):
        pairs = list(zip(before, after, strict=False))
    for question in holds:
        differing = [(a, b) for a, b in pairs if b is not None and a[question] != b.get(question)]
        if len(differing) > told[question] + anywhere:
            a, b = differing[0]
            found.append(
                f"'{question}' differs {len(differing)} times, as in {a[question]!r} and {b.get(question)!r}"[:400]
            )
    return found


if __name__ == "__main__":
    main()
