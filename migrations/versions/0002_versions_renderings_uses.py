"""Versions, renderings, uses."""

import secrets

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    site_version = op.create_table(
        "site_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_site_version_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_version")),
    )
    op.execute(sa.insert(site_version).values(id=1, number=secrets.randbits(62)))
    op.create_table(
        "revision_rendering",
        sa.Column("revision_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_from", sa.String(), nullable=False),
        sa.Column("html", sa.JSON(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_revision_rendering_revision_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_revision_rendering")),
    )
    op.create_table(
        "lesson_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("used_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_lesson_use_lesson_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_lesson_use_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_use")),
    )
    with op.batch_alter_table("lesson_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lesson_use_lesson_id"), ["lesson_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_lesson_use_user_id"), ["user_id"], unique=False)

    # Nearly every row of `revision` is published, and SQLite, which takes any index for a good one, read all of them.
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_state")


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index("ix_revision_state", ["state"], unique=False)

    with op.batch_alter_table("lesson_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lesson_use_user_id"))
        batch_op.drop_index(batch_op.f("ix_lesson_use_lesson_id"))

    op.drop_table("lesson_use")
    op.drop_table("revision_rendering")
    op.drop_table("site_version")
