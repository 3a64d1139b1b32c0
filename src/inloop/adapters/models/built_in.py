"""The built-in models as the loop asks for them: featurizer, quick learner, calibrated learner, card and bundle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from inloop.adapters.models import sides
from inloop.adapters.models.best_of import BestOf
from inloop.adapters.models.boxes import BoxLearner, Detector
from inloop.adapters.models.bundle import bundle_files
from inloop.adapters.models.card import ClassLine, ModelCard
from inloop.adapters.models.features import composite
from inloop.adapters.models.features.backbones import Backbone
from inloop.adapters.models.logistic import Logistic
from inloop.adapters.models.many_labels import MARK, EachLabel, TrainedLabels
from inloop.adapters.models.mirrored import PAIR_STRENGTHS, Mirrored
from inloop.adapters.models.ridge import Ridge
from inloop.adapters.models.text_classifier import Head, TextClassifier
from inloop.adapters.models.trained import TrainedModel
from inloop.adapters.models.trees import BoostedTrees, TrainedTrees, is_of_trees
from inloop.annotation import Question
from inloop.annotation.fields import Field
from inloop.loop.predictions.model import Content, Featurizer, Vectoriser
from inloop.loop.predictions.sets import is_many
from inloop.loop.quality import model as quality
from inloop.loop.training.model import CardFacts, Learner, Ranker, ReliabilityBin, Trained
from inloop.loop.training.parts.model import PartsLearner, learner_for
from inloop.methods.base import Interval, wilson
from inloop.methods.calibration import Bin

Arrays = Mapping[str, NDArray[Any]]


class _OfWords(Protocol):
    """What knows the featurizer of texts that it consists of, if it consists of one."""

    @property
    def words(self) -> "composite.Part | None": ...


@dataclass(frozen=True, slots=True)
class BuiltInModels:
    """What the system is wired with: no download, no service, numpy for everything but fitting.

    Examples
    --------
    >>> models, fields = BuiltInModels(), [Field(id="text")]
    >>> items = [{"text": {"value": text}} for text in ("my card is lost", "my card?", "to rome", "a flight to rome")]
    >>> featurizer = models.fit_featurizer(items, fields=fields, rng=np.random.default_rng(0))
    >>> model = models.ranker.fit(featurizer.transform(items), np.array([0, 0, 1, 1]))
    >>> bool(model.probabilities(featurizer.transform([{"text": {"value": "one lost card"}}]))[0, 0] > 0.5)
    True

    Parameters
    ----------
    media
        Opens the pictures and sounds of items; None where nothing reads any.
    backbones
        Networks that read a kind of field.
    detector
        Sees boxes in pictures for the learner of boxes.
    """

    media: composite.Opens | None = None
    backbones: Mapping[str, Backbone] = field(default_factory=dict)
    detector: Detector | None = None
    ranker: Ranker = field(default_factory=Ridge)
    learner: Learner = field(default_factory=Logistic)
    pairs: Learner = field(default_factory=lambda: Logistic(strengths=PAIR_STRENGTHS))

    @property
    def readers(self) -> composite.Readers:
        return composite.Readers(self.media, self.backbones)

    def for_question(self, question: Question) -> Vectoriser:
        found = question.part.sides(question.settings)
        return self if found is None else sides.SidesVectoriser(found.left, found.right)

    def ranker_for(self, question: Question) -> Ranker:
        found = question.part.sides(question.settings)
        if is_many(question):
            return EachLabel(Ridge())
        return self.ranker if found is None else Mirrored(self.ranker, found.mirror)

    def learner_for(self, question: Question, *, featurizer: str) -> Learner:
        """Give the calibrated learner; where a row of a table is read, trees are tried beside it.

        Sets of labels are learnt label by label, linearly.
        """
        if is_many(question):
            return EachLabel(Logistic())
        found = question.part.sides(question.settings)
        if found is not None:
            return Mirrored(self.pairs, found.mirror)
        return BestOf((self.learner, BoostedTrees())) if composite.BUILT_IN["row"] in featurizer else self.learner

    def needs_worker(self, featurizer: str) -> bool:
        return any(backbone.name in featurizer for backbone in self.backbones.values())

    def learner_name(self, model: Trained) -> str:
        if isinstance(model, TrainedLabels):
            return "learner/logistic.v1, label by label"
        return "learner/trees.v1" if isinstance(model, TrainedTrees) else "learner/logistic.v1"

    def parts_learner(self, question: Question) -> PartsLearner | None:
        found = learner_for(question, media=self.media)
        return replace(found, detector=self.detector) if isinstance(found, BoxLearner) else found

    def featurizer_name(self, fields: Sequence[Field]) -> str:
        return composite.name_of(composite.plan(fields, readers=self.readers))

    def fit_featurizer(
        self, contents: Sequence[Content], *, fields: Sequence[Field], rng: np.random.Generator
    ) -> Featurizer:
        return composite.fit(composite.plan(fields, readers=self.readers), contents, readers=self.readers, rng=rng)

    def restore_featurizer(self, name: str, state: Arrays, *, fields: Sequence[str]) -> Featurizer:
        if name == sides.NAME:
            return sides.SidesOfItems.from_state(state, fields)
        return composite.restore(name, state, fields=fields, readers=self.readers)

    def restore(self, state: Arrays) -> Head:
        if MARK in state:
            return TrainedLabels.from_state(state)
        return TrainedTrees.from_state(state) if is_of_trees(state) else TrainedModel.from_state(state)

    def bundle(self, featurizer: Featurizer, model: Trained, facts: CardFacts, *, card: str) -> dict[str, bytes]:
        """Give the files of an export; `card` is the one that was written when the version was trained."""
        words = cast("_OfWords", featurizer).words
        classifier = TextClassifier(
            featurizer if words is None else words,  # type: ignore[arg-type]  # the file keeps either, by its name
            self.restore(model.state()),
            label_ids=tuple(facts.label_ids),
            label_names=tuple(facts.label_names),
            featurizer_name=facts.featurizer,
            about={
                "project": facts.project,
                "question": facts.question,
                "version": str(facts.version),
                "snapshot": facts.snapshot.content_hash,
                "fields": ", ".join(facts.fields),
            },
        )
        return bundle_files(classifier, card=card)

    def write_card(self, facts: CardFacts) -> str:
        return _card(facts).render()


def _card(facts: CardFacts) -> ModelCard:
    evidence = facts.evidence
    return ModelCard(
        project=facts.project,
        question=facts.question,
        version=str(facts.version),
        made_at=facts.at,
        snapshot=facts.snapshot.content_hash[:16],
        answers=facts.answers,
        people=facts.people,
        fields=tuple(facts.fields),
        featurizer=facts.featurizer,
        learner=facts.learner,
        measure=_measure(facts),
        training=evidence.metrics,
        population=f"all {facts.items:,} imported items",
        accuracy=_interval(facts.accuracy.accuracy),
        anytime=_interval(facts.accuracy.anytime),
        calibration_error=evidence.ece,
        reliability=tuple(_bin(one) for one in evidence.reliability),
        classes=tuple(
            ClassLine(line.label, answers, line.n, _interval(line.precision), _interval(line.recall))
            for line, answers in zip(evidence.per_class, facts.label_answers, strict=False)
        ),
        lineage=() if facts.parent is None else (f"version {facts.parent}",),
    )


def _measure(facts: CardFacts) -> str:
    if not facts.featurizer:
        return "alike (one minus the distance of the kind)"
    return "right in every label" if facts.of_sets else "right"


def _bin(one: ReliabilityBin) -> Bin:
    return Bin(one.low, one.high, one.p, wilson(round(one.rate * one.n), one.n))


def _interval(found: quality.Interval | None) -> Interval | None:
    if found is None:
        return None
    return Interval(found.estimate, found.low, found.high, found.level, found.n, found.method)
