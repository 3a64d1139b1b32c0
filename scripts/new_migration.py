# ruff: noqa: INP001 - a script, no package
"""Write the migration that brings the tables of the newest version to those the code defines.

    python scripts/new_migration.py "what changes"      a further version
    python scripts/new_migration.py --first             write the first one anew, before there is a release

Read the result before committing it: a renamed column looks like one dropped and one added.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from textwrap import dedent, indent

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from inloop.app.tables import metadata
from inloop.database.migrations import HEAD, KNOWN, upgrade
from inloop.loop.items.store.search import POSTGRES_DDL, SQLITE_DDL

VERSIONS = Path(__file__).parents[1] / "src" / "inloop" / "database" / "migrations" / "versions"
KEY = "sa.BigInteger().with_variant(sa.Integer(), 'sqlite')"
SEARCH = """    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("message", nargs="?", default="The first tables.")
    parser.add_argument("--first", action="store_true")
    options = parser.parse_args()
    number = 1 if options.first else len(KNOWN) + 1
    before = None if options.first else HEAD
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/tables.db"
        if before:
            upgrade(url)
        body = changes(url)
    words = "first" if options.first else re.sub(r"\W+", "_", options.message.lower())[:40].strip("_")
    path = VERSIONS / f"v{number:04}_{words}.py"
    path.write_text(file_text(options.message, body, number=number, before=before, search=options.first))
    for step in (["check", "--fix"], ["format"]):
        subprocess.run([sys.executable, "-m", "ruff", *step, "--quiet", str(path)], check=False)  # noqa: S603
    print(f"{path}\nAdd '{number:04}' to KNOWN in upgrade.py if it is not there, and read the file.")


def changes(url: str) -> str:
    """Give the Python statements from the tables at a URL to those of the code."""
    engine = create_engine(url)
    with engine.connect() as connection:
        options = {"include_name": is_ours, "compare_type": True}
        found = produce_migrations(MigrationContext.configure(connection, opts=options), metadata)
        if found.upgrade_ops is None or found.upgrade_ops.is_empty():
            raise SystemExit("The tables are as the code defines them: nothing to write.")
        code = str(render_python_code(found.upgrade_ops))
    engine.dispose()
    return "\n".join(line for line in code.splitlines() if "###" not in line)


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the search index to its own statements."""
    return not (kind == "table" and name is not None and (name.startswith("item_search") or name == "alembic_version"))


def file_text(message: str, body: str, *, number: int, before: str | None, search: bool) -> str:
    parts = steps(body)
    calls = "".join(f"    _{name}()\n" for name in parts) + (SEARCH if search else "")
    functions = "".join(f"\n\ndef _{name}() -> None:\n{indent(code, '    ')}\n" for name, code in parts.items())
    return (
        f'"""{message}"""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\n'
        f"revision = {f'{number:04}'!r}\ndown_revision = {before!r}\n\nKEY = {KEY}\n"
        + (search_text() if search else "")
        + f"\n\ndef upgrade() -> None:\n{calls}"
        + functions.replace(KEY, "KEY").replace(", unique=False", "").replace("sqlite_where", "\nsqlite_where")
    )


def steps(body: str) -> dict[str, str]:
    """Cut the statements into one function a table."""
    parts: dict[str, list[str]] = {}
    name = "changes"
    for line in dedent(body).splitlines():
        begun = re.match(r"op\.create_table\(['\"](\w+)", line)
        name = begun[1] if begun else name
        parts.setdefault(name, []).append(line)
    return {name: "\n".join(lines) for name, lines in parts.items()}


def search_text() -> str:
    kinds = {"sqlite": SQLITE_DDL, "postgresql": POSTGRES_DDL}
    lines = [f"{kind!r}: ({''.join(_literal(each) for each in ddl)}),\n" for kind, ddl in kinds.items()]
    return "SEARCH = {\n" + "".join(lines) + "}\n"


def _literal(statement: str) -> str:
    return "(" + "".join(f"{part!r}\n" for part in re.findall(r".{1,90}(?: |$)", statement)) + "),\n"


if __name__ == "__main__":
    main()
