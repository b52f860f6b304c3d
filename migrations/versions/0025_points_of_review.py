"""How a text does in the points of review."""

import sqlalchemy as sa
from alembic import op

import kb.core.db

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "review_mark",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("point_key", sa.String(), nullable=False),
        sa.Column("mark_key", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=True),
        sa.Column("marked_at", kb.core.db.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mark_key LIKE 'review-marks/%'", name=op.f("ck_review_mark_mark_list")),
        sa.CheckConstraint("point_key LIKE 'review-points/%'", name=op.f("ck_review_mark_point_list")),
        sa.ForeignKeyConstraint(["mark_key"], ["closed_value.key"], name=op.f("fk_review_mark_mark_key")),
        sa.ForeignKeyConstraint(
            ["marked_by_id"], ["user_account.id"], name=op.f("fk_review_mark_marked_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["point_key"], ["closed_value.key"], name=op.f("fk_review_mark_point_key")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_review_mark_revision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "point_key", name=op.f("pk_review_mark")),
    )
    with op.batch_alter_table("review_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_mark_marked_by_id"), ["marked_by_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("review_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_mark_marked_by_id"))

    op.drop_table("review_mark")
