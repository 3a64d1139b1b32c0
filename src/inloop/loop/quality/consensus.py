"""From votes to consensus: what settles a question."""

from inloop.annotation import Question
from inloop.loop.quality.counted import ChoiceConsensus, ChoicesConsensus
from inloop.loop.quality.marked import MarkedConsensus
from inloop.loop.quality.values import ValueConsensus

Part = ChoiceConsensus | ChoicesConsensus | MarkedConsensus | ValueConsensus
"""What settles one question."""


def consensus_for(question: Question) -> Part | None:
    """Give what settles a question; None where its answers have nothing that stands for all."""
    kind, settings = question.part, question.settings
    classes, bits, merges = kind.classes(settings), kind.bits(settings), kind.merges(settings)
    if classes is not None:
        return ChoiceConsensus(classes)
    if bits is not None:
        return MarkedConsensus(question, bits) if merges else ChoicesConsensus(bits)
    return ValueConsensus(question) if merges else None
