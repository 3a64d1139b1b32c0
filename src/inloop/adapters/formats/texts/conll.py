"""CoNLL-2003: a token a line, its tag in the last column, a blank line between sentences."""

from pathlib import Path
from typing import BinaryIO, ClassVar

from inloop.adapters.formats.labelled import Fit, ItemWriter, Labelled, TextualFormat
from inloop.adapters.formats.losses import Losses
from inloop.adapters.formats.roles import Suggestion
from inloop.adapters.formats.rows import ReadOptions, RowStream
from inloop.adapters.formats.sources import TextSource
from inloop.adapters.formats.texts.conll_reader import Sentences
from inloop.adapters.formats.texts.tokens import Token, cut_at, tokens_of, without_overlap
from inloop.adapters.formats.words import tags_of
from inloop.kernel.registry import register

ROLES = {
    "text": Suggestion("field", "the tokens of a sentence, with blanks between"),
    "spans": Suggestion("label", "what the tags of the tokens say", answers="spans"),
}


@register("format/conll.v1")
class ConllFormat(TextualFormat):
    """A token a line with its tag (B-, I-, O; S-, E-, L- and U- are read too), a blank line between sentences."""

    name = "conll"
    extensions = (".conll", ".conll03", ".bio", ".iob")
    shows = ("text",)
    kinds = ("spans",)
    keeps_key = False
    ending: ClassVar[str] = ".conll"
    media_type: ClassVar[str] = "text/plain; charset=utf-8"

    def open(self, path: Path, *, options: ReadOptions, start: int = 0) -> RowStream:
        source = TextSource(path, encoding=options.encoding)
        sentences = Sentences(source, options=options)
        return RowStream(
            sentences.rows(start=start),
            columns=("text", "spans"),
            format=self.name,
            size=source.size,
            position=lambda: source.position,
            close=source.close,
            roles=ROLES,
            losses=sentences.losses,
        )

    def writer(self, file: BinaryIO, fit: Fit, *, losses: Losses) -> ItemWriter:
        return ConllWriter(file, fit, losses=losses)


class ConllWriter(ItemWriter):
    """Writes one sentence an item; of several questions, all spans that do not overlap."""

    def __init__(self, file: BinaryIO, fit: Fit, *, losses: Losses) -> None:
        self._file = file
        self._field = fit.field.id if fit.field else ""
        self._tags = {question.id: tags_of(question) for question in fit.held}
        self._losses = losses
        file.write(b"-DOCSTART- -X- O O\n\n")

    def write(self, item: Labelled) -> None:
        text = str(item.fields.get(self._field, {}).get("value") or "")
        spans = self._spans(item)
        tokens, cuts = cut_at(tokens_of(text), spans)
        self._losses.note(
            "tokens", "a span begins or ends inside of a word, which is cut there", key=item.key, count=cuts
        )
        if text != " ".join(token.text for token in tokens):
            self._losses.note("blanks between words", "one blank stands between two tokens", key=item.key)
        lines = [f"{token.text} -X- _ {_tag(token, spans)}" for token in tokens]
        self._file.write(("\n".join(lines) + "\n\n").encode())

    def close(self) -> None:
        self._file.flush()

    def _spans(self, item: Labelled) -> list[dict[str, object]]:
        found = []
        for question, tags in self._tags.items():
            for span in item.answers.get(question) or ():
                found.append({**span, "tag": tags.get(span["label"], span["label"]), "question": question})
                lost = len(span.get("attributes", {}))
                self._losses.note("attributes", "a tag is one word", question=question, key=item.key, count=lost)
        question = next(iter(self._tags))
        return [
            dict(span)
            for span in without_overlap(found, self._losses, why="a token has one tag", question=question, key=item.key)
        ]


def _tag(token: Token, spans: list[dict[str, object]]) -> str:
    for span in spans:
        if span["start"] <= token.start < span["end"]:  # type: ignore[operator]
            return f"{'B' if span['start'] == token.start else 'I'}-{span['tag']}"
    return "O"
