"""A version as it leaves training, whatever learnt it: its arrays are kept, its card is still to be written."""

from collections.abc import Mapping
from typing import Any, Protocol

from numpy.typing import NDArray

from inloop.annotation import Schema
from inloop.kernel.clock import now
from inloop.loop.predictions.files import SegmentFiles, new_name
from inloop.loop.predictions.model import Champion
from inloop.loop.projects import Project
from inloop.loop.quality.model import Accuracy
from inloop.loop.training.model import Evidence, ModelVersion, Taken, VersionState


class Frozen(Protocol):
    """What a training has learnt from."""

    @property
    def project(self) -> Project: ...

    @property
    def schema(self) -> Schema: ...

    @property
    def number(self) -> int: ...

    @property
    def people(self) -> int: ...

    @property
    def champion(self) -> Champion | None: ...


def draft(
    found: Frozen,
    state: Mapping[str, NDArray[Any]],
    *,
    answers: int,
    classes: list[int],
    featurizer: int,
    snapshot: Taken,
    accuracy: Accuracy,
    evidence: Evidence,
    publish: bool,
    note: str,
    files: SegmentFiles,
) -> ModelVersion:
    """Keep the arrays of a model and say what is known of it.

    Parameters
    ----------
    classes
        The codes that it tells apart; none where answers are made of parts.
    featurizer
        The version of the vectors.
    """
    path = new_name(f"{found.project.id}/model-{found.number}")
    return ModelVersion(
        project=found.project.id,
        version=found.number,
        state=VersionState.PUBLISHED if publish else VersionState.RETIRED,
        created_at=now(),
        question=found.schema.target,
        answers=answers,
        people=found.people,
        classes=classes,
        featurizer=featurizer,
        path=path,
        sha256=files.save_arrays(path, dict(state)),
        snapshot=snapshot,
        accuracy=accuracy,
        evidence=evidence,
        parent=None if found.champion is None else found.champion.version,
        card="",
        note=note,
        seconds=0.0,
    )
