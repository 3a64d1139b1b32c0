"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SEARCH = {
    "sqlite": (
        (
            "CREATE VIRTUAL TABLE IF NOT EXISTS item_search USING fts5(body, content='', "
            "tokenize='unicode61 remove_diacritics 2')"
        ),
    ),
    "postgresql": (
        (
            "CREATE TABLE IF NOT EXISTS item_search (item bigint PRIMARY KEY, project bigint NOT NULL, "
            "body tsvector NOT NULL)"
        ),
        ("CREATE INDEX IF NOT EXISTS ix_item_search_body ON item_search USING gin (body)"),
    ),
}


def upgrade() -> None:
    _annotation()
    _annotation_end()
    _annotator()
    _ask()
    _assignment()
    _attempt()
    _block()
    _champion()
    _claim()
    _consensus()
    _curve_point()
    _event()
    _featurizer()
    _guideline()
    _import_problem()
    _import_run()
    _item()
    _item_count()
    _item_revision()
    _known_answer()
    _link()
    _media_wanted()
    _membership()
    _model_version()
    _person()
    _prequential()
    _progress()
    _project()
    _quality_snapshot()
    _ranking()
    _rule_set()
    _schema_version()
    _search_due()
    _secret()
    _segment()
    _session()
    _token()
    _train_asked()
    _vote()
    for statement in SEARCH[op.get_bind().dialect.name]:
        op.execute(statement)


def _annotation() -> None:
    op.create_table(
        "annotation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("item", KEY, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("annotator", KEY, nullable=False),
        sa.Column("assignment", sa.Text(), nullable=True),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("active_ms", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("flag", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("supersedes", sa.Text(), nullable=True),
        sa.Column("bulk", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
    )
    op.create_index(
        "ix_annotation_bulk",
        "annotation",
        ["bulk"],
        sqlite_where=sa.text("bulk IS NOT NULL"),
        postgresql_where=sa.text("bulk IS NOT NULL"),
    )
    op.create_index("ix_annotation_history", "annotation", ["project", "annotator", "at"])
    op.create_index(op.f("ix_annotation_item"), "annotation", ["item"])


def _annotation_end() -> None:
    op.create_table(
        "annotation_end",
        sa.Column("annotation", sa.Text(), nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("annotation", name=op.f("pk_annotation_end")),
    )


def _annotator() -> None:
    op.create_table(
        "annotator",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", KEY, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("answers", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("active_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("day", sa.Integer(), server_default="0", nullable=False),
        sa.Column("day_answers", sa.Integer(), server_default="0", nullable=False),
        sa.Column("second_after", sa.BigInteger(), server_default="-1", nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotator")),
        sa.UniqueConstraint("project", "kind", "name", name=op.f("uq_annotator_project_kind_name")),
        sa.UniqueConstraint("project", "person", name=op.f("uq_annotator_project_person")),
    )


def _ask() -> None:
    op.create_table(
        "ask",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("item", KEY, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("arm", sa.Integer(), nullable=False),
        sa.Column("priority", sa.BigInteger(), nullable=False),
        sa.Column("utility", sa.Float(), nullable=True),
        sa.Column("propensity", sa.Float(), nullable=True),
        sa.Column("strategy", sa.Text(), nullable=True),
        sa.Column("need", sa.Integer(), nullable=False),
        sa.Column("given", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ask")),
        sa.UniqueConstraint("item", name=op.f("uq_ask_item")),
    )
    op.create_index(
        "ix_ask_open",
        "ask",
        ["project", "arm", "priority", "id"],
        sqlite_where=sa.text("open = 1"),
        postgresql_where=sa.text("open"),
    )


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("item", KEY, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("annotator", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("suggested", sa.Boolean(), nullable=False),
        sa.Column("strategy", sa.Text(), nullable=True),
        sa.Column("skip_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(
        "ix_assignment_expiry",
        "assignment",
        ["project", "expires_at"],
        sqlite_where=sa.text("state = 0"),
        postgresql_where=sa.text("state = 0"),
    )
    op.create_index(
        "ix_assignment_held",
        "assignment",
        ["project", "annotator"],
        sqlite_where=sa.text("state = 0"),
        postgresql_where=sa.text("state = 0"),
    )
    op.create_index("ix_assignment_item", "assignment", ["item", "annotator"])


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("hour", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account", "hour", name=op.f("pk_attempt")),
    )


def _block() -> None:
    op.create_table(
        "block",
        sa.Column("height", KEY, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("first", KEY, nullable=False),
        sa.Column("last", KEY, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("height", name=op.f("pk_block")),
    )


def _champion() -> None:
    op.create_table(
        "champion",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("classes", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project", name=op.f("pk_champion")),
    )


def _claim() -> None:
    op.create_table(
        "claim",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_claim")),
    )


def _consensus() -> None:
    op.create_table(
        "consensus",
        sa.Column("item", KEY, autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("posterior", sa.Float(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("item", "question", "rev", name=op.f("pk_consensus")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_consensus_changed", "consensus", ["project", "question", "at"])


def _curve_point() -> None:
    op.create_table(
        "curve_point",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("arm", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("estimate", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("project", "question", "arm", "at", name=op.f("pk_curve_point")),
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("project", KEY, nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("item", KEY, nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("block", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(
        "ix_event_item",
        "event",
        ["item"],
        sqlite_where=sa.text("item IS NOT NULL"),
        postgresql_where=sa.text("item IS NOT NULL"),
    )
    op.create_index("ix_event_project", "event", ["project", "id"])
    op.create_index(
        "ix_event_unsealed",
        "event",
        ["id"],
        sqlite_where=sa.text("block IS NULL"),
        postgresql_where=sa.text("block IS NULL"),
    )


def _featurizer() -> None:
    op.create_table(
        "featurizer",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("dims", sa.Integer(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("watermark", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project", "version", name=op.f("pk_featurizer")),
    )


def _guideline() -> None:
    op.create_table(
        "guideline",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "version", name=op.f("pk_guideline")),
    )


def _import_problem() -> None:
    op.create_table(
        "import_problem",
        sa.Column("import", KEY, autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("import", "number", name=op.f("pk_import_problem")),
    )


def _import_run() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("rows_done", sa.BigInteger(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_index(op.f("ix_import_run_project"), "import_run", ["project"])


def _item() -> None:
    op.create_table(
        "item",
        sa.Column("id", KEY, autoincrement=False, nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("control", sa.Boolean(), nullable=False),
        sa.Column("shuffle", sa.BigInteger(), nullable=False),
        sa.Column("group", sa.Text(), nullable=True),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("project", "key", name=op.f("uq_item_project_key")),
    )
    op.create_index(
        "ix_item_control",
        "item",
        ["project", "shuffle"],
        sqlite_where=sa.text("control = 1"),
        postgresql_where=sa.text("control"),
    )
    op.create_index(
        "ix_item_deleted",
        "item",
        ["project", "id"],
        sqlite_where=sa.text("deleted_at IS NOT NULL"),
        postgresql_where=sa.text("deleted_at IS NOT NULL"),
    )
    op.create_index(
        "ix_item_revised",
        "item",
        ["project", "id"],
        sqlite_where=sa.text("rev > 1"),
        postgresql_where=sa.text("rev > 1"),
    )


def _item_count() -> None:
    op.create_table(
        "item_count",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("next_ordinal", KEY, nullable=False),
        sa.Column("live", KEY, nullable=False),
        sa.Column("indexed", KEY, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("project", name=op.f("pk_item_count")),
    )


def _item_revision() -> None:
    op.create_table(
        "item_revision",
        sa.Column("item", KEY, autoincrement=False, nullable=False),
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("source", KEY, nullable=True),
        sa.PrimaryKeyConstraint("item", "rev", name=op.f("pk_item_revision")),
        sqlite_with_rowid=False,
    )


def _known_answer() -> None:
    op.create_table(
        "known_answer",
        sa.Column("item", KEY, autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("source", KEY, nullable=True),
        sa.PrimaryKeyConstraint("item", "question", "role", name=op.f("pk_known_answer")),
    )


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("person", KEY, nullable=True),
        sa.Column("project", KEY, nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_by", KEY, nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("used_by", KEY, nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("digest", name=op.f("uq_link_digest")),
    )
    op.create_index(op.f("ix_link_project"), "link", ["project"])


def _media_wanted() -> None:
    op.create_table(
        "media_wanted",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("blob", sa.Text(), nullable=True),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_media_wanted")),
    )


def _membership() -> None:
    op.create_table(
        "membership",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("person", KEY, autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("project", "person", name=op.f("pk_membership")),
    )
    op.create_index("ix_membership_person", "membership", ["person"])


def _model_version() -> None:
    op.create_table(
        "model_version",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answers", sa.BigInteger(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("classes", sa.Text(), nullable=False),
        sa.Column("featurizer", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("accuracy", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("project", "version", name=op.f("pk_model_version")),
    )


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("is_owner", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )


def _prequential() -> None:
    op.create_table(
        "prequential",
        sa.Column("item", KEY, autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("item", "question", "rev", name=op.f("pk_prequential")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_prequential_project"), "prequential", ["project"])


def _progress() -> None:
    op.create_table(
        "progress",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("answers", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("answered_items", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("asked", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("asked_control", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("control_upto", sa.BigInteger(), server_default="-1", nullable=False),
        sa.Column("scan_upto", sa.BigInteger(), server_default="-1", nullable=False),
        sa.PrimaryKeyConstraint("project", name=op.f("pk_progress")),
    )


def _project() -> None:
    op.create_table(
        "project",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("recipe", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("guideline_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )


def _quality_snapshot() -> None:
    op.create_table(
        "quality_snapshot",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("watermark", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project", "question", name=op.f("pk_quality_snapshot")),
    )


def _ranking() -> None:
    op.create_table(
        "ranking",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.BigInteger(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("strategy", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", name=op.f("pk_ranking")),
    )


def _rule_set() -> None:
    op.create_table(
        "rule_set",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "version", name=op.f("pk_rule_set")),
    )


def _schema_version() -> None:
    op.create_table(
        "schema_version",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "version", name=op.f("pk_schema_version")),
    )


def _search_due() -> None:
    op.create_table(
        "search_due",
        sa.Column("item", KEY, autoincrement=False, nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("indexed_rev", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_search_due")),
    )


def _secret() -> None:
    op.create_table(
        "secret",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secret")),
    )


def _segment() -> None:
    op.create_table(
        "segment",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", "kind", "version", "number", name=op.f("pk_segment")),
    )


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("digest", name=op.f("uq_session_digest")),
    )
    op.create_index(op.f("ix_session_person"), "session", ["person"])


def _token() -> None:
    op.create_table(
        "token",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("project", KEY, nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_token_digest")),
    )
    op.create_index(op.f("ix_token_person"), "token", ["person"])


def _train_asked() -> None:
    op.create_table(
        "train_asked",
        sa.Column("project", KEY, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project", name=op.f("pk_train_asked")),
    )


def _vote() -> None:
    op.create_table(
        "vote",
        sa.Column("item", KEY, autoincrement=False, nullable=False),
        sa.Column("rev", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("annotator", KEY, autoincrement=False, nullable=False),
        sa.Column("project", KEY, nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("annotation", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("item", "rev", "question", "annotator", name=op.f("pk_vote")),
        sqlite_with_rowid=False,
    )
