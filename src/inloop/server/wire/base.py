"""What all messages share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Micros = Annotated[int, Field(description="Microseconds since 1970-01-01 UTC")]
Count = Annotated[int, Field(ge=0)]
Id = Annotated[int, Field(ge=0, le=2**62)]


class Asked(BaseModel):
    """What a client sends; what is not known is refused, so that a misspelt option is not silently ignored."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """What the server answers."""

    model_config = ConfigDict(from_attributes=True)


class Refusal(Told):
    """What was wrong, with which value, and what to do."""

    code: str
    message: str
    hint: str
    where: str


class Refused(Told):
    """The body of every answer with a status of 400 or more."""

    error: Refusal


class Interval(Told):
    """An estimate with the range that holds the truth at the given level."""

    estimate: float
    low: float
    high: float
    level: float = 0.95
    n: int = 0
    method: str = ""
