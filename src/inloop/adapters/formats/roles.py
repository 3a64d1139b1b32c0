"""Suggest what each column of a file is for, with the reason that a person is shown.

The rules are tried in order for each column and the first that fits decides. They are guesses: a person confirms them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from inloop.adapters.formats.column_stats import ColumnStats

Role = Literal[
    "field",
    "metadata",
    "blind",
    "key",
    "group",
    "annotator",
    "label",
    "prediction",
    "gold",
    "outcome",
    "confidence",
    "ignore",
]

NAMES_FILES = {"image": "it names pictures", "audio": "it names sounds"}
_SPLIT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}")
_MIN_ROWS = 5
_LONG_WORDS = 4
_MAX_LABELS = 500


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ANNOTATOR = _words(
    "annotator annotators worker rater coder labeller labeler assessor judge labelled labeled annotated by"
)
_GOLD = _words("gold golden truth groundtruth")
_OUTCOME = _words("outcome outcomes")
_PREDICTION = _words(
    "pred preds predicted prediction predictions yhat score scores prob probs probability confidence logit logits"
)
_BLIND = _words(
    """sex gender race ethnicity ethnic religion nationality age birth birthday birthdate dob postcode postal zip
    zipcode
    email mail phone telephone tel mobile address ssn surname firstname lastname fullname disability pregnant marital"""
)
_NAME_OF = _words("name first last full middle maiden given family customer patient client person user applicant")
_KEY = _words("id key uuid guid uid index idx url uri path filename")
_ID = _words("id key no number name")
_LABEL = _words(
    """label labels category categories intent intents sentiment class classes answer answers emotion emotions tag tags
    stance y target rating verdict annotation annotations dept department departments topic topics type queue team"""
)
_GROUP = _words(
    """thread patient session group conversation dialogue dialog case user customer account author speaker site hospital
    document doc article video task domain"""
)
_TEXT = _words(
    """text sentence review comment body message title question content headline instruction prompt response utterance
    abstract description post tweet"""
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A role for a column and why; `answers` is the kind of question that it answers, where the format says so."""

    role: Role
    reason: str
    answers: str = ""


def suggest_roles(columns: Sequence[ColumnStats]) -> tuple[Suggestion, ...]:
    """Suggest a role for every column of a file; one key at most, and at least one field where there is any text.

    >>> from inloop.adapters.formats.column_stats import describe_column
    >>> text = describe_column("text", ["what a lovely film", "not my cup of tea"])
    >>> suggest_roles([text])[0].role
    'field'
    """
    found = [_suggest(column) for column in columns]
    _keep_one_key(columns, found)
    if not any(each.role == "field" for each in found):
        _promote_fields(columns, found)
    return tuple(found)


def _suggest(column: ColumnStats) -> Suggestion:
    words = frozenset(word.lower() for word in _SPLIT.split(column.name) if word)
    for rule in _RULES:
        if (found := rule(column, words)) is not None:
            return found
    return Suggestion("metadata", "kept beside the item and searchable")


Words = frozenset[str]
Rule = Callable[[ColumnStats, Words], Suggestion | None]


def _answers(column: ColumnStats, words: Words) -> Suggestion | None:
    """Take what has the form of answers as such; the name says whose they are."""
    if not column.answers:
        return None
    found = _gold(column, words) or _outcome(column, words) or _prediction(column, words)
    told = f"its cells are answers of the kind {column.answers}"
    return Suggestion(found.role if found else "label", told, answers=column.answers)


def _empty(column: ColumnStats, words: Words) -> Suggestion | None:
    del words
    if column.distinct == 0:
        return Suggestion("ignore", "it is empty in the sample")
    if column.is_constant and column.rows >= _MIN_ROWS:
        return Suggestion("ignore", f"every row of the sample says '{column.examples[0][:40]}'")
    return None


def _conversation(column: ColumnStats, words: Words) -> Suggestion | None:
    del words
    return Suggestion("field", "its cells are conversations") if column.kind == "conversation" else None


def _row(column: ColumnStats, words: Words) -> Suggestion | None:
    del words
    return Suggestion("field", "its cells hold names and values") if column.kind == "row" else None


def _annotator(column: ColumnStats, words: Words) -> Suggestion | None:
    del column
    return (
        Suggestion("annotator", "the name says who gave the label")
        if words & _ANNOTATOR and words <= _ANNOTATOR | _ID
        else None
    )


def _named(role: Role, names: Words, why: str) -> Rule:
    def rule(column: ColumnStats, words: Words) -> Suggestion | None:
        del column
        return Suggestion(role, why) if words & names else None

    return rule


def _confidence(column: ColumnStats, words: Words) -> Suggestion | None:
    del words
    is_ours = column.name.endswith(".confidence")
    return Suggestion("confidence", "the name says how sure people were of an answer") if is_ours else None


def _prediction(column: ColumnStats, words: Words) -> Suggestion | None:
    name = column.name.lower()
    hit = words & _PREDICTION or name.startswith("pred") or name.endswith("_pred")
    return Suggestion("prediction", "the name says that a model gave it") if hit else None


def _blind(column: ColumnStats, words: Words) -> Suggestion | None:
    is_name = "name" in words and words <= _NAME_OF
    if words & _BLIND or is_name:
        return Suggestion("blind", "it may identify a person or a protected group; annotators never see it")
    if column.examples and all(_EMAIL.fullmatch(example) for example in column.examples):
        return Suggestion("blind", "it holds e-mail addresses; annotators never see it")
    return None


def _key(column: ColumnStats, words: Words) -> Suggestion | None:
    if not column.unique or column.is_list or (column.median_words > 1 and not words <= _KEY):
        return None
    if words & _KEY or column.name == "column_1":
        return Suggestion("key", "every row has its own value, and the name says that it identifies the row")
    id_like = column.type == "text" and column.median_chars <= 64 and column.rows >= _MIN_ROWS
    return Suggestion("key", "every row has its own short value") if id_like and not words & _TEXT else None


def _media(column: ColumnStats, words: Words) -> Suggestion | None:
    if column.kind not in {"image", "audio"} or words == {"key"} or not any("/" in one for one in column.examples):
        return None  # bare names come with a text as often as with their files
    return Suggestion("field", NAMES_FILES[column.kind])


def _label(column: ColumnStats, words: Words) -> Suggestion | None:
    varied = column.distinct > min(_MAX_LABELS, max(20, column.rows // 2)) and not column.is_list
    if not words & _LABEL or varied or column.median_words > _LONG_WORDS:
        return None
    return Suggestion("label", f"the name says so, and there are {column.distinct} different values")


def _text(column: ColumnStats, words: Words) -> Suggestion | None:
    if column.type not in {"text", "category"} or column.is_list:
        return None
    if column.median_words > _LONG_WORDS and not column.examples[0].startswith(("{", "[")):
        return Suggestion("field", f"text of about {column.median_words:.0f} words")
    if words & _TEXT and column.type == "text":
        return Suggestion("field", "the name says that it is to be read")
    return None


def _group(column: ColumnStats, words: Words) -> Suggestion | None:
    if words & _GROUP and words <= _GROUP | _ID and not column.unique:
        return Suggestion("group", f"{column.distinct} values gather rows that belong together")
    return None


_gold = _named("gold", _GOLD, "the name says that the answer is known")
_outcome = _named("outcome", _OUTCOME, "the name says what turned out later")
_RULES: tuple[Rule, ...] = (
    _answers,
    _empty,
    _conversation,
    _annotator,
    _gold,
    _outcome,
    _confidence,
    _prediction,
    _blind,
    _media,
    _key,
    _label,
    _row,
    _text,
    _group,
)


def _keep_one_key(columns: Sequence[ColumnStats], found: list[Suggestion]) -> None:
    """Leave the key to the column whose name says so, else to the first."""
    keys = [at for at, each in enumerate(found) if each.role == "key"]
    best = min(keys, key=lambda at: ("the name says" not in found[at].reason, at), default=-1)
    for at in keys:
        if at != best:
            found[at] = Suggestion("metadata", f"unique too, but '{columns[best].name}' is the key")


def _promote_fields(columns: Sequence[ColumnStats], found: list[Suggestion]) -> None:
    texts = [at for at, each in enumerate(found) if each.role in {"metadata", "key"} and columns[at].type == "text"]
    longest = max(texts, key=lambda at: columns[at].median_chars, default=-1)
    if longest >= 0 and columns[longest].median_words >= 2:
        found[longest] = Suggestion("field", "the longest text there is")
        return
    for at, each in enumerate(found):
        if each.role == "metadata":
            found[at] = Suggestion("field", "there is no long text, so the columns together are what is decided on")
