"""The projects of a server."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from inloop.client.connection import Connection
from inloop.client.project import Project
from inloop.kernel.errors import InvalidInputError, NotFoundError

if TYPE_CHECKING:
    from inloop.client.wire import ProjectLine


class Projects:
    """Start, list and get projects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(self) -> "list[ProjectLine]":
        """List the caller's projects, newest first, with how far they are."""
        lines: list[ProjectLine] = self._connection.get("/projects")
        return lines

    def __iter__(self) -> Iterator[Project]:
        return (self.get(line["id"]) for line in self.list())

    def get(self, project: int | str) -> Project:
        """Get a project by its number or its name.

        Raises
        ------
        NotFoundError
            There is none of this number or name.
        InvalidInputError
            More than one has this name.
        """
        if isinstance(project, int) or project.isdecimal():
            return Project(self._connection, self._connection.get(f"/projects/{project}"))
        lines = [line for line in self.list() if line["name"] == project]
        named = [line for line in lines if line["state"] != "deleted"] or lines
        if not named:
            known = ", ".join(f"{line['id']} '{line['name']}'" for line in self.list()[:10]) or "none"
            raise NotFoundError(f"There is no project '{project}'.", hint=f"There are: {known}.")
        if len(named) > 1:
            numbers = ", ".join(str(line["id"]) for line in named)
            raise InvalidInputError(f"{len(named)} projects are called '{project}'.", hint=f"Say which: {numbers}.")
        return self.get(named[0]["id"])

    def create(
        self,
        name: str,
        *,
        recipe: str | None = None,
        schema: Mapping[str, Any] | None = None,
        guideline: str | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> Project:
        """Start a project from a recipe, from a schema, or from a recipe with another schema."""
        asked = {"recipe": recipe, "schema": schema, "guideline": guideline, "settings": settings}
        body = {"name": name, **{key: value for key, value in asked.items() if value is not None}}
        return Project(self._connection, self._connection.post("/projects", body))

    def demo(self) -> Project:
        """Give the demo project; it is made where there is none."""
        return self.get(int(self._connection.post("/demo", repeatable=True)["id"]))
