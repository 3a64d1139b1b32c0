"""A whole model for texts in one file: featurizer, head, temperature and the names of the labels."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol, Self, cast

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models.arrays_file import load_arrays, save_arrays
from inloop.adapters.models.hashed_svd import join_fields
from inloop.adapters.models.many_labels import MARK, TrainedLabels
from inloop.adapters.models.trained import TrainedModel
from inloop.adapters.models.trees import TrainedTrees, is_of_trees
from inloop.kernel.errors import InvalidInputError
from inloop.kernel.registry import lookup

Head = TrainedModel | TrainedTrees | TrainedLabels
_LEFT_AT_HOME = "fold"
"""Models of folds say how good the whole is; they do not travel."""


class Featurizer(Protocol):
    """What turns texts into vectors; registered as ``featurizer/name.vN``."""

    @property
    def dims(self) -> int: ...

    def transform(self, texts: Sequence[str]) -> NDArray[np.float32]: ...

    def state(self) -> dict[str, NDArray[Any]]: ...


class _Restorable(Protocol):
    def from_state(self, state: Mapping[str, NDArray[Any]]) -> Featurizer: ...


@dataclass(frozen=True, slots=True, eq=False)
class TextClassifier:
    """What a project takes away: texts in, probabilities of its labels out, with numpy alone.

    Parameters
    ----------
    label_ids, label_names
        One for each class of `model`, in its order.
    featurizer_name
        The registered name under which `load` finds the featurizer again.
    about
        Where it comes from (project, version, snapshot, fields …), as text; it travels inside the file.

    Examples
    --------
    >>> from inloop.adapters.models import HashedSvd
    >>> texts = ["where is my card", "my card is lost", "book a flight", "a flight to rome"]
    >>> featurizer = HashedSvd.fit(texts, rng=np.random.default_rng(0))
    >>> head = TrainedModel(featurizer.transform(texts[1:3]).T * 4, np.zeros(2), classes=np.array([0, 1]))
    >>> classifier = TextClassifier(featurizer, head, label_ids=("bank", "travel"), label_names=("Bank", "Travel"))
    >>> again = TextClassifier.from_bytes(classifier.to_bytes())
    >>> bool(again.predict_proba(["a flight"])[0, 1] > 0.9)
    True
    """

    featurizer: Featurizer
    model: Head
    label_ids: tuple[str, ...]
    label_names: tuple[str, ...]
    featurizer_name: str = "featurizer/hashed-svd.v1"
    about: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ids, names, classes = len(self.label_ids), len(self.label_names), len(self.model.classes)
        if not ids == names == classes:
            raise InvalidInputError(
                f"{ids} label ids and {names} names for {classes} classes.",
                hint="Give one of each for every class of the model, in its order.",
            )

    def predict_proba(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Say how likely each label is for every text: (texts, labels)."""
        return self.model.probabilities(self.featurizer.transform(texts))

    def join(self, fields: Mapping[str, str]) -> str:
        """Make the one text that the featurizer reads from the fields of an item."""
        found: str = getattr(self.featurizer, "join", join_fields)(fields)
        return found

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Give the classifier as named arrays, without the fold models."""
        head = self.model.state()
        return {
            **{f"features.{name}": array for name, array in self.featurizer.state().items()},
            **{f"model.{name}": array for name, array in head.items() if not name.startswith(_LEFT_AT_HOME)},
            "featurizer": np.array(self.featurizer_name),
            "label_ids": np.array(self.label_ids, dtype=np.str_),
            "label_names": np.array(self.label_names, dtype=np.str_),
            "about": np.array(json.dumps(dict(self.about), ensure_ascii=False, sort_keys=True)),
        }

    def save(self, file: Path | IO[bytes]) -> None:
        """Write the classifier as one npz file."""
        save_arrays(file, self.arrays())

    def to_bytes(self) -> bytes:
        """Give the content of the npz file; equal classifiers give equal bytes."""
        buffer = io.BytesIO()
        self.save(buffer)
        return buffer.getvalue()

    @classmethod
    def load(cls, file: Path | IO[bytes]) -> Self:
        """Read what `save` wrote.

        Raises
        ------
        UnreadableFileError
            The file is not an npz of plain arrays.
        InvalidInputError
            Arrays are missing.
        NotFoundError
            Its featurizer is not registered here.
        """
        arrays = load_arrays(file)
        missing = {"featurizer", "label_ids", "label_names"} - set(arrays)
        if missing:
            raise InvalidInputError(f"The file lacks {sorted(missing)}.", hint="Give the model.npz of an export.")
        name, head = str(arrays["featurizer"]), _under(arrays, "model.")
        if " + " in name or name.startswith("onnx-") or getattr(lookup(name), "reads", "text") != "text":
            raise InvalidInputError(
                f"This model reads more than texts: '{name}'.",
                hint="Bring the items to its project, which predicts them.",
            )
        featurizer = cast("_Restorable", lookup(name)).from_state(_under(arrays, "features."))
        return cls(
            featurizer=featurizer,
            model=_head(head),
            label_ids=tuple(arrays["label_ids"].tolist()),
            label_names=tuple(arrays["label_names"].tolist()),
            featurizer_name=name,
            about=json.loads(str(arrays.get("about", "{}"))),
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Read the content of an npz file."""
        return cls.load(io.BytesIO(content))


def _head(state: Mapping[str, NDArray[Any]]) -> Head:
    if MARK in state:
        return TrainedLabels.from_state(state)
    return TrainedTrees.from_state(state) if is_of_trees(state) else TrainedModel.from_state(state)


def _under(arrays: Mapping[str, NDArray[Any]], prefix: str) -> dict[str, NDArray[Any]]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}
