"""Rules: read, change and try words and patterns that suggest answers."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter
from sqlalchemy import Connection

from inloop.app.rules import measure
from inloop.loop import cycle, projects
from inloop.loop.rules import service as rules
from inloop.loop.rules.dictionary import read_dictionary
from inloop.loop.rules.model import Rule
from inloop.people import Act
from inloop.server.visit import Visit, may
from inloop.server.wire import rules as wire

router = APIRouter(tags=["rules"])
MayChange = Annotated[Visit, may(Act.SCHEMA_CHANGE)]


@router.get("/projects/{p}/rules", response_model=wire.Rules)
async def rules_in_force(visit: Annotated[Visit, may(Act.ITEMS_READ)]) -> Any:
    """Get the rules in force."""
    return await visit.read(lambda c: rules.current(c, visit.project))


@router.put("/projects/{p}/rules", response_model=wire.Rules)
async def change_rules(visit: MayChange, asked: wire.RulesChange) -> Any:
    """Put rules in force, in place of those before."""
    return await visit.write(
        lambda c: cycle.rule(c, visit.project, _read(asked.rules), base=asked.base_version, at=visit.at, by=visit.actor)
    )


@router.post("/projects/{p}/rules/try", response_model=wire.RulesFound)
async def try_rules(visit: MayChange, asked: wire.RulesTried) -> Any:
    """Try rules on real items: how far they reach, how often they are right, where they fit; nothing is kept."""

    def query(connection: Connection) -> Any:
        given = rules.current(connection, visit.project).rules if asked.rules is None else _read(asked.rules)
        return measure(connection, visit.project, projects.schema_of(connection, visit.project), given)

    return await visit.read(query)


@router.post("/projects/{p}/rules/import", response_model=wire.DictionaryTaken)
async def import_dictionary(visit: MayChange, asked: wire.DictionaryAsked) -> Any:
    """Add a dictionary, one entry a line: words and label, with commas, semicolons or tabs between."""

    def act(connection: Connection) -> dict[str, Any]:
        before = rules.current(connection, visit.project)
        schema = projects.schema_of(connection, visit.project)
        found = read_dictionary(asked.text, schema, question=asked.question, known=before.rules)
        every = [*before.rules, *found.rules]
        kept = cycle.rule(connection, visit.project, every, base=asked.base_version, at=visit.at, by=visit.actor)
        problems = [each._asdict() for each in found.problems]
        return {**msgspec.to_builtins(kept), "added": len(found.rules), "problems": problems}

    return await visit.write(act)


def _read(asked: list[wire.RuleAsked]) -> list[Rule]:
    return [Rule(**each.model_dump()) for each in asked]
