"""The accuracy of the version that speaks, as control items are answered after its training."""

from dataclasses import dataclass

import msgspec
import numpy as np
from sqlalchemy import Connection

from inloop.database import Database
from inloop.kernel.clock import now
from inloop.loop import projects
from inloop.loop.predictions import store as columns
from inloop.loop.predictions.files import SegmentFiles
from inloop.loop.predictions.sets import is_many
from inloop.loop.quality import store as quality
from inloop.loop.quality.accuracy import measure
from inloop.loop.quality.model import Accuracy, CurvePoint
from inloop.loop.training import store
from inloop.loop.training.answers import Answers, AnyOf, OneOf
from inloop.loop.training.evidence import unseen_chances
from inloop.loop.training.learning import restore_model
from inloop.loop.training.model import Models, ModelVersion
from inloop.loop.training.parts import learning as parts
from inloop.loop.training.pool import Pool, open_pool
from inloop.loop.training.service import ARM


@dataclass(frozen=True, slots=True)
class Measured:
    """A version's accuracy now, and whether it is news."""

    version: ModelVersion
    accuracy: Accuracy


def measure_champion(
    database: Database, project: int, *, files: SegmentFiles, models: Models, pool: Pool | None = None
) -> Measured | None:
    """Score all answered control items by versions that have not seen them; None where that says nothing new.

    An item answered after the training is in no fold model's past, so its own fold's model serves it as well.
    """
    found = database.read(lambda c: _champion(c, project))
    if found is None:
        return None
    if not found.classes:
        measured = parts.measure(database, found, files=files, models=models)
        return None if measured is None else Measured(found, measured)
    known = pool if pool is not None and pool.question == found.question else None
    current = database.read(lambda c: open_pool(c, project, found.question, files=files, known=known))
    if current is None or current.fitted.version != found.featurizer:
        return None
    answers = database.read(lambda c: _answers(c, project, found))
    labelled = current.known(answers.is_known(current.code))
    control = labelled[current.control[labelled]]
    model = restore_model(found, files=files, models=models)
    hits = answers.said(unseen_chances(model, current, control)) == current.code[control]
    told = database.read(lambda c: quality.foretold(c, project, found.question))
    accuracy = measure(hits, foretold=np.array([a == b for a, b in told], np.bool_))
    return Measured(found, accuracy)


def keep(connection: Connection, project: int, found: Measured) -> None:
    """Write the accuracy down, and the point of the learning curve: how good so many learnt answers made it."""
    version, known = found.version, found.accuracy.accuracy
    if found.accuracy != version.accuracy:
        store.set_accuracy(connection, project, version.version, found.accuracy)
    curve = quality.curve(connection, project, version.question, arm=ARM)
    if known is None:
        return
    at = max(now(), curve[-1].at + 1 if curve else 0)
    point = CurvePoint(at=at, answers=version.answers, estimate=known.estimate, low=known.low, high=known.high)
    if all(msgspec.structs.replace(point, at=before.at) != before for before in curve):
        quality.put_point(connection, project, version.question, point, arm=ARM, n=known.n)


def _champion(connection: Connection, project: int) -> ModelVersion | None:
    champion = columns.find_champion(connection, project)
    return None if champion is None else store.find_version(connection, project, champion.version)


def _answers(connection: Connection, project: int, found: ModelVersion) -> Answers:
    """Give how the classes of a version stand for answers, some of which may not be on offer any more."""
    schema = projects.schema_of(connection, projects.get(connection, project))
    return (AnyOf if is_many(schema.question(found.question)) else OneOf)(found.classes)
