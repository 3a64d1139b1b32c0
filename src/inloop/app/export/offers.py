"""What an export may be written as, what fits the questions best first."""

from dataclasses import dataclass
from typing import Literal

from inloop.adapters.formats import LabelledFormat
from inloop.annotation import Schema
from inloop.app.export.targets import Target, targets

Fits = Literal["all", "some", "none"]
_ORDER: tuple[Fits, ...] = ("all", "some", "none")
_GENERAL = {"huggingface"}
"""Made for no answers in particular: offered behind those that are."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A format, and how far the questions of a project fit it.

    Attributes
    ----------
    holds
        Ids of the questions whose answers it holds.
    leaves
        Question id → why its answers are left out.
    """

    format: str
    ending: str
    about: str
    table: bool
    archive: bool
    fits: Fits
    holds: tuple[str, ...]
    leaves: dict[str, str]


def offers_for(schema: Schema) -> list[Offer]:
    """List all formats that are written, best first.

    Where the answers can be counted, a table is what most people want; where they are parts of a text, a picture or a
    sound, a format that was made for them.
    """
    target = schema.question(schema.target)
    kind, settings = target.part, target.settings
    counted = kind.classes(settings) is not None or kind.bits(settings) is not None
    found = [_offer(each, schema) for each in targets()]

    def place(offer: Offer) -> tuple[int, bool, bool]:
        general = offer.format in _GENERAL
        return _ORDER.index(offer.fits), (offer.table or general) != counted, general

    return sorted(found, key=place)


def _offer(target: Target, schema: Schema) -> Offer:
    asked = tuple(question.id for question in schema.questions)
    holds, leaves = asked, {}
    if isinstance(target.form, LabelledFormat):
        fit = target.form.fit(schema)
        holds = tuple(question.id for question in fit.held) if fit.field else ()
        leaves = dict(fit.left)
    fits: Fits = "all" if holds == asked else "some" if holds else "none"
    return Offer(
        format=target.name,
        ending=target.ending,
        about=_about(target),
        table=target.is_table,
        archive=target.ending == ".zip",
        fits=fits,
        holds=holds,
        leaves=leaves,
    )


def _about(target: Target) -> str:
    return (type(target.form).__doc__ or "").split("\n\n")[0].replace("\n", " ").replace("`", "").strip()
