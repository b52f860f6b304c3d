"""The audit trail, which the database keeps from being changed."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ON_SQLITE = """
CREATE TRIGGER audit_event_no_{verb} BEFORE {verb} ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit trail is not changed'); END
"""
NO_REPLACEMENT = """
CREATE TRIGGER audit_event_no_REPLACE BEFORE INSERT ON audit_event
WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit trail is not changed'); END
"""
FUNCTION = """
CREATE FUNCTION audit_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail is not changed'; END $$
"""
ON_POSTGRESQL = """
CREATE TRIGGER audit_event_no_{verb} BEFORE {verb} ON audit_event
FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_kept()
"""


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("permission", sa.String(), nullable=False),
        sa.Column("thing_kind", sa.String(), nullable=True),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("result_kind", sa.String(), nullable=True),
        sa.Column("result_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.CheckConstraint("act IN ('did', 'read')", name=op.f("ck_audit_event_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index("ix_audit_event_actor_id", ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_audit_event_permission", ["permission"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_event_request_id"), ["request_id"], unique=False)
        batch_op.create_index("ix_audit_event_thing", ["thing_kind", "thing_id"], unique=False)

    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(FUNCTION)
        op.execute(ON_POSTGRESQL.format(verb="TRUNCATE"))
    for verb in ("UPDATE", "DELETE"):
        op.execute((ON_POSTGRESQL if postgresql else ON_SQLITE).format(verb=verb))
    if not postgresql:
        op.execute(NO_REPLACEMENT)


def downgrade() -> None:
    """Take the change back."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"DROP TRIGGER audit_event_no_{verb}" + _on_table())
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER audit_event_no_TRUNCATE ON audit_event")
        op.execute("DROP FUNCTION audit_event_is_kept")
    else:
        op.execute("DROP TRIGGER audit_event_no_REPLACE")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_event_thing")
        batch_op.drop_index(batch_op.f("ix_audit_event_request_id"))
        batch_op.drop_index("ix_audit_event_permission")
        batch_op.drop_index(batch_op.f("ix_audit_event_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_audit_event_at"))
        batch_op.drop_index("ix_audit_event_actor_id")
    op.drop_table("audit_event")


def _on_table() -> str:
    return " ON audit_event" if op.get_bind().dialect.name == "postgresql" else ""
