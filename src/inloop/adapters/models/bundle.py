"""A model as a folder that needs no inloop: arrays, ONNX, a short reader and the card."""

from pathlib import Path

from inloop.adapters.models.card import ModelCard
from inloop.adapters.models.onnx_graph import to_onnx
from inloop.adapters.models.text_classifier import TextClassifier
from inloop.adapters.models.trained import TrainedModel

_READABLE = "featurizer/hashed-svd.v1"
_READER = Path(__file__).with_name("reader.py")


def bundle_files(model: TextClassifier, *, card: str) -> dict[str, bytes]:
    """Give the content of every file of an export, by name: for a folder, a zip or a download.

    The reader comes along where it knows the vectors; any other model of texts is read by `inloop predict`. The graph
    comes along where the head is linear.
    """
    head = model.model
    is_read = model.featurizer_name == _READABLE and isinstance(head, TrainedModel)
    return {
        "model.npz": model.to_bytes(),
        **({"model.onnx": to_onnx(head)} if isinstance(head, TrainedModel) else {}),
        **({"predict.py": _READER.read_bytes()} if is_read else {}),
        "MODEL_CARD.md": card.encode(),
    }


def export_bundle(model: TextClassifier, folder: Path, *, card: ModelCard) -> list[Path]:
    """Write ``model.npz``, ``model.onnx``, ``predict.py`` and ``MODEL_CARD.md``; give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in bundle_files(model, card=card.render()).items():
        path = folder / name
        path.write_bytes(content)
        paths.append(path)
    return paths
