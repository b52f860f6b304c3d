"""What was expunged, or is asked for."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "expunge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("fingerprint", sa.JSON(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_as", sa.String(), nullable=False),
        sa.Column("asked_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.Column("agreed_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("done_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("looked_at", kb.core.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.CheckConstraint("asked_as IN ('identity_reviewer', 'admin')", name=op.f("ck_expunge_asked_as")),
        sa.CheckConstraint("kind IN ('words', 'file')", name=op.f("ck_expunge_kind")),
        sa.CheckConstraint("asked_by_id <> agreed_by_id", name=op.f("ck_expunge_by_two")),
        sa.CheckConstraint("done_at IS NULL OR agreed_at IS NOT NULL", name=op.f("ck_expunge_agreed_before_done")),
        sa.CheckConstraint("done_at IS NULL OR words IS NULL", name=op.f("ck_expunge_words_gone_once_done")),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["user_account.id"], name=op.f("fk_expunge_agreed_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["user_account.id"], name=op.f("fk_expunge_asked_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expunge")),
        sa.UniqueConstraint("token", name=op.f("uq_expunge_token")),
    )
    with op.batch_alter_table("expunge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_expunge_agreed_by_id"), ["agreed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_expunge_asked_by_id"), ["asked_by_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("expunge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_expunge_asked_by_id"))
        batch_op.drop_index(batch_op.f("ix_expunge_agreed_by_id"))

    op.drop_table("expunge")
