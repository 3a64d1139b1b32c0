"""Models: contents to vectors, vectors and answers to a model, a model to files that anyone can run.

Importing this package registers the built-in featurizers and learners; it imports numpy alone.
"""

from inloop.adapters.models.arrays_file import load_arrays, save_arrays
from inloop.adapters.models.aspects import AspectLearner, AspectTagger
from inloop.adapters.models.boxes import BoxFinder, BoxLearner
from inloop.adapters.models.bundle import bundle_files, export_bundle
from inloop.adapters.models.card import ClassLine, ModelCard
from inloop.adapters.models.features import Looks, Rows, Sounds
from inloop.adapters.models.hashed_svd import HashedSvd, join_fields
from inloop.adapters.models.logistic import Logistic
from inloop.adapters.models.mirrored import Mirrored
from inloop.adapters.models.nearest import NearestUnits
from inloop.adapters.models.onnx_graph import to_onnx
from inloop.adapters.models.ridge import Ridge
from inloop.adapters.models.segments import score_segments
from inloop.adapters.models.sides import Sides
from inloop.adapters.models.spans import ChainTagger, SpanLearner
from inloop.adapters.models.text_classifier import Featurizer, TextClassifier
from inloop.adapters.models.trained import TrainedModel, out_of_fold_hits
from inloop.adapters.models.trees import BoostedTrees, TrainedTrees

__all__ = [
    "AspectLearner",
    "AspectTagger",
    "BoostedTrees",
    "BoxFinder",
    "BoxLearner",
    "ChainTagger",
    "ClassLine",
    "Featurizer",
    "HashedSvd",
    "Logistic",
    "Looks",
    "Mirrored",
    "ModelCard",
    "NearestUnits",
    "Ridge",
    "Rows",
    "Sides",
    "Sounds",
    "SpanLearner",
    "TextClassifier",
    "TrainedModel",
    "TrainedTrees",
    "bundle_files",
    "export_bundle",
    "join_fields",
    "load_arrays",
    "out_of_fold_hits",
    "save_arrays",
    "score_segments",
    "to_onnx",
]
