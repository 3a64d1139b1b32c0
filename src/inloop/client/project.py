"""One project: its items, answers, people, files and models."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import msgspec

from inloop.client.answering import Answering
from inloop.client.columns import missing_labels, read_columns, suggested_columns
from inloop.client.events import topics_in
from inloop.client.exports import keep_losses
from inloop.client.imports import CHUNK, ImportRun, Progress, download, look_at
from inloop.client.packing import batches, read_item, unpack
from inloop.client.rows import Row, Rows
from inloop.kernel.errors import NotFoundError

if TYPE_CHECKING:
    from inloop.client.wire import ExportFormat, ExportLosses, InvitationMade, Loss, Member

What = Literal["labels", "annotations", "predictions", "items"]
_decode = msgspec.json.Decoder().decode


class Project(Answering):
    """A project on a server.

    Attributes
    ----------
    told
        What the server last said about it: ``name``, ``state``, ``role``, ``schema``, ``settings`` and more.
    """

    @property
    def id(self) -> int:
        return self.told["id"]

    @property
    def name(self) -> str:
        return self.told["name"]

    def refresh(self) -> "Project":
        """Ask the server anew."""
        self.told = self._connection.get(self._path)
        return self

    def change(self, *, name: str | None = None, settings: Mapping[str, Any] | None = None) -> "Project":
        """Rename the project, or change some of its settings."""
        body = {"name": name, "settings": dict(settings) if settings else None}
        given = {key: value for key, value in body.items() if value is not None}
        self.told = self._connection.call("PATCH", self._path, body=given)
        return self

    # Items

    def items(self, q: str = "", *, status: str = "", **filters: object) -> Rows:
        """Find items, newest first.

        Parameters
        ----------
        q
            Words to search for.
        status
            ``unanswered``, ``answered``, ``disputed``, ``flagged``, ``skipped`` or ``unreadable``.
        filters
            ``label``, ``predicted``, ``sort`` and the other parameters of the interface.
        """
        return Rows(lambda: self._pages("items", {"q": q, "status": status, **filters}))

    def add(self, rows: Iterable[str | Mapping[str, Any]]) -> dict[str, Any]:
        """Bring rows in, as many as there are; say what became of them.

        A row is a text, or field → value; or ``{"key": …, "fields": {…}, "metadata": {…}, "labels": {…}}``.
        """
        first = self.told["schema"]["fields"][0]["id"]
        total: dict[str, Any] = {}
        for batch in batches(read_item(row, first) for row in rows):
            counts: dict[str, Any] = self._connection.post(f"{self._path}/items", {"items": batch})
            total = {name: total[name] + found if name in total else found for name, found in counts.items()}
        return total

    def look_again(
        self, items: Iterable[int] | None = None, *, progress: Progress = lambda _done, _total: None
    ) -> dict[str, list[Any]]:
        """Look again at files by reference of these items, or of all that cannot be shown, and keep what differs.

        Gives the numbers of items whose files were ``mended``, ``replaced`` by others, or are ``whole`` as they were,
        and for each that is ``broken`` still the ``item`` and ``why``.
        """
        ids = [row["id"] for row in self.items(status="unreadable")] if items is None else [*items]
        told: dict[str, list[Any]] = {"mended": [], "broken": [], "replaced": [], "whole": []}
        for batch in batches(ids, most_rows=50):
            found = self._connection.post(f"{self._path}/items/look-again", {"ids": batch})
            told = {name: [*told[name], *found[name]] for name in told}
            progress(sum(map(len, told.values())), len(ids))
        return told

    def preview(self, path: Path | str, *, progress: Progress = lambda _done, _total: None) -> dict[str, Any]:
        """Upload a file and look at it: ``{"id", "preview"}`` with columns, suggested roles and first rows.

        A URI of a folder or a bucket prefix is not uploaded: the server lists the pictures and sounds that lie there.
        The preview is None where the file cannot be read as it is; ``problem`` says why.
        """
        return look_at(self._connection, path, progress=progress)

    def import_file(
        self,
        path: Path | str,
        columns: Mapping[str, str] | None = None,
        *,
        wait: bool = True,
        add_labels: bool = False,
        progress: Progress = lambda _done, _total: None,
        **options: str,
    ) -> ImportRun:
        """Bring in a file, or a folder of texts, pictures or sounds.

        With a URI, as ``s3://hospital/xrays`` or ``file:///data/scans``, pictures and sounds are shown where they lie:
        under one of the roots that the owner of the server allows (``INLOOP_MEDIA_ROOTS``).

        Parameters
        ----------
        columns
            Column → ``role`` or ``role:target``, as in ``{"body": "field:text", "intent": "label"}``; columns that are
            not named are ignored. By default what the server suggests.
        add_labels
            Whether labels of the file that no question has yet are added; otherwise rows with them are set aside.
        progress
            Told of bytes done and bytes in all: while the file goes up, then while it is read.
        options
            ``format``, ``encoding`` and ``sheet``, where they are not to be found out.
        """
        uploaded = self.preview(path, progress=progress)
        seen = {} if options else uploaded["preview"] or {}
        if not seen and (columns is None or add_labels):
            seen = self._connection.get(f"/uploads/{uploaded['id']}/preview", **options)
        chosen = read_columns(columns) if columns is not None else suggested_columns(seen, self.schema)
        new = missing_labels(seen, chosen, self.schema) if add_labels else {}
        run = self.start_import(uploaded["id"], chosen, new_labels=new, **options)
        if new:
            self.refresh()
        return run.wait(progress=progress) if wait else run

    def start_import(
        self,
        upload: str | int,
        columns: Sequence[Mapping[str, str]],
        *,
        new_labels: Mapping[str, Sequence[str]] | None = None,
        **options: str,
    ) -> ImportRun:
        """Import a file that was uploaded, with columns as the interface has them.

        Parameters
        ----------
        new_labels
            Question id → labels that it is to have too, before the rows come in.
        """
        body = {"upload": upload, "columns": columns, "new_labels": dict(new_labels or {}), **options}
        return ImportRun(self._connection, self.id, self._connection.post(f"{self._path}/imports", body))

    def imports(self) -> list[ImportRun]:
        """List the imports, newest first."""
        told = self._connection.get(f"{self._path}/imports")
        return [ImportRun(self._connection, self.id, each) for each in told]

    # What people and the model say

    def labels(self) -> Rows:
        """Stream what is taken as true: an item a row, with its consensus."""
        return self._exported("labels")

    def annotations(self) -> Rows:
        """Stream every submission of every annotator."""
        return self._exported("annotations")

    def predictions(self) -> Rows:
        """Stream what the model says about each item."""
        return self._exported("predictions")

    def export(
        self,
        path: Path | str,
        *,
        what: What = "labels",
        format: str | None = None,  # noqa: A002 - the word of the interface
        files: bool = False,
    ) -> Path:
        """Write labels, annotations, predictions or items to a file; the format follows from its name.

        What the format cannot hold stands in ``losses.json`` inside of an archive, and beside another file as
        ``<name>.losses.json``; `export_losses` says it before.

        Parameters
        ----------
        format
            ``csv``, ``tsv``, ``jsonl``, ``parquet``, or another of `export_formats`.
        files
            Whether pictures and sounds come along, where the format is an archive.
        """
        target = Path(path)
        chosen = format or target.suffix.lstrip(".") or "csv"
        written = download(self._connection, f"{self._path}/export", target, what=what, format=chosen, files=files)
        keep_losses(self, written, what=what, form=chosen)
        return written

    def export_formats(self) -> "list[ExportFormat]":
        """List what an export may be written as, what fits the questions of this project best first."""
        offers: list[ExportFormat] = self._connection.get(f"{self._path}/export/formats")
        return offers

    def export_losses(self, format: str, *, what: What = "labels") -> "list[Loss]":  # noqa: A002 - the word of the interface
        """Say what an export would lose: what, why, how often."""
        told: ExportLosses = self._connection.get(f"{self._path}/export/losses", what=what, format=format)
        return told["losses"]

    def write_export(
        self,
        file: IO[bytes],
        *,
        what: What = "labels",
        format: str = "csv",  # noqa: A002 - the word of the interface
        files: bool = False,
    ) -> None:
        """Write what `export` does to an open file."""
        asked = {"what": what, "format": format, "files": files}
        with self._connection.stream(f"{self._path}/export", patience_s=300, **asked) as answer:
            for chunk in answer.iter_bytes(CHUNK):
                file.write(chunk)

    # Schema, guideline, people

    @property
    def schema(self) -> dict[str, Any]:
        """What is shown and asked, as the document that `change_schema` takes."""
        return dict(self.told["schema"])

    def change_schema(self, schema: Mapping[str, Any]) -> list[str]:
        """Put a new version in force; say in plain words what changed.

        Raises
        ------
        ConflictError
            Somebody has changed it since it was read: `refresh`, then change that.
        """
        body = {"base_version": self.told["schema_version"], "schema": schema}
        changes: list[str] = self._connection.call("PUT", f"{self._path}/schema", body=body)["changes"]
        self.refresh()
        return changes

    @property
    def guideline(self) -> str:
        """How to decide, in Markdown."""
        return str(self._connection.get(f"{self._path}/guideline")["body"])

    def change_guideline(self, body: str) -> int:
        """Put a new guideline in force; give its version."""
        base = self.refresh().told["guideline_version"]
        asked = {"base_version": base, "body": body}
        return int(self._connection.call("PUT", f"{self._path}/guideline", body=asked)["version"])

    @property
    def people(self) -> "list[Member]":
        """Who is in the project, and what they have done."""
        people: list[Member] = self._connection.get(f"{self._path}/people")
        return people

    def invite(self, role: str = "annotator", *, name: str = "") -> "InvitationMade":
        """Make a link that brings one person in, once."""
        made: InvitationMade = self._connection.post(f"{self._path}/invitations", {"role": role, "name": name})
        return made

    @property
    def rules(self) -> dict[str, Any]:
        """Words and patterns that suggest answers: ``version`` and ``rules``."""
        return self._get("rules")

    def change_rules(self, rules: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        """Put rules in force: each has ``question``, ``label``, ``pattern`` and ``kind``, ``words`` or ``regex``."""
        body = {"base_version": self.rules["version"], "rules": [dict(rule) for rule in rules]}
        told: dict[str, Any] = self._connection.call("PUT", f"{self._path}/rules", body=body)
        return told

    def try_rules(self, rules: Sequence[Mapping[str, str]] | None = None) -> dict[str, Any]:
        """Say how far rules reach on real items and how often they are right; by default those in force."""
        body = {"rules": None if rules is None else [dict(rule) for rule in rules]}
        told: dict[str, Any] = self._connection.post(f"{self._path}/rules/try", body, repeatable=True)
        return told

    def import_rules(self, path: Path | str, *, question: str = "") -> dict[str, Any]:
        """Add a dictionary, a CSV of words and label; ``problems`` says which lines were not taken."""
        text = Path(path).read_text("utf-8-sig")
        body = {"text": text, "question": question, "base_version": self.rules["version"]}
        told: dict[str, Any] = self._connection.post(f"{self._path}/rules/import", body)
        return told

    @property
    def quality(self) -> dict[str, Any]:
        """Agreement, consensus and skills, with intervals."""
        return self._get("quality")

    @property
    def overview(self) -> dict[str, Any]:
        """How the project stands, in one look."""
        return self._get("overview")

    # Models

    @property
    def models(self) -> dict[str, Any]:
        """The versions of the model, the one in use, and the learning curve."""
        return self._get("models")

    def model(self, version: int | None = None) -> dict[str, Any]:
        """Get a version with its card, its lineage and how it does per class; by default the one in use."""
        return self._get(f"models/{version if version is not None else self._champion()}")

    def train(self) -> dict[str, Any] | None:
        """Ask for a new version of the model."""
        told: dict[str, Any] | None = self._connection.post(f"{self._path}/models/train")
        return told

    def download_model(self, folder: Path | str, *, version: int | None = None) -> Path:
        """Write a model into a folder: ``model.npz``, ``model.onnx``, ``predict.py`` and ``MODEL_CARD.md``."""
        number = version if version is not None else self._champion()
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        packed = download(self._connection, f"{self._path}/models/{number}/bundle", place / "bundle.zip")
        unpack(packed, place)
        return place

    def predict(self, items: Sequence[str | int | Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Ask the model in use about texts, field → value, or items by their numbers; as many as there are."""
        rows = [{"fields": dict(item)} if isinstance(item, Mapping) else item for item in items]
        return [
            prediction
            for batch in batches(rows)
            for prediction in self._connection.post(f"{self._path}/predict", {"items": batch}, repeatable=True)[
                "predictions"
            ]
        ]

    # Live, and put away

    def events(self) -> Iterator[list[str]]:
        """Wait for changes; each gives its topics: ``answers``, ``ranking``, ``model``, ``import``, ``items``."""
        with self._connection.stream(f"{self._path}/events", patience_s=60) as answer:
            yield from topics_in(answer.iter_lines())

    def archive(self) -> "Project":
        """Put the project away; it can be read, and brought back with `unarchive`."""
        return self._put("archive")

    def unarchive(self) -> "Project":
        """Bring an archived project back."""
        return self._put("unarchive")

    def delete(self) -> "Project":
        """Take the project out of sight; `restore` brings it back."""
        return self._put("delete")

    def restore(self) -> "Project":
        """Bring a deleted project back."""
        return self._put("restore")

    def __repr__(self) -> str:
        return f"<Project {self.id} '{self.name}' {self.told['state']}>"

    def _put(self, verb: str) -> "Project":
        self._connection.post(f"{self._path}/{verb}")
        return self.refresh()

    def _get(self, part: str) -> dict[str, Any]:
        told: dict[str, Any] = self._connection.get(f"{self._path}/{part}")
        return told

    def _champion(self) -> int:
        champion = self.models["champion"]
        if champion is None:
            raise NotFoundError("No model is published yet.", hint="Answer some more items, then train.")
        return int(champion["version"] if isinstance(champion, Mapping) else champion)

    def _exported(self, what: What) -> Rows:
        return Rows(lambda: self._lines(what))

    def _lines(self, what: What) -> Iterator[Row]:
        with self._connection.stream(f"{self._path}/export", patience_s=300, what=what, format="jsonl") as answer:
            for line in answer.iter_lines():
                if line:
                    yield _decode(line)

    def _pages(self, part: str, params: Mapping[str, object]) -> Iterator[Row]:
        cursor: str | None = ""
        while cursor is not None:
            page = self._connection.get(f"{self._path}/{part}", **{"limit": 200, **params, "cursor": cursor})
            yield from page["rows"]
            cursor = page["next"]
